"""Conditions of a closed grammar: ``field op value``, ``all``, ``any``, ``not``, and what a decision table says.

There is no expression language.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from engine.exact_figures import Exact, figure_of
from engine.id_numbers import is_date
from engine.months import whole_months

Operator = Literal["==", "!=", ">=", "<=", ">", "<", "in", "has", "filled"]
Written = bool | int | str | Exact
"""A value as a definition writes it."""
Facts = Mapping[str, object]
TABLE = "table."
"""What a decision table says is a fact under this prefix."""
ROWS = "rows"
"""How many rows a table of the form has is the fact ``key.rows``; the sum of a column, ``key.column``."""
MONTHS = "months"
"""How many months were full since a date of the form on the day of ``HANDED_IN`` is the fact ``key.months``."""
HANDED_IN = "case.handed_in"
"""The day on which the form was handed in last, as text; it is reckoned with, no condition looks at it itself."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Comparison(_Strict):
    """One fact of the case held against a value written in the definition."""

    field: str
    op: Operator
    value: Written | list[str] | None = None


class AllOf(_Strict):
    """Every one of the conditions holds."""

    all: list["Condition"] = Field(min_length=1)


class AnyOf(_Strict):
    """At least one of the conditions holds."""

    any: list["Condition"] = Field(min_length=1)


class Not(_Strict):
    """The condition does not hold."""

    not_: "Condition" = Field(alias="not")


class TableSays(_Strict):
    """A decision table gives this answer; a collecting table, among others."""

    table: str
    gives: Written = True


_FORMS: dict[type[BaseModel], str] = {AllOf: "all", AnyOf: "any", Not: "not", TableSays: "table"}


def _form_of(value: object) -> str:
    """Which of the five forms a mapping (or a ready condition) is written in; an unknown one reads as a comparison."""
    if isinstance(value, BaseModel):
        return _FORMS.get(type(value), "comparison")
    if isinstance(value, Mapping):
        return next((form for form in ("all", "any", "not", "table") if form in value), "comparison")
    return "comparison"


Condition = Annotated[
    Annotated[Comparison, Tag("comparison")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[TableSays, Tag("table")],
    Discriminator(_form_of),
]

for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether ``condition`` is true of ``facts``; a missing fact makes every comparison but ``!=`` false."""
    match condition:
        case AllOf(all=parts):
            return all(holds(part, facts) for part in parts)
        case AnyOf(any=parts):
            return any(holds(part, facts) for part in parts)
        case Not(not_=part):
            return not holds(part, facts)
        case TableSays(table=table, gives=gives):
            return _says(facts.get(f"{TABLE}{table}"), gives)
        case Comparison(field=field, op=op, value=value):
            return _compare(fact_of(facts, field), op, value)


def fact_of(facts: Facts, name: str) -> object:
    """The fact called ``name``: an answer, a fact of the case, or what a table or a date of the form comes to."""
    if name in facts:
        return facts[name]
    key, _, column = name.partition(".")
    answer = facts.get(key)
    if column == MONTHS:
        return _months_since(answer, facts.get(HANDED_IN))
    if not column or not isinstance(answer, list | tuple):
        return None
    return len(answer) if column == ROWS else sum_of(answer, column)


def _months_since(since: object, until: object) -> int | None:
    """Nothing while there is no date, or while nothing was handed in."""
    days = [date.fromisoformat(one) for one in (since, until) if isinstance(one, str) and is_date(one)]
    return whole_months(*days) if len(days) == len((since, until)) else None


def sum_of(rows: Sequence[object], column: str) -> Fraction:
    """What a column of figures comes to, exactly; an empty cell adds nothing."""
    figures = [figure_of(row.get(column)) for row in rows if isinstance(row, Mapping)]
    return sum((one for one in figures if one is not None), Fraction(0))


def fields_of(condition: Condition) -> set[str]:
    """The names of all facts that ``condition`` looks at; a table is one fact, whatever it looks at itself."""
    tables = {f"{TABLE}{one.table}" for one in tables_in(condition)}
    return tables | {one.field for one in comparisons(condition)}


def fields_named(names: Iterable[str]) -> set[str]:
    """The fields that these facts come from: that of ``members.income`` is ``members``."""
    return {name.partition(".")[0] for name in names}


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """All single comparisons within ``condition``."""
    match condition:
        case AllOf(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from comparisons(part)
        case Not(not_=part):
            yield from comparisons(part)
        case Comparison():
            yield condition
        case TableSays():
            return


def tables_in(condition: Condition) -> Iterator[TableSays]:
    """All questions to decision tables within ``condition``."""
    match condition:
        case AllOf(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from tables_in(part)
        case Not(not_=part):
            yield from tables_in(part)
        case TableSays():
            yield condition


def _says(answer: object, gives: object) -> bool:
    """True is not 1 here: a table of yes and no does not answer with a number."""
    said = answer if isinstance(answer, tuple) else (answer,)
    return any(type(one) is type(gives) and one == gives for one in said)


def _compare(fact: object, op: Operator, value: object) -> bool:
    match op:
        case "==":
            return _same(fact, value)
        case "!=":
            return not _same(fact, value)
        case "in":
            return isinstance(value, list) and fact in value
        case "has":
            return isinstance(fact, list | tuple) and value in fact
        case "filled":
            return (fact not in (None, "", [])) is (value is not False)
    return _ordered(fact, op, value)


def _same(fact: object, value: object) -> bool:
    """A figure is kept as text: 500 and 500.00 are the same sum."""
    if isinstance(fact, str) and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return figure_of(fact) == Fraction(value)
    return fact == value


def _ordered(fact: object, op: Operator, value: object) -> bool:
    """Order is asked of figures only (compared exactly); else there is none and the condition is false."""
    left, right = figure_of(fact), figure_of(value)
    if left is None or right is None or isinstance(value, str):
        return False
    return {">=": left >= right, "<=": left <= right, ">": left > right, "<": left < right}[op]
