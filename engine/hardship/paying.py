"""What the bank says of a payment list, line by line: taken in whole, or not at all with every finding."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from engine.hardship.aid import TITLES
from engine.subsidy.of_case import PAID

KINDS: Mapping[str, str] = dict([*TITLES.items(), *PAID.items()])
"""What a sum is paid for, by its kind: help for a household, or a subsidy for whoever holds a title."""
BankSays = Literal["成功", "失败"]
SAYS: tuple[BankSays, ...] = ("成功", "失败")
MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Owed:
    """A line of the list as it was given to the bank; ``settled`` once it has had its answer."""

    line: int
    amount: Decimal
    settled: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A line of what came back, as it stands in row ``row`` of the table; what cannot be read stays as text."""

    row: int
    line: int | str
    amount: Decimal | str
    result: str
    paid_on: date | str
    why: str = ""


@dataclass(frozen=True, slots=True)
class CellFinding:
    """What is wrong in which cell of the table."""

    row: int
    column: str
    sentence: str


def findings_of(
    owed: Mapping[int, Owed], said: Sequence[Said], *, made_on: date, today: date
) -> list[CellFinding]:
    """Every cell that keeps the table from being taken in. A line that did not come back is no finding: it waits."""
    times = Counter(one.line for one in said)
    return [found for one in said for found in _of_line(owed, one, times[one.line], made_on, today)]


def _of_line(
    owed: Mapping[int, Owed], one: Said, times: int, made_on: date, today: date
) -> Iterator[CellFinding]:
    known = owed.get(one.line) if isinstance(one.line, int) else None
    if known is None:
        yield CellFinding(one.row, "行号", f"清单里没有第 {one.line} 行")
    elif times > 1:
        yield CellFinding(one.row, "行号", f"第 {one.line} 行写了 {times} 次")
    elif known.settled:
        yield CellFinding(one.row, "行号", f"第 {one.line} 行已有结果")
    if known is not None and one.amount != known.amount:
        yield CellFinding(one.row, "金额", f"金额为 {one.amount}，清单上是 {known.amount}")
    if one.result not in SAYS:
        yield CellFinding(one.row, "结果", f"“{one.result}”不是结果，写“成功”或“失败”")
    if one.result == "成功":
        yield from _of_day(one, made_on, today)
    if one.result == "失败" and not one.why:
        yield CellFinding(one.row, "原因", "失败的要写明原因")
    if len(one.why) > MOST_WORDS:
        yield CellFinding(one.row, "原因", f"原因不超过 {MOST_WORDS} 字")


def _of_day(one: Said, made_on: date, today: date) -> Iterator[CellFinding]:
    if not isinstance(one.paid_on, date):
        yield CellFinding(one.row, "到账日期", f"“{one.paid_on}”不是日期，写成 2022-11-28")
    elif not made_on <= one.paid_on <= today:
        yield CellFinding(one.row, "到账日期", f"{one.paid_on} 不在清单日期 {made_on} 至今天 {today} 之间")
