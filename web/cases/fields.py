"""The fields of a form as a page draws them: kind, kept value, and what is wrong with them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from engine.definition import Column, FieldBase, FormField
from engine.forms.answer import most_rows
from engine.forms.words import Total, totals
from engine.refusals import FieldFinding
from models.reads.cases import FileLine
from web.cases.answers import file_of
from web.cases.typed import PREFIX, name_of_cell

_INPUTS = {
    "text": "text",
    "long_text": "textarea",
    "choice": "select",
    "multi_choice": "checks",
    "boolean": "radio",
    "month": "month",
    "date": "date",
    "integer": "number",
    "number": "text",
    "money": "text",
    "phone": "tel",
    "id_no": "text",
    "file": "file",
    "list": "textarea",
    "person": "text",
    "table": "table",
    "household": "household",
}
_WHOLE_WIDTH = ("long_text", "file", "list", "table", "multi_choice", "household")
_LONG_LINE = 80


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: ``value`` is what is typed so far, of a sealed number its mask."""

    field: Column
    name: str
    id: str
    label: str
    input: str
    value: str
    chosen: tuple[str, ...]
    error: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, numbered from 1."""

    number: int
    cells: tuple[Cell, ...]
    blank: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """One field on the page. ``value`` is what is typed so far; ``masked`` stands for a number that is kept sealed.

    ``chosen`` are the options that are ticked; ``rows`` those of a table, with a blank one to go on in.
    """

    field: FormField
    name: str
    input: str
    value: str
    chosen: tuple[str, ...]
    masked: str
    file: FileLine | None
    errors: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    totals: tuple[Total, ...] = ()
    hidden: bool = False

    @property
    def error(self) -> str:
        """All that is wrong, line by line."""
        return "\n".join(self.errors)

    @property
    def conditional(self) -> bool:
        """Whether it comes and goes while somebody types."""
        return self.field.when is not None

    @property
    def accept(self) -> str:
        """The kinds of file as the browser's chooser wants them."""
        return ",".join(f".{kind}" for kind in self.field.accept)

    @property
    def is_group(self) -> bool:
        """Whether it is several controls under one label."""
        return self.input in ("radio", "checks", "table")

    @property
    def wide(self) -> bool:
        """Whether the field takes the whole width."""
        long = self.field.type == "text" and (self.field.max or 0) >= _LONG_LINE
        return self.field.type in _WHOLE_WIDTH or long

    @property
    def may_grow(self) -> bool:
        """Whether another row of the table may be filled."""
        return len(self.rows) < most_rows(self.field)


def drawn(
    fields: Sequence[FormField],
    values: Mapping[str, Any],
    findings: Sequence[FieldFinding] = (),
    unasked: Collection[str] = (),
    rows: Mapping[str, int] = MappingProxyType({}),
) -> list[Drawn]:
    """``fields`` with the values typed or kept, and each finding beside its field; those ``unasked`` are hidden.

    A hidden field keeps what was typed, for whoever changes his mind before handing in. ``rows`` says of a table how
    many rows it has at least, blank ones too.
    """
    return [
        replace(
            _drawn(
                one,
                values.get(one.key),
                [found for found in findings if found.field == one.key],
                rows.get(one.key, 1),
            ),
            hidden=one.key in unasked,
        )
        for one in fields
    ]


def beside_no_field(fields: Sequence[FormField], findings: Sequence[FieldFinding]) -> list[FieldFinding]:
    """The findings that belong to a rule and not to one field."""
    keys = {field.key for field in fields}
    return [one for one in findings if one.field not in keys]


def _drawn(field: FormField, value: object, wrong: Sequence[FieldFinding], rows: int) -> Drawn:
    sealed = isinstance(value, Mapping) and "masked" in value and not wrong
    return Drawn(
        field=field,
        name=PREFIX + field.key,
        input=_INPUTS[field.type],
        value=_text(field, value),
        chosen=_chosen(field, value),
        masked=str(value["masked"]) if sealed and isinstance(value, Mapping) else "",
        file=file_of(value),
        errors=tuple(one.message for one in wrong),
        rows=_rows(field, value, wrong, rows) if field.type == "table" else (),
        totals=tuple(totals(field, value)),
    )


def _rows(field: FormField, value: object, wrong: Sequence[FieldFinding], fewest: int) -> tuple[Row, ...]:
    """The rows that are filled, and one more; at least as many as the form or somebody asks for."""
    filled = [one for one in value if isinstance(one, Mapping)] if isinstance(value, list | tuple) else []
    drawn_rows = max(len(filled) + 1, int(field.min or 1), fewest)
    blanks: list[Mapping[str, object]] = [{}] * (
        min(drawn_rows, max(most_rows(field), len(filled))) - len(filled)
    )
    errors = {one.cell: one.message for one in wrong if one.cell}
    return tuple(_row(field, number, row, errors) for number, row in enumerate([*filled, *blanks], 1))


def _row(field: FormField, number: int, row: Mapping[str, object], errors: Mapping[str, str]) -> Row:
    cells = [
        Cell(
            field=one,
            name=name_of_cell(field, number, one.key),
            id=f"{field.key}.{number}.{one.key}",
            label=f"{field.label} {number} {one.label}",
            input=_INPUTS[one.type],
            value=_text(one, row.get(one.key)),
            chosen=_chosen(one, row.get(one.key)),
            error=errors.get(f"{number}.{one.key}", ""),
        )
        for one in field.columns
    ]
    return Row(number, tuple(cells), blank=not row)


def _chosen(field: FieldBase, value: object) -> tuple[str, ...]:
    several = field.type == "multi_choice" and isinstance(value, list | tuple)
    return tuple(map(str, value)) if several and isinstance(value, list | tuple) else ()


def _text(field: FieldBase, value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Mapping():
            told = value.get("login") or value.get("words", "")
            return str(told if isinstance(field, FormField) else value.get("masked", ""))
        case list() | tuple():
            return "\n".join(map(str, value)) if field.type == "list" else ""
        case _:
            return str(value)
