"""A list as a table to read: one heading, text in every cell, nothing that a program would reckon."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

_WIDTH = 22


def listing(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The workbook."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for place in range(1, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTH
    sheet.append([_cell(sheet, one, bold=True) for one in headings])
    for row in rows:
        sheet.append([_cell(sheet, one) for one in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:  # noqa: ANN401 - openpyxl's two kinds
    """What somebody named ``=1+2`` is a text: no cell of ours is a formula."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
