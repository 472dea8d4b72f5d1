"""A filled template → rows of answers, read in one pass and without keeping the file's cells."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from engine.definition import FormField, Process
from engine.field_values import as_kept
from engine.form_sheets import MOST_ROWS, columns
from web.refusals import (
    SheetColumns,
    SheetEmpty,
    SheetFormula,
    SheetOfAnotherForm,
    SheetOfAnotherYear,
    SheetTooLong,
    SheetUnreadable,
)
from web.xlsx.guards import must_be_sound
from web.xlsx.template import MARK, heading

_YES_NO: dict[str, object] = {"是": True, "否": False}
_WHOLE = re.compile(r"-?[0-9]{1,18}")


def read(content: bytes, process: Process, version: str, year: int) -> list[dict[str, object]]:
    """The answers, a row each; empty rows at the end are left out.

    Raises SheetUnreadable, SheetTooLarge, SheetMerged, SheetFormula, SheetOfAnotherForm, SheetOfAnotherYear,
    SheetColumns, SheetTooLong or SheetEmpty. A cell that cannot be understood stays as it is, for the check to name.
    """
    must_be_sound(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True)
    except Exception as error:  # openpyxl raises whatever it stumbles over in a broken file
        raise SheetUnreadable from error
    _must_be_ours(book, process, version, year)
    lines = book.worksheets[0].iter_rows()
    order = _order(next(lines, ()), columns(process))
    rows = list(_rows(lines, order))
    while rows and not any(value not in ("", None, []) for value in rows[-1].values()):
        rows.pop()
    if not rows:
        raise SheetEmpty
    return rows


def _must_be_ours(book: Any, process: Process, version: str, year: int) -> None:  # noqa: ANN401 - openpyxl's two kinds
    if MARK not in book.sheetnames:
        raise SheetOfAnotherForm(process=process.title)
    mark = next(book[MARK].iter_rows(values_only=True), ())
    if tuple(mark[:2]) != (process.key, version):
        raise SheetOfAnotherForm(process=process.title)
    if mark[2:3] != (year,):
        raise SheetOfAnotherYear(year=year)


def _order(heads: Iterable[Any], fields: list[FormField]) -> list[FormField | None]:
    """Which field stands in which column. Raises SheetColumns with every column too many, twice or missing."""
    named = {heading(field): field for field in fields}
    said = [str(one.value).strip() if one.value is not None else "" for one in heads]
    wrong = [f"多出“{one}”" for one in said if one and (one not in named or said.count(one) > 1)]
    wrong += [f"缺少“{field.label}”" for head, field in named.items() if head not in said]
    if wrong:
        raise SheetColumns(wrong="、".join(dict.fromkeys(wrong)))
    return [named.get(one) for one in said]


def _rows(lines: Iterable[Any], order: list[FormField | None]) -> Iterator[dict[str, object]]:
    for number, line in enumerate(lines, 2):
        if number > MOST_ROWS + 1:
            raise SheetTooLong(most=MOST_ROWS)
        yield {
            field.key: _value(field, cell, f"{get_column_letter(place)}{number}")
            for place, (field, cell) in enumerate(zip(order, line, strict=False), 1)
            if field is not None
        }


def _value(field: FormField, cell: Any, place: str) -> object:  # noqa: ANN401 - an empty cell is of another class
    if cell.data_type == "f":
        raise SheetFormula(cell=place)
    return as_answer(field, cell.value)


def as_answer(field: FormField, value: object) -> object:
    """What stands in a cell as the field's kind reads it."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m" if field.type == "month" else "%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return as_kept(field, _AS.get(field.type, str)(str(value).strip()))


def _whole(text: str) -> object:
    return int(text) if _WHOLE.fullmatch(text) else text


def _several(text: str) -> object:
    return [one.strip() for one in text.replace("\n", "、").split("、") if one.strip()]


_AS: dict[str, Callable[[str], object]] = {
    "boolean": lambda text: _YES_NO.get(text, text),
    "integer": _whole,
    "list": _several,
    "multi_choice": _several,
}
