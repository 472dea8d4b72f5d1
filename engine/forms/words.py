"""Answers in words, as they are printed: figures with their unit, several choices in a row, a table row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.conditions import sum_of
from engine.definition import Column, FieldBase, FormField
from engine.exact_figures import figure_of, grouped, kept_figure


def in_words(field: FieldBase, value: object) -> str:
    """The answer as one line of text. Of a sealed number only its mask; a file and a person by name."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case Mapping():
            return str(value.get("masked") or value.get("words") or value.get("name", ""))
        case list() | tuple() if isinstance(field, FormField) and field.type == "table":
            return "；".join(row_in_words(field.columns, row) for row in value if isinstance(row, Mapping))
        case list() | tuple():
            return "、".join(map(str, value))
        case _:
            return _figure(field, value) if field.type in ("money", "number", "integer") else str(value)


def row_in_words(columns: Sequence[Column], row: Mapping[str, object]) -> str:
    """A row of a table as one line: what is filled, in the order of the columns."""
    return "，".join(text for one in columns if (text := in_words(one, row.get(one.key))))


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a column, in print."""

    column: Column
    text: str


def totals(field: FormField, rows: object) -> list[Total]:
    """The sums below a table, of the columns that have one."""
    if not isinstance(rows, list | tuple):
        return []
    return [_total(one, rows) for one in field.columns if one.total]


def _total(column: Column, rows: Sequence[object]) -> Total:
    exact = sum_of(rows, column.key)
    written = f"{exact.numerator / exact.denominator:.{column.decimals}f}"
    return Total(column, in_words(column, written))


def _figure(field: FieldBase, value: object) -> str:
    """What is no figure stands as it was typed."""
    kept = kept_figure(value, field.decimals) if figure_of(value) is not None else None
    if kept is None:
        return str(value)
    printed = grouped(kept) if field.type != "integer" else kept
    return f"{printed} {field.counted_in}".rstrip()
