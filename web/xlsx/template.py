"""The template of a form: a column a field, drop-downs, a sheet a table, and a hidden one that says which form."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from engine.definition import FIGURES, FieldBase, Process
from engine.forms.many import MOST_ROWS, columns, tables
from web.xlsx.names import MAIN, MARK, OPTIONS, ROW, heading, title_of

_HEAD = PatternFill("solid", fgColor="F3E3C3")
_FORMATS = {
    "boolean": "是 或 否",
    "month": "例如 1985-07",
    "date": "例如 2022-03-01",
    "list": "各项用顿号隔开",
    "money": "以元计，例如 12345.60",
    "phone": "手机号，或带区号的座机号",
    "person": "填写登录名",
}


def template(process: Process, version: str, year: int) -> bytes:
    """An empty table for the form of ``process`` as of ``version``, good for ``year``."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = MAIN
    options = hidden(book, OPTIONS)
    _columns(sheet, options, columns(process), first=1)
    for table in tables(process):
        beside = book.create_sheet(title_of(table), len(book.worksheets) - 1)
        head(beside, 1, ROW, f"{MAIN}表里是第几行（Excel 左边的行号，从 2 起）；一件有几行就写几次")
        _columns(beside, options, table.columns, first=2)
    for row in ([process.key, version, year], [field.key for field in columns(process)]):
        hidden(book, MARK).append(row)
    return packed(book)


def packed(book: Workbook) -> bytes:
    """The file of a book."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _columns(sheet: Worksheet, options: Worksheet, fields: Sequence[FieldBase], *, first: int) -> None:
    for place, field in enumerate(fields, first):
        head(sheet, place, heading(field), "\n".join(filter(None, (field.help, _format(field)))))
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = max(14, min(40, 2 * len(field.label) + 4))
        # Text, so that no program turns an ID number into a rounded figure or a month into a date.
        sheet.column_dimensions[letter].number_format = "General" if field.type in FIGURES else "@"
        _drop_down(sheet, options, letter, field)
    sheet.freeze_panes = "A2"


def head(sheet: Worksheet, place: int, words: str, helped: str = "") -> None:
    """The head of the column at this place, with a comment that helps."""
    cell = sheet.cell(1, place, words)
    cell.font, cell.fill = Font(bold=True), _HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    if helped:
        cell.comment = Comment(helped, "办事")


def _format(field: FieldBase) -> str:
    """How a cell is written, where that is not plain."""
    match field.type:
        case "multi_choice":
            return f"可选几项，用顿号隔开：{'、'.join(field.options)}"
        case "number" if field.unit:
            return f"以{field.unit}计"
        case _:
            return _FORMATS.get(field.type, "")


def hidden(book: Workbook, title: str) -> Worksheet:
    """The sheet that only the office reads; made when it is not there."""
    if title in book.sheetnames:
        return next(one for one in book.worksheets if one.title == title)
    sheet: Worksheet = book.create_sheet(title)
    sheet.sheet_state = "hidden"
    return sheet


def _drop_down(sheet: Worksheet, options: Worksheet, letter: str, field: FieldBase) -> None:
    offered = ["是", "否"] if field.type == "boolean" else field.options
    if (
        not offered or field.type == "multi_choice"
    ):  # a drop-down takes one of several: the comment names them
        return
    place = 1 if options.max_column == 1 and options["A1"].value is None else options.max_column + 1
    for n, option in enumerate(offered, 1):
        options.cell(n, place, option)
    column = get_column_letter(place)
    chosen = DataValidation("list", f"'{OPTIONS}'!${column}$1:${column}${len(offered)}", allow_blank=True)
    chosen.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    sheet.add_data_validation(chosen)
