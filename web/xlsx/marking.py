"""The same file with what is wrong: each cell coloured and commented, and a sheet that lists them all."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from engine.form_sheets import CellFinding
from web.xlsx.filled import Place
from web.xlsx.names import ERRORS

_WRONG = PatternFill("solid", fgColor="FBE9E7")


def marked(content: bytes, found: Sequence[tuple[Place, CellFinding]]) -> bytes:
    """The file as it came, with the findings in it; marks of an earlier round are taken away."""
    book = load_workbook(BytesIO(content))
    if ERRORS in book.sheetnames:
        del book[ERRORS]
    listed = book.create_sheet(ERRORS, 1)
    listed.append(["单元格", "栏目", "问题"])
    for place, one in found:
        sheet = book[place.sheet] if place.sheet else book.worksheets[0]
        cell = sheet[place.cell]
        cell.fill, cell.comment = _WRONG, Comment(one.message, "办事")
        listed.append([str(place), one.label, one.message])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
