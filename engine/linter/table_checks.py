"""What must hold of decision tables: facts that are there, rows that do not contradict, no gap."""

from collections.abc import Iterator
from itertools import combinations

from engine.conditions import AllOf, Condition, Not
from engine.definition import Process
from engine.linter.findings import Finding, Path, check_condition, repeated
from engine.linter.reach import may_be
from engine.tables import Table, condition_of


def check_tables(process: Process) -> Iterator[Finding]:
    """All findings of all tables."""
    yield from repeated([table.key for table in process.tables], ("tables",), "判定表")
    for n, table in enumerate(process.tables):
        yield from _check_table(process, table, ("tables", n))


def _check_table(process: Process, table: Table, path: Path) -> Iterator[Finding]:
    known = {field.key for field in process.form.fields}
    wrong = [
        finding
        for n, row in enumerate(table.rows)
        for finding in check_condition(process, condition_of(row), (*path, "rows", n, "when"), known)
    ]
    yield from wrong
    for n, row in enumerate(table.rows):
        if not row.clause.strip():
            yield Finding((*path, "rows", n, "clause"), f"“{table.title}”第 {n + 1} 行没有写依据", "写上条款")
    kinds = {type(row.then) for row in table.rows}
    if len(kinds) > 1:
        yield Finding((*path, "rows"), f"“{table.title}”各行的结果不是同一种", "都写是否、都写文字或都写数字")
    if not wrong:
        yield from _check_rows(process, table, path)


def _check_rows(process: Process, table: Table, path: Path) -> Iterator[Finding]:
    conditions = [condition_of(row) for row in table.rows]
    for n, one in enumerate(conditions):
        if not may_be(one, process, wanted=True):
            yield Finding(
                (*path, "rows", n), f"“{table.title}”第 {n + 1} 行永远不会适用", "修改条件，或删去这一行"
            )
    yield from _check_hidden(process, table, conditions, path)
    yield from _check_overlaps(process, table, conditions, path)
    if (
        table.hit != "collect"
        and table.otherwise is None
        and may_be(_none_of(conditions), process, wanted=True)
    ):
        yield Finding((*path, "rows"), f"“{table.title}”有的情况哪一行都不适用", "补一行，或写上 otherwise")


def _check_hidden(
    process: Process, table: Table, conditions: list[Condition], path: Path
) -> Iterator[Finding]:
    """In a table whose first row counts, a row is hidden when those above it fit whenever it does."""
    for n, one in enumerate(conditions[1:] if table.hit == "first" else [], 1):
        seen = AllOf(all=[one, _none_of(conditions[:n])])
        if may_be(one, process, wanted=True) and not may_be(seen, process, wanted=True):
            yield Finding(
                (*path, "rows", n),
                f"“{table.title}”第 {n + 1} 行总是被前面的行挡住",
                "调整顺序，或删去这一行",
            )


def _check_overlaps(
    process: Process, table: Table, conditions: list[Condition], path: Path
) -> Iterator[Finding]:
    """``unique`` allows no two rows that fit together, ``any`` none that do and say different things."""
    for first, second in combinations(range(len(conditions)), 2):
        differ = table.rows[first].then != table.rows[second].then
        forbidden = table.hit == "unique" or (table.hit == "any" and differ)
        both = AllOf(all=[conditions[first], conditions[second]])
        if forbidden and may_be(both, process, wanted=True):
            yield Finding(
                (*path, "rows", second),
                f"“{table.title}”第 {first + 1} 行和第 {second + 1} 行会同时适用"
                + ("，结果却不同" if table.hit == "any" else ""),
                "把条件写得互不重叠，或改成 hit: first",
            )


def _none_of(conditions: list[Condition]) -> Condition:
    return AllOf(all=[Not.model_construct(not_=one) for one in conditions])
