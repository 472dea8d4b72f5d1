"""A filled template → rows of answers, read in one pass and without keeping the file's cells."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl.utils import get_column_letter

from engine.definition import FieldBase, FormField, Process
from engine.forms.many import MOST_ROWS, CellFinding, columns, tables
from engine.forms.values import as_kept, is_blank
from web.refusals import (
    SheetColumns,
    SheetEmpty,
    SheetFormula,
    SheetOfAnotherForm,
    SheetOfAnotherYear,
    SheetTooLong,
    SheetUnreadable,
)
from web.xlsx.filled import Filled, Place
from web.xlsx.guards import must_be_sound
from web.xlsx.names import MARK, ROW, heading, title_of
from web.xlsx.streaming import streamed

_YES_NO: dict[str, object] = {"是": True, "否": False}
_WHOLE = re.compile(r"-?[0-9]{1,18}")
Order = Sequence[FieldBase | None]
Lines = Iterator[tuple[int, dict[str, object]]]


def read(content: bytes, process: Process, version: str, year: int) -> Filled:
    """The answers, a row each; empty rows at the end are left out.

    Raises SheetUnreadable, SheetTooLarge, SheetMerged, SheetFormula, SheetOfAnotherForm, SheetOfAnotherYear,
    SheetColumns, SheetTooLong or SheetEmpty. A cell that cannot be understood stays as it is, for the check to name.
    """
    book = opened(content)
    _must_be_ours(book, process, version, year)
    order, lines = _opened(book.worksheets[0], columns(process))
    rows = [row for _number, row in lines]
    while rows and is_blank(rows[-1]):
        rows.pop()
    if not rows:
        raise SheetEmpty
    letters = {one.key: get_column_letter(place) for place, one in enumerate(order, 1) if one is not None}
    filled = Filled(rows, letters, {one.key: title_of(one) for one in tables(process)}, {}, [])
    for table in tables(process):
        filled = _with_table(filled, book, table)
    return filled


def opened(content: bytes) -> Any:  # noqa: ANN401 - openpyxl's two kinds
    """The file, read as a stream. Raises SheetUnreadable, SheetTooLarge, SheetMerged."""
    must_be_sound(content)
    try:
        return streamed(content)
    except Exception as error:  # openpyxl raises whatever it stumbles over in a broken file
        raise SheetUnreadable from error


def as_text(cell: Any, place: str) -> str:  # noqa: ANN401 - an empty cell is of another class
    """What stands in a cell, days as 2022-03-01. Raises SheetFormula."""
    if cell.data_type == "f":
        raise SheetFormula(cell=place)
    if isinstance(cell.value, datetime | date):
        return cell.value.strftime("%Y-%m-%d")
    return "" if cell.value is None else str(cell.value).strip()


def _must_be_ours(book: Any, process: Process, version: str, year: int) -> None:  # noqa: ANN401 - openpyxl's two kinds
    if MARK not in book.sheetnames:
        raise SheetOfAnotherForm(process=process.title)
    mark = next(book[MARK].iter_rows(values_only=True), ())
    if tuple(mark[:2]) != (process.key, version):
        raise SheetOfAnotherForm(process=process.title)
    if mark[2:3] != (year,):
        raise SheetOfAnotherYear(year=year)


def _with_table(filled: Filled, book: Any, table: FormField) -> Filled:  # noqa: ANN401 - see above
    """The same with the lines of a table's sheet in their rows. Raises SheetColumns when the sheet is gone."""
    title = filled.titles[table.key]
    if title not in book.sheetnames:
        raise SheetColumns(wrong=f"缺少“{title}”表")
    order, lines = _opened(book[title], table.columns, ROW)
    letters = {f"{table.key}.{one.key}": get_column_letter(n) for n, one in enumerate(order, 1) if one}
    numbered: dict[tuple[int, str, int], int] = {}
    strayed = []
    within: dict[int, list[dict[str, object]]] = defaultdict(list)
    for number, line in lines:
        said = line.pop(ROW, "")
        if is_blank(line) and is_blank(said):
            continue
        row = int(str(said)) - 1 if _WHOLE.fullmatch(str(said)) else 0
        if not 1 <= row <= len(filled.rows):
            where = Place(title, f"A{number}")
            message = "填报表里没有这一行，请写 Excel 左边的行号"
            strayed.append((where, CellFinding(max(row, 1), table.key, ROW.rstrip(" *"), message)))
            continue
        within[row].append({key: one for key, one in line.items() if not is_blank(one)})
        numbered[row, table.key, len(within[row])] = number
    rows = [{**row, table.key: within.get(n, [])} for n, row in enumerate(filled.rows, 1)]
    return Filled(
        rows,
        {**filled.letters, **letters},
        filled.titles,
        {**filled.lines, **numbered},
        [*filled.strayed, *strayed],
    )


def _opened(sheet: Any, fields: Sequence[FieldBase], first: str = "") -> tuple[Order, Lines]:  # noqa: ANN401 - see above
    lines = sheet.iter_rows()
    order, said = _order(next(lines, ()), fields, first)
    return order, _rows(lines, order, said.index(first) if first else None)


def _order(heads: Iterable[Any], fields: Sequence[FieldBase], first: str) -> tuple[Order, list[str]]:
    """Which field stands in which column. Raises SheetColumns with every column too many, twice or missing."""
    named = {heading(field): field for field in fields}
    said = [str(one.value).strip() if one.value is not None else "" for one in heads]
    known = {*named, first}
    wrong = [f"多出“{one}”" for one in said if one and (one not in known or said.count(one) > 1)]
    wrong += [f"缺少“{field.label}”" for head, field in named.items() if head not in said]
    wrong += [f"缺少“{first.rstrip(' *')}”"] if first and first not in said else []
    if wrong:
        raise SheetColumns(wrong="、".join(dict.fromkeys(wrong)))
    return [named.get(one) for one in said], said


def _rows(lines: Iterable[Any], order: Order, pointer: int | None) -> Lines:
    """Each line with its number in Excel; ``pointer`` is where a table's line names its row of the form."""
    places = [(n, one, get_column_letter(n + 1)) for n, one in enumerate(order) if one is not None]
    for number, line in enumerate(lines, 2):
        if number > MOST_ROWS + 1:
            raise SheetTooLong(most=MOST_ROWS)
        row: dict[str, object] = {
            field.key: _value(field, line[n], letter, number) if n < len(line) else ""
            for n, field, letter in places
        }
        if pointer is not None:
            row[ROW] = _plain(line[pointer].value) if pointer < len(line) else ""
        yield number, row


def _value(field: FieldBase, cell: Any, letter: str, number: int) -> object:  # noqa: ANN401 - an empty cell is of another class
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise SheetFormula(cell=f"{letter}{number}")
    return as_answer(field, value)


def as_answer(field: FieldBase, value: object) -> object:
    """What stands in a cell as the field's kind reads it."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m" if field.type == "month" else "%Y-%m-%d")
    return as_kept(field, _AS.get(field.type, str)(_plain(value)))


def _plain(value: object) -> str:
    """A number without the places that a spreadsheet adds to it."""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()


def _whole(text: str) -> object:
    return int(text) if _WHOLE.fullmatch(text) else text


def _several(text: str) -> object:
    return [one.strip() for one in text.replace("\n", "、").split("、") if one.strip()]


_AS: Mapping[str, Callable[[str], object]] = {
    "boolean": lambda text: _YES_NO.get(text, text),
    "integer": _whole,
    "list": _several,
    "multi_choice": _several,
}
