"""The template of a form: a column a field, drop-downs, and a hidden sheet that says which form it is."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from engine.definition import FIGURES, FormField, Process
from engine.form_sheets import MOST_ROWS, columns

MARK, OPTIONS = "banshi", "选项"
_HEAD = PatternFill("solid", fgColor="F3E3C3")
_FORMATS = {
    "boolean": "是 或 否",
    "month": "例如 1985-07",
    "date": "例如 2022-03-01",
    "list": "各项用顿号隔开",
    "money": "以元计，例如 12345.60",
    "phone": "手机号，或带区号的座机号",
}


def template(process: Process, version: str, year: int) -> bytes:
    """An empty table for the form of ``process`` as of ``version``, good for ``year``."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "填报"
    options = _hidden(book, OPTIONS)
    for place, field in enumerate(columns(process), 1):
        _column(sheet, options, place, field)
    sheet.freeze_panes = "A2"
    for row in ([process.key, version, year], [field.key for field in columns(process)]):
        _hidden(book, MARK).append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def heading(field: FormField) -> str:
    """What stands at the head of the field's column."""
    return f"{field.label} *" if field.required else field.label


def _format(field: FormField) -> str:
    """How a cell is written, where that is not plain."""
    match field.type:
        case "multi_choice":
            return f"可选几项，用顿号隔开：{'、'.join(field.options)}"
        case "number" if field.unit:
            return f"以{field.unit}计"
        case _:
            return _FORMATS.get(field.type, "")


def _hidden(book: Workbook, title: str) -> Worksheet:
    if title in book.sheetnames:
        return next(one for one in book.worksheets if one.title == title)
    sheet: Worksheet = book.create_sheet(title)
    sheet.sheet_state = "hidden"
    return sheet


def _column(sheet: Worksheet, options: Worksheet, place: int, field: FormField) -> None:
    letter = get_column_letter(place)
    head = sheet.cell(1, place, heading(field))
    head.font, head.fill = Font(bold=True), _HEAD
    head.alignment = Alignment(wrap_text=True, vertical="center")
    helped = "\n".join(filter(None, (field.help, _format(field))))
    if helped:
        head.comment = Comment(helped, "办事")
    sheet.column_dimensions[letter].width = max(14, min(40, 2 * len(field.label) + 4))
    # Text, so that no program turns an ID number into a rounded figure or a month into a date.
    sheet.column_dimensions[letter].number_format = "General" if field.type in FIGURES else "@"
    _drop_down(sheet, options, letter, place, field)


def _drop_down(sheet: Worksheet, options: Worksheet, letter: str, place: int, field: FormField) -> None:
    offered = ["是", "否"] if field.type == "boolean" else field.options
    if field.type == "multi_choice":  # a cell with a drop-down takes one of them only: the comment names them
        return
    if not offered:
        return
    for n, option in enumerate(offered, 1):
        options.cell(n, place, option)
    chosen = DataValidation("list", f"'{OPTIONS}'!${letter}$1:${letter}${len(offered)}", allow_blank=True)
    chosen.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    sheet.add_data_validation(chosen)
