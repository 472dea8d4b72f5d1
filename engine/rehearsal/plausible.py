"""A complete form made from its schema, so that a script about signing need not fill forty fields."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal

from engine.commands import Reviewed
from engine.conditions import MONTHS, ROWS, AllOf, AnyOf, Comparison, Condition, Not
from engine.definition import FieldBase, FormField, Process
from engine.exact_figures import kept_figure

Demand = tuple[str, object]

_EVERY_SHARE = 90
"""All numbers of people are the same, so that every share of them is the whole."""

_LONG_AGO = "1990-01-01"
"""Whatever is older than so many months is older than a case of today."""

_PLAIN: dict[str, object] = {
    "text": "演示",
    "long_text": "演示",
    "list": ["演示"],
    "boolean": False,
    "month": "1980-01",
    "date": "2022-01-14",
    "id_no": "999999198001010038",
    "phone": "13800000000",
    "household": {"version": 1, "words": "3 人，月人均 466.67 元，深度困难", "class": "deep", "findings": []},
}


def plausible(process: Process, step: str) -> dict[str, object]:
    """Answers to the required fields of ``step`` that meet the rules checked there, as far as rules can be met."""
    fields = process.fields_at(step)
    answers = {field.key: _value(field) for field in fields if field.required}
    own = {field.key for field in fields}
    for rule in process.rules:
        if rule.checked_at == step and rule.condition is not None:
            answers |= {key: value for key, value in _demands(process, rule.condition) if key in own}
    return answers


def reviewed_by(
    process: Process, unit: str, ended: datetime, decided: tuple[str, ...] = ()
) -> Reviewed | None:
    """The rejected case that a case of ``process`` looks at again; None where it reviews nothing."""
    if process.reviews is None:
        return None
    of = process.reviews.of[0]
    return Reviewed("reviewed", f"{of}-1", of, unit, "rejected", False, ended, decided)  # noqa: FBT003 - not granted


def _value(field: FieldBase) -> object:
    make = _MADE.get(field.type)
    return make(field) if make else _PLAIN[field.type]


def _figure(field: FieldBase) -> int | Decimal:
    low = max(field.min or 0, _EVERY_SHARE)
    return low if field.max is None else min(low, field.max)


def _row(field: FieldBase) -> dict[str, object]:
    columns = field.columns if isinstance(field, FormField) else []
    return {one.key: _value(one) for one in columns if one.required}


def _demands(process: Process, condition: Condition) -> Iterator[Demand]:
    """The plainest answers under which the condition holds; of alternatives the first."""
    match condition:
        case AllOf(all=parts):
            for part in parts:
                yield from _demands(process, part)
        case AnyOf(any=parts):
            yield from _demands(process, parts[0])
        case Not(not_=Comparison() as one):
            yield from _unlike(process, one)
        case Comparison(op="!="):
            yield from _unlike(process, condition)
        case Comparison():
            yield from _like(process, condition)


def _like(process: Process, one: Comparison) -> Iterator[Demand]:
    match one.op, one.value:
        case "filled", value if value is not False:
            yield from ((field.key, _value(field)) for field in _fields(process, one))
        case ">=", int(fewest) if one.field.endswith(f".{ROWS}"):
            tables = [field for field in process.form.fields if f"{field.key}.{ROWS}" == one.field]
            yield from ((table.key, [_row(table) for _ in range(fewest)]) for table in tables)
        case ((">=" | ">"), int()) if one.field.endswith(f".{MONTHS}"):
            yield one.field.removesuffix(f".{MONTHS}"), _LONG_AGO
        case "in", list(options):
            yield one.field, options[0]
        case "has", value:
            yield one.field, [value]
        case (("==" | ">=" | "<="), value):
            yield one.field, _written(process, one, value)
        case ">", (int() | Decimal()) as value:
            yield one.field, _written(process, one, value + 1)
        case "<", (int() | Decimal()) as value:
            yield one.field, _written(process, one, value - 1)


def _written(process: Process, one: Comparison, value: object) -> object:
    """A figure as its field keeps it: a sum of money or a number is exact text."""
    exact = [field for field in _fields(process, one) if field.type in ("money", "number")]
    return kept_figure(value, exact[0].decimals) if exact and isinstance(value, int | Decimal) else value


def _unlike(process: Process, one: Comparison) -> Iterator[Demand]:
    shunned = one.value if isinstance(one.value, list) else [one.value]
    for field in _fields(process, one):
        value = next((value for value in _choices(field) if value not in shunned), None)
        yield from [(field.key, value)] if value is not None else []


def _choices(field: FieldBase) -> list[object]:
    match field.type:
        case "choice":
            return [*field.options]
        case "boolean":
            return [True, False]
        case _:
            return [_value(field)]


def _fields(process: Process, one: Comparison) -> list[FormField]:
    return [field for field in process.form.fields if field.key == one.field]


def _file(field: FieldBase) -> object:
    kind = field.accept[0] if isinstance(field, FormField) else "pdf"
    return {"digest": f"rehearsed-{field.key}", "name": f"{field.label}.{kind}"}


def _fewest(field: FieldBase) -> int:
    return max(1, int(field.min or 1))


_MADE: dict[str, Callable[[FieldBase], object]] = {
    "choice": lambda field: field.options[0],
    "multi_choice": lambda field: field.options[: _fewest(field)],
    "integer": lambda field: int(_figure(field)),
    "number": lambda field: kept_figure(_figure(field), field.decimals),
    "money": lambda field: kept_figure(_figure(field), field.decimals),
    "table": lambda field: [_row(field) for _ in range(_fewest(field))],
    "file": _file,
    "person": lambda field: {"id": f"rehearsed-{field.key}", "name": field.label},
}
