"""部门意见 by list: the cases that a body is asked about, with columns for its answers, and those read back."""

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from engine.forms.many import MOST_ROWS
from engine.opinion_lists import COLUMNS, Row
from engine.state import ANSWER_LABELS
from web.refusals import ListOfAnother, SheetColumns, SheetEmpty, SheetTooLong
from web.xlsx.names import MARK
from web.xlsx.reading import as_text, opened
from web.xlsx.template import head, hidden, packed

_UNIT = "单位"
_HELP: dict[str, str] = {
    "answer": "同意、不同意 或 暂缓；不填表示还没有答复，不等于同意",
    "reason": "答复“不同意”“暂缓”时必须写明",
    "dated": "例如 2022-03-01",
    "signer": "姓名和职务",
}
_WIDTHS: dict[str, int] = {"number": 22, "answer": 10, "reason": 36, "dated": 14, "signer": 20}


def list_for(which: str, labels: Sequence[str], lines: Sequence[Sequence[str]]) -> bytes:
    """The list of cases; ``which`` says for whom it is.

    A line is the number, the unit, and what is shown of the case under these ``labels``.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "征求意见"
    answers = [one for one in COLUMNS if one != "number"]
    heads = [COLUMNS["number"], _UNIT, *labels, *(COLUMNS[one] for one in answers)]
    helped = dict.fromkeys(heads, "") | {COLUMNS[one]: _HELP[one] for one in answers}
    wide = {COLUMNS[one]: width for one, width in _WIDTHS.items()}
    for place, words in enumerate(heads, 1):
        letter = get_column_letter(place)
        head(sheet, place, words, helped[words])
        sheet.column_dimensions[letter].width = wide.get(words, 18)
        sheet.column_dimensions[letter].number_format = "@"  # a number or a day stays as it is written
    for line in lines:
        sheet.append(list(line))
    offered = DataValidation("list", f'"{",".join(ANSWER_LABELS.values())}"', allow_blank=True)
    letter = get_column_letter(heads.index(COLUMNS["answer"]) + 1)
    offered.add(f"{letter}2:{letter}{len(lines) + 1}")
    sheet.add_data_validation(offered)
    sheet.freeze_panes = "C2"
    hidden(book, MARK).append([which])
    return packed(book)


def answers_in(content: bytes, which: str, agency: str) -> list[Row]:
    """The rows of a list that came back, as text.

    Raises SheetUnreadable, SheetTooLarge, SheetMerged, SheetFormula, SheetTooLong, SheetEmpty, SheetColumns, and
    ListOfAnother for one that was written for another body, step or version.
    """
    book = opened(content)
    mark = next(book[MARK].iter_rows(values_only=True), ()) if MARK in book.sheetnames else ()
    if tuple(mark[:1]) != (which,):
        raise ListOfAnother(agency=agency)
    lines = book.worksheets[0].iter_rows()
    order = _order(next(lines, ()))
    rows = list(_rows(lines, order))
    if not any(row[one] for row in rows for one in COLUMNS if one != "number"):
        raise SheetEmpty
    return rows


def _order(heads: Any) -> dict[str, int]:  # noqa: ANN401 - openpyxl's cells
    said = [as_text(cell, f"{get_column_letter(place)}1") for place, cell in enumerate(heads, 1)]
    missing = [f"缺少“{words}”" for words in COLUMNS.values() if words not in said]
    if missing:
        raise SheetColumns(wrong="、".join(missing))
    return {key: said.index(words) for key, words in COLUMNS.items()}


def _rows(lines: Any, order: dict[str, int]) -> Iterator[Row]:  # noqa: ANN401 - openpyxl's rows
    for number, line in enumerate(lines, 2):
        if number > MOST_ROWS + 1:
            raise SheetTooLong(most=MOST_ROWS)
        yield {
            key: as_text(line[place], f"{get_column_letter(place + 1)}{number}") if place < len(line) else ""
            for key, place in order.items()
        }
