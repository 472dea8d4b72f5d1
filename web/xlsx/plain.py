"""Plain tables with a line of headings: written as xlsx, read back from xlsx or CSV as cells of text."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from engine.relapse.sheet import MOST_ROWS, Column, Wrong
from web.refusals import SheetUnreadable
from web.xlsx.comma_separated import is_xlsx, lines_in
from web.xlsx.guards import must_be_sound
from web.xlsx.names import ERRORS
from web.xlsx.streaming import streamed

_HEAD, _SHOWN, _WRONG = (PatternFill("solid", fgColor=one) for one in ("F3E3C3", "E9E6DE", "FBE9E7"))
_FORMATS = {"day": "例如 2022-11-07", "yes_no": "是 或 否", "money": "元，至多两位小数", "count": "整数"}
Cells = list[list[str]]


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], title: str) -> bytes:
    """An xlsx with these columns; what is only shown is grey."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for place, column in enumerate(columns, 1):
        head = sheet.cell(1, place, column.title)
        head.font, head.fill = Font(bold=True), _SHOWN if column.shown else _HEAD
        head.alignment = Alignment(wrap_text=True, vertical="center")
        if column.kind in _FORMATS:
            head.comment = Comment(_FORMATS[column.kind], "办事")
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = max(12, min(36, 2 * len(column.title) + 4))
        sheet.column_dimensions[letter].number_format = "@"
    for row in rows:
        sheet.append([_inert(one) for one in row])
    sheet.freeze_panes = "A2"
    return _saved(book)


def cells(content: bytes) -> Cells:
    """Every cell as text, the line of headings first.

    Raises SheetUnreadable, SheetTooLarge or SheetMerged for what is neither a sound xlsx nor a CSV.
    """
    return _xlsx(content) if is_xlsx(content) else lines_in(content, most=MOST_ROWS + 2)


def marked(content: bytes, wrong: Sequence[Wrong]) -> bytes:
    """The xlsx as it came with what is wrong: each cell coloured and commented, and a sheet that lists them all."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    if ERRORS in book.sheetnames:
        del book[ERRORS]
    listed = book.create_sheet(ERRORS, 1)
    listed.append(["单元格", "栏目", "问题"])
    for one in wrong:
        cell = sheet[one.place]
        cell.fill, cell.comment = _WRONG, Comment(one.message, "办事")
        listed.append([one.place, one.label, one.message])
    return _saved(book)


def _xlsx(content: bytes) -> Cells:
    must_be_sound(content)
    try:
        book = streamed(content)
        lines = book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 2)
        return [[_text(one) for one in line] for line in lines]
    except Exception as error:  # openpyxl raises whatever it stumbles over in a broken file
        raise SheetUnreadable from error


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _inert(text: str) -> str:
    """What a program would take for a formula is text."""
    return f"'{text}" if text.startswith(("=", "+", "@")) else text


def _saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
