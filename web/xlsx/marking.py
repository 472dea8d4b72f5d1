"""The same file with what is wrong: each cell coloured and commented, and a sheet that lists them all."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from engine.forms.many import CellFinding
from web.xlsx.names import ERRORS
from web.xlsx.streaming import streamed

_WRONG = PatternFill("solid", fgColor="FBE9E7")


def places(
    content: bytes, heads: Mapping[str, str], findings: Sequence[CellFinding]
) -> list[tuple[str, CellFinding]]:
    """Each finding with the name of its cell (C7); ``heads`` are the headings of the columns, by field."""
    line = next(streamed(content).worksheets[0].iter_rows(values_only=True))
    said = [str(one).strip() for one in line]
    letters = {field: get_column_letter(said.index(head) + 1) for field, head in heads.items()}
    return [(f"{letters[one.field]}{one.row + 1}", one) for one in findings]


def marked(content: bytes, found: Sequence[tuple[str, CellFinding]]) -> bytes:
    """The file as it came, with the findings in it; marks of an earlier round are taken away."""
    book = load_workbook(BytesIO(content))
    if ERRORS in book.sheetnames:
        del book[ERRORS]
    listed = book.create_sheet(ERRORS, 1)
    listed.append(["单元格", "栏目", "问题"])
    for place, one in found:
        title, _, where = place.rpartition("!")
        cell = (book[title] if title else book.worksheets[0])[where]
        cell.fill, cell.comment = _WRONG, Comment(one.message, "办事")
        listed.append([place, one.label, one.message])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
