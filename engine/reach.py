"""Whether a condition can hold at all: it is tried on every kind of fact it could ever meet."""

from itertools import islice, product

from engine.conditions import TABLE, AllOf, Condition, comparisons, fields_of, holds, tables_in
from engine.definition import DetermineStep, FormField, Process
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
        return [
            None,
            *(one.key for step in process.steps if isinstance(step, DetermineStep) for one in step.outcomes),
        ]
    if name == "case.score":
        return [None, *(n + d for n in _mentioned(name, condition) if isinstance(n, int) for d in (-1, 0, 1))]
    fields = {field.key: field for field in process.form.fields}
    known = _of_field(fields[name], condition) if name in fields else _mentioned(name, condition)
    return known if name in fields and _is_surely_there(fields[name], process) else [None, *known]


def _is_surely_there(field: FormField, process: Process) -> bool:
    """A field in a block, at a step that only a sample passes, or with a condition may never be filled."""
    home = process.homes.get(field.filled_at or process.steps[0].key)
    passes = home is None or not (home.around or getattr(home.entry, "sample", None))
    return field.required and field.when is None and passes


def _of_field(field: FormField, condition: Condition) -> list[object]:
    match field.type:
        case "boolean":
            return [True, False]
        case "choice":
            return list(field.options)
        case "integer":
            return _around(field, condition)
        case _:
            return _mentioned(field.key, condition)


def _around(field: FormField, condition: Condition) -> list[object]:
    """Each number that the condition compares with, one below and one above, within the field's limits."""
    numbers = {n + d for n in _mentioned(field.key, condition) if isinstance(n, int) for d in (-1, 0, 1)}
    low = field.min if field.min is not None else min(numbers, default=0)
    high = field.max if field.max is not None else max(numbers, default=0)
    return [n for n in sorted(numbers) if low <= n <= high] or [low]


def _mentioned(name: str, condition: Condition) -> list[object]:
    values: list[object] = [_ANYTHING_ELSE]
    for one in comparisons(condition):
        if one.field == name:
            values += one.value if isinstance(one.value, list) else [one.value]
    return values
