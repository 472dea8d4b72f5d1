"""Whether a condition can hold at all: it is tried on every kind of fact it could ever meet."""

from fractions import Fraction
from itertools import islice, product

from engine.conditions import TABLE, AllOf, Condition, comparisons, fields_of, holds, tables_in
from engine.definition import FIGURES, Column, FieldBase, FormField, Process
from engine.exact_figures import figure_of
from engine.linter.findings import column_of
from engine.tables import answered, condition_of

_MOST_TRIES = 20_000
_ANYTHING_ELSE = "\x00"


def may_be(condition: Condition, process: Process, *, wanted: bool) -> bool:
    """Whether some answers make ``condition`` come out as ``wanted``. When there are too many to try: yes."""
    tables = [one for one in process.tables if one.key in {asked.table for asked in tables_in(condition)}]
    said = AllOf.model_construct(all=[condition, *(condition_of(row) for one in tables for row in one.rows)])
    names = sorted(name for name in fields_of(said) if not name.startswith(TABLE))
    values = [_values(name, said, process) for name in names]
    tries = 0
    for combination in islice(product(*values), _MOST_TRIES):
        tries += 1
        if holds(condition, answered(tables, dict(zip(names, combination, strict=True)))) is wanted:
            return True
    return tries == _MOST_TRIES


def _values(name: str, condition: Condition, process: Process) -> list[object]:
    """One value for each way in which the fact ``name`` can matter to ``condition``."""
    if name == "unit.direct":
        return [True, False]
    if name == "case.outcome":
        return [None, *process.outcomes]
    if name == "case.score":
        return [None, *(n + d for n in _mentioned(name, condition) if isinstance(n, int) for d in (-1, 0, 1))]
    fields = {field.key: field for field in process.form.fields}
    key, _, column = name.partition(".")
    if key not in fields:
        return [None, *_mentioned(name, condition)]
    looked_at = column_of(fields[key], column) if column else fields[key]
    known = _of_field(looked_at, _mentioned(name, condition)) if looked_at else _mentioned(name, condition)
    return known if _is_surely_there(fields[key], process) else [None, *known]


def _is_surely_there(field: FormField, process: Process) -> bool:
    """A field in a block, at a step that only a sample passes, or with a condition may never be filled."""
    home = process.homes.get(field.filled_at or process.steps[0].key)
    passes = home is None or not (home.around or getattr(home.entry, "sample", None))
    return field.required and field.when is None and passes


def _of_field(field: FieldBase, mentioned: list[object]) -> list[object]:
    match field.type:
        case "boolean":
            return [True, False]
        case "choice":
            return list(field.options)
        case "multi_choice" | "list" | "table":
            return [*([one] for one in mentioned), mentioned]
        case kind if kind in FIGURES:
            # The sum of a column is not within the limits of its cells.
            limits = None if isinstance(field, Column) else field
            return _around(limits, Fraction(1, 10**field.decimals), mentioned)
        case _:
            return mentioned


def _around(field: FieldBase | None, step: Fraction, mentioned: list[object]) -> list[object]:
    """Each figure that the condition compares with, the next one below and above, within the field's limits."""
    figures = {one + d * step for n in mentioned if (one := figure_of(n)) is not None for d in (-1, 0, 1)}
    low, high = figure_of(field.min) if field else None, figure_of(field.max) if field else None
    low = min(figures, default=Fraction(0)) if low is None else low
    high = max(figures, default=low) if high is None else high
    return [n for n in sorted(figures) if low <= n <= high] or [low]


def _mentioned(name: str, condition: Condition) -> list[object]:
    values: list[object] = [_ANYTHING_ELSE]
    for one in comparisons(condition):
        if one.field == name:
            values += one.value if isinstance(one.value, list) else [one.value]
    return values
