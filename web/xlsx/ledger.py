"""The ledger of places as a table: the lines and figures of the page, no more and no fewer."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from engine.ledger.lines import COLUMN_LABELS, Line

_HEAD = PatternFill("solid", fgColor="F3E3C3")


def workbook(title: str, lines: Sequence[Line]) -> bytes:
    """One sheet, a row a line."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "名额账"
    sheet.append([title])
    sheet.append(["单位", "类别", *COLUMN_LABELS.values()])
    for one in lines:
        sheet.append([one.name, one.category, *(getattr(one, column) for column in COLUMN_LABELS)])
    for cell in sheet[2]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    sheet.freeze_panes = "A3"
    sheet.column_dimensions["A"].width = 32
    out = BytesIO()
    book.save(out)
    return out.getvalue()
