"""The grants of a title (补助经费): given once or again, spent on four purposes only, never more than was given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from engine.refusals import FieldFinding
from engine.state import Person

MoneyKind = Literal["granted", "spent"]
Purpose = Literal["research", "equipment", "training", "diffusion", "holder"]
BOOKED: tuple[MoneyKind, ...] = ("granted", "spent")
PURPOSES: dict[Purpose, str] = {
    "research": "技术攻关",
    "equipment": "设备购置",
    "training": "培训交流",
    "diffusion": "成果推广",
    "holder": "发放本人",
}
"""What is spent; 发放本人 is booked when the bank says that it arrived."""
BY_UNIT: tuple[Purpose, ...] = ("research", "equipment", "training", "diffusion")
"""补助经费只用于攻关、设备、培训、推广 [A]: the province's own rule was not found."""
MOST = Decimal("10000000.00")


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One line of the ledger, in yuan. A wrong line is struck by another with the opposite amount (红字冲销)."""

    kind: MoneyKind
    amount: Decimal
    on: date
    purpose: Purpose | None = None
    strikes: str | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """What was given, what of it was spent, by purpose, and what is left; in yuan."""

    granted: Decimal
    spent: Decimal
    by_purpose: dict[Purpose, Decimal]

    @property
    def left(self) -> Decimal:
        """What may still be spent."""
        return self.granted - self.spent


def balance(lines: Iterable[MoneyLine]) -> Balance:
    """The sums of a ledger."""
    given, by_purpose = Decimal(0), dict.fromkeys(PURPOSES, Decimal(0))
    for line in lines:
        if line.kind == "granted":
            given += line.amount
        elif line.purpose is not None:
            by_purpose[line.purpose] += line.amount
    return Balance(given, sum(by_purpose.values(), Decimal(0)), by_purpose)


def findings(
    new: MoneyLine, lines: Sequence[MoneyLine], *, granted_on: date, today: date
) -> list[FieldFinding]:
    """Everything that is wrong with a new line."""
    wrong = [*_amount(new), *_day(new, granted_on, today)]
    if new.kind == "spent" and new.purpose not in BY_UNIT:
        named = "、".join(PURPOSES[one] for one in BY_UNIT)
        wrong.append(FieldFinding("purpose", "用途", f"请选择用途：{named}"))
    left = balance(lines).left
    if new.kind == "spent" and new.amount > left:
        wrong.append(
            FieldFinding("amount", "金额", f"超出余额：现余 {left:.2f} 元，本笔 {new.amount:.2f} 元")
        )
    return wrong


def unread(amount: Decimal | None, on: date | None) -> list[FieldFinding]:
    """What of a line could not be read as it was typed."""
    wrong = [FieldFinding("amount", "金额", "请写成数字，例如 3000.00")] if amount is None else []
    return [*wrong, *([FieldFinding("on", "日期", "请写成 2022-05-18 的样子")] if on is None else [])]


def may_book(kind: MoneyKind, actor: Person, unit: str) -> bool:
    """Whether ``actor`` writes such a line: the province what it gives, the title's own unit what it spends."""
    if kind == "granted":
        return bool(actor.posts & {"prov_officer", "prov_head"})
    return actor.unit == unit and bool(actor.posts & {"union_chair", "union_officer"})


def struck(line: MoneyLine, line_id: str, on: date) -> MoneyLine:
    """The line that strikes another one."""
    return MoneyLine(line.kind, -line.amount, on, line.purpose, strikes=line_id)


def _amount(new: MoneyLine) -> list[FieldFinding]:
    if new.amount <= 0:
        return [FieldFinding("amount", "金额", "金额必须大于 0；记错的请用冲销")]
    if new.amount > MOST or new.amount != new.amount.quantize(Decimal("0.01")):
        return [FieldFinding("amount", "金额", f"金额最多两位小数，且不超过 {MOST:.2f} 元")]
    return []


def _day(new: MoneyLine, granted_on: date, today: date) -> list[FieldFinding]:
    if new.on > today:
        return [FieldFinding("on", "日期", "日期不能晚于今天")]
    if new.on < granted_on:
        return [FieldFinding("on", "日期", f"日期不能早于命名之日 {granted_on}")]
    return []
