"""Many forms at once, a row each: what is wrong in which cell. Nothing here knows of files."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.conditions import Facts
from engine.definition import FormField, Process
from engine.forms.answers import check_answers
from engine.forms.parts import asked_at

Row = Mapping[str, object]
MOST_ROWS = 100_000
_ELSEWHERE = ("file", "household")
_NO_CELL = (*_ELSEWHERE, "table")


@dataclass(frozen=True, slots=True)
class CellFinding:
    """What is wrong in one cell: the row (from 1, the heading not counted), the field, and the sentence.

    ``cell`` is the place within a table of the form: its own row from 1 and the column, ``2.born``.
    """

    row: int
    field: str
    label: str
    message: str
    cell: str = ""


UNIT = "unit_of_case"
_OF_WHICH_UNIT = FormField(
    key=UNIT, label="所在单位", type="text", max=80, help="单位名称，与组织名册中的完全一致"
)


def columns(process: Process) -> list[FormField]:
    """The fields of the first step that fit into a cell: all but files, tables and what has a page of its own.

    Where the cases are of other units than that of whoever brings the table, the unit stands first.
    """
    own = [one for one in process.fields_at(process.steps[0].key) if one.type not in _NO_CELL]
    return [_OF_WHICH_UNIT, *own] if process.enters else own


def tables(process: Process) -> list[FormField]:
    """The tables of the first step: each has a sheet of its own, whose lines say to which row they belong."""
    return [one for one in process.fields_at(process.steps[0].key) if one.type == "table"]


def check_rows(process: Process, rows: Sequence[Row], facts: Facts) -> list[CellFinding]:
    """Every wrong cell of all rows; ``facts`` are those of the unit. One person stands in the table once."""
    found = [one for n, row in enumerate(rows, 1) for one in _check_row(process, n, row, facts)]
    return sorted([*found, *_twice(process, rows)], key=lambda one: one.row)


def _check_row(process: Process, number: int, row: Row, facts: Facts) -> list[CellFinding]:
    asked = [
        one for one in asked_at(process, process.steps[0].key, {**facts, **row}) if one.type not in _ELSEWHERE
    ]
    findings = check_answers(asked, {field.key: row.get(field.key) for field in asked})
    return [CellFinding(number, one.field, one.label, one.message, one.cell) for one in findings]


def _twice(process: Process, rows: Sequence[Row]) -> list[CellFinding]:
    """The second and each further row with an ID number that stood above."""
    key = process.form.identity
    if key is None or process.enters:  # one person may hold several titles
        return []
    places: dict[object, list[int]] = defaultdict(list)
    for number, row in enumerate(rows, 1):
        places[row.get(key)].append(number)
    label = process.field(key).label
    return [
        CellFinding(number, key, label, "与前面的一行重复")
        for value, numbers in places.items()
        if value not in (None, "")
        for number in numbers[1:]
    ]
