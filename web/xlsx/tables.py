"""Plain tables: a heading and rows, written for others and read back, every cell as text with its place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from web.refusals import SheetColumns, SheetEmpty, SheetFormula, SheetTooLong, SheetUnreadable
from web.xlsx.comma_separated import is_xlsx, lines_in
from web.xlsx.guards import must_be_sound
from web.xlsx.streaming import streamed

_HEAD = PatternFill("solid", fgColor="F3E3C3")
_MOST_ROWS = 20_000
Value = str | int | Decimal | date


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was read: its number in the table, and its cells by heading."""

    number: int
    cells: Mapping[str, str]


def written(title: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A table as an xlsx file. Text stays text, whatever it begins with: nothing becomes a formula."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title[:31]
    sheet.append(list(heads))
    for place, head in enumerate(heads, 1):
        cell = sheet.cell(1, place)
        cell.font, cell.fill = Font(bold=True), _HEAD
        sheet.column_dimensions[get_column_letter(place)].width = max(12, 2 * len(head) + 4)
    for row in rows:
        sheet.append([None] * len(heads))
        for place, value in enumerate(row, 1):
            _put(sheet.cell(sheet.max_row, place), value)
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(content: bytes, heads: Sequence[str]) -> list[Row]:
    """The rows of a table, xlsx or CSV, that has these headings, in whichever order; empty rows are left out.

    Raises SheetUnreadable, SheetTooLarge, SheetMerged, SheetFormula, SheetColumns, SheetTooLong or SheetEmpty.
    """
    lines = _cells_of(content) if is_xlsx(content) else iter(lines_in(content, most=_MOST_ROWS + 2))
    said = [one.strip() for one in next(lines, [])]
    if wrong := [*(f"缺少“{one}”" for one in heads if one not in said)]:
        raise SheetColumns(wrong="、".join(wrong))
    rows = [row for row in _rows(lines, said) if any(row.cells.values())]
    if not rows:
        raise SheetEmpty
    return rows


def _cells_of(content: bytes) -> Iterator[list[str]]:
    must_be_sound(content)
    try:
        book = streamed(content)
    except Exception as error:  # openpyxl raises whatever it stumbles over in a broken file
        raise SheetUnreadable from error
    for number, line in enumerate(book.worksheets[0].iter_rows(), 1):
        yield [_said(cell, place, number) for place, cell in enumerate(line, 1)]


def _said(cell: Cell | MergedCell, place: int, number: int) -> str:
    if cell.data_type == "f":
        raise SheetFormula(cell=f"{get_column_letter(place)}{number}")
    return _text(cell.value)


def _rows(lines: Iterable[Sequence[str]], heads: Sequence[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, 2):
        if number > _MOST_ROWS + 1:
            raise SheetTooLong(most=_MOST_ROWS)
        blank = [""] * (len(heads) - len(line))
        yield Row(number, dict(zip(heads, [*(one.strip() for one in line), *blank], strict=False)))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _put(cell: Cell | MergedCell, value: Value) -> None:
    if isinstance(cell, MergedCell):
        raise TypeError(cell.coordinate)  # nothing is merged in a table of ours
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"
