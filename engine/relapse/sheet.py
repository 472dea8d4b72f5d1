"""A table of plain cells with a line of headings: what each column holds, and what is wrong in which cell."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal["text", "money", "count", "yes_no", "day"]
Value = str | Decimal | date | None
MOST_ROWS = 50_000
_MONEY = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,2})?")
_COUNT = re.compile(r"[0-9]{1,4}")
_DAY = re.compile(r"([0-9]{4})[-/年]([0-9]{1,2})[-/月]([0-9]{1,2})日?( 00:00:00)?")
_YES_NO = {"是": Decimal(1), "1": Decimal(1), "否": Decimal(0), "0": Decimal(0)}


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading. ``shown`` ones are there to be read and not read back."""

    key: str
    title: str
    kind: Kind = "text"
    must: bool = False
    below_zero: bool = False
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in one cell, by its name (C7); in a whole line by the name of its first."""

    place: str
    label: str
    message: str

    @property
    def row(self) -> int:
        """The number of its line in the file."""
        return int(self.place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))

    @property
    def sentence(self) -> str:
        """The finding as one line."""
        return f"{self.place} {self.label}：{self.message}"


@dataclass(slots=True)
class Read:
    """Lines by column, each with its number in the file, and every finding."""

    lines: list[tuple[int, Mapping[str, Value]]] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def read_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Read:
    """Every line under the headings of the first, and all that is wrong. Empty lines are left out."""
    read = Read()
    heads = [one.strip() for one in rows[0]] if rows else []
    read.wrong += _heads(columns, heads)
    if read.wrong:
        return read
    order = [next((one for one in columns if one.title == head), None) for head in heads]
    for number, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row):
            read.lines.append((number, dict(_line(order, row, number, read.wrong))))
    if not read.lines:
        read.wrong.append(Wrong("A2", "表格", "没有填写任何一行"))
    if len(rows) > MOST_ROWS + 1:
        read.wrong.append(Wrong(f"A{MOST_ROWS + 2}", "表格", f"一次最多 {MOST_ROWS} 行，请分几次"))
    return read


def place_of(columns: Sequence[Column], heads: Sequence[str], key: str, number: int) -> str:
    """The name of the cell of a column in a line."""
    title = next(one.title for one in columns if one.key == key)
    said = [one.strip() for one in heads]
    return f"{letter(said.index(title) if title in said else 0)}{number}"


def letter(place: int) -> str:
    """The letters of the column at ``place``, the first being 0."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _heads(columns: Sequence[Column], heads: Sequence[str]) -> Iterator[Wrong]:
    titles = [one.title for one in columns]
    for n, head in enumerate(heads):
        if head and head not in titles:
            yield Wrong(f"{letter(n)}1", head, "没有这一栏，请用下载的模板")
        if head and heads.index(head) != n:
            yield Wrong(f"{letter(n)}1", head, "这一栏写了两次")
    for one in columns:
        if one.title not in heads and not one.shown:
            yield Wrong("A1", one.title, "缺少这一栏")


def _line(
    order: Sequence[Column | None], row: Sequence[str], number: int, wrong: list[Wrong]
) -> Iterator[tuple[str, Value]]:
    for n, column in enumerate(order):
        if column is None or column.shown:
            continue
        text = row[n].strip() if n < len(row) else ""
        value, message = _value(column, text)
        if message:
            wrong.append(Wrong(f"{letter(n)}{number}", column.title, message))
        yield column.key, value


def _value(column: Column, text: str) -> tuple[Value, str]:
    """The value and no message, or no value and what is wrong."""
    if not text:
        return None, "没有填写" if column.must else ""
    if text.startswith("="):
        return None, "是公式，请改成数值"
    return _AS[column.kind](column, text)


def _text(_column: Column, text: str) -> tuple[Value, str]:
    return text, ""


def _count(_column: Column, text: str) -> tuple[Value, str]:
    known = _COUNT.fullmatch(text.removesuffix(".0"))
    return (Decimal(known[0]), "") if known else (None, f"“{text}”不是 0 至 9999 的整数")


def _yes_no(_column: Column, text: str) -> tuple[Value, str]:
    said = _YES_NO.get(text.removesuffix(".0"))
    return (said, "") if said is not None else (None, f"“{text}”请写“是”或“否”")


def _money(column: Column, text: str) -> tuple[Value, str]:
    plain = text.replace(",", "")
    if not _MONEY.fullmatch(plain):
        return None, f"“{text}”不是金额（元，至多两位小数）"
    value = Decimal(plain)
    return (None, f"{value} 不得为负") if value < 0 and not column.below_zero else (value, "")


def _day(_column: Column, text: str) -> tuple[Value, str]:
    known = _DAY.fullmatch(text)
    try:
        return (date(int(known[1]), int(known[2]), int(known[3])), "") if known else (None, _NO_DAY)
    except ValueError:
        return None, _NO_DAY


_NO_DAY = "不是日期，写成 2022-11-07 这样"
_AS: dict[Kind, Callable[[Column, str], tuple[Value, str]]] = {
    "text": _text,
    "money": _money,
    "count": _count,
    "yes_no": _yes_no,
    "day": _day,
}
