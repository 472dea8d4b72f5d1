"""Decision tables: rows of conditions with an answer each. Every answer names its rows and their clauses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from engine.conditions import (
    TABLE,
    AllOf,
    Comparison,
    Condition,
    Facts,
    Operator,
    Written,
    holds,
    tables_in,
)

Answered = Written
HitPolicy = Literal["unique", "first", "any", "collect"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Cell(_Strict):
    """What a fact must be in a row, where it is not simply a value or one of several."""

    op: Operator
    value: Written | list[str] | None = None


class Row(_Strict):
    """A row: what each fact must be (a fact left out may be anything), the answer, and the clause it comes from."""

    when: dict[str, Written | list[str] | Cell] = {}
    then: Answered
    clause: str


class Table(_Strict):
    """A decision table (判定表).

    ``hit``: ``unique`` — rows do not overlap; ``first`` — the first row that fits counts; ``any`` — several may
    fit, and say the same; ``collect`` — the answers of all rows that fit, in their order.
    """

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
    title: str
    source: str = ""
    hit: HitPolicy
    rows: list[Row] = Field(min_length=1)
    otherwise: Answered | None = Field(
        None, description="the answer when no row fits; without it there is none"
    )

    @property
    def looks_at(self) -> list[str]:
        """The facts that the rows look at, in the order in which they are first named."""
        return list(dict.fromkeys(name for row in self.rows for name in row.when))


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """What a table says: ``rows`` are the numbers of the rows it rests on, from 1, with their ``clauses``.

    ``value`` is None when no row fits or the rows that fit contradict each other; a collecting table gives a tuple.
    """

    value: Answered | tuple[Answered, ...] | None
    rows: tuple[int, ...]
    clauses: tuple[str, ...]


def answer(table: Table, facts: Facts) -> TableAnswer:
    """What ``table`` says of ``facts``."""
    hits = [number for number, row in enumerate(table.rows, 1) if holds(condition_of(row), facts)]
    if table.hit == "first":
        hits = hits[:1]
    return TableAnswer(_value(table, hits), tuple(hits), tuple(table.rows[n - 1].clause for n in hits))


def answered(tables: Sequence[Table], facts: Mapping[str, object]) -> dict[str, object]:
    """The facts, and under ``table.<key>`` what each table says of them."""
    return {**facts, **{f"{TABLE}{table.key}": answer(table, facts).value for table in tables}}


def in_words(table: Table, facts: Facts) -> str:
    """On which rows the answer rests, and their clauses: “推荐资格”第 2 行（评选通知第三条）."""
    found = answer(table, facts)
    rows = "、".join(
        f"第 {number} 行（{clause}）" for number, clause in zip(found.rows, found.clauses, strict=True)
    )
    contradicts = "，互相矛盾" if found.rows and found.value is None else ""
    return f"“{table.title}”{rows or '各行都不适用'}{contradicts}"


def rows_in_words(tables: Sequence[Table], conditions: Iterable[Condition], facts: Facts) -> str:
    """The rows that the tables asked by ``conditions`` answer with; empty when none is asked."""
    asked = {one.table for condition in conditions for one in tables_in(condition)}
    return "；".join(in_words(table, facts) for table in tables if table.key in asked)


def condition_of(row: Row) -> Condition:
    """The row as a condition."""
    return AllOf.model_construct(all=[_comparison(name, cell) for name, cell in row.when.items()])


def _comparison(name: str, cell: Written | list[str] | Cell) -> Comparison:
    if isinstance(cell, Cell):
        return Comparison(field=name, op=cell.op, value=cell.value)
    return Comparison(field=name, op="in" if isinstance(cell, list) else "==", value=cell)


def _value(table: Table, hits: Sequence[int]) -> Answered | tuple[Answered, ...] | None:
    said = [table.rows[number - 1].then for number in hits]
    if table.hit == "collect":
        return tuple(said)
    if not said:
        return table.otherwise
    alone = len(said) == 1 if table.hit == "unique" else all(one == said[0] for one in said)
    return said[0] if alone else None
