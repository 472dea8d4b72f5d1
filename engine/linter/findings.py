"""What is wrong with a definition: a finding, and the two checks that every part of a definition needs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.conditions import (
    MONTHS,
    ROWS,
    Comparison,
    Condition,
    TableSays,
    comparisons,
    fields_named,
    tables_in,
)
from engine.definition import FIGURES, DetermineStep, FieldBase, FormField, Outcome, Process
from engine.state import CASE_FACTS
from engine.way.shape import before

Path = tuple[str | int, ...]

_ORDERED = (">=", "<=", ">", "<")
_SEVERAL = ("multi_choice", "list")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where in the definition (``("steps", 3, "by")``), and what to do about it."""

    path: Path
    sentence: str
    cure: str


class Notice(Finding):
    """What may well be meant but is worth a second look. It keeps no definition from being published."""


def repeated(keys: Iterable[str], path: Path, what: str) -> Iterator[Finding]:
    """A finding at the second and each further occurrence of a key in a list."""
    seen: Counter[str] = Counter()
    for position, key in enumerate(keys):
        seen[key] += 1
        if seen[key] > 1:
            yield Finding((*path, position, "key"), f"{what} {key} 写了不止一次", "改成没有用过的代码")


def outcomes_of(process: Process) -> Iterator[tuple[Path, Outcome]]:
    """Every outcome of a definition with its place."""
    for home in process.layout:
        if isinstance(step := home.entry, DetermineStep):
            yield from (((*home.path, "outcomes", n), one) for n, one in enumerate(step.outcomes))


def check_condition(process: Process, condition: Condition, path: Path, known: set[str]) -> Iterator[Finding]:
    """Each comparison looks at a fact in ``known``, with a value that the fact can have; each table is there."""
    fields = {field.key: field for field in process.form.fields}
    for question in tables_in(condition):
        yield from _check_question(process, question, path, known)
    for one in comparisons(condition):
        key, _, column = one.field.partition(".")
        if one.field in CASE_FACTS or (key not in fields and one.field in known):
            continue
        looked_at = column_of(fields[key], column) if column and key in fields else fields.get(key)
        if looked_at is None:
            yield _unknown_fact(one, path)
        elif key not in known:
            yield Finding(
                path,
                f"条件要看“{fields[key].label}”，但走到这里时它还没有填写",
                "改用已经填写的字段，或调整填写环节",
            )
        else:
            yield from _check_value(looked_at, one, path)


def column_of(field: FormField, column: str) -> FieldBase | None:
    """What a condition looks at under ``members.income``: a column of figures, how many rows there are, or months."""
    if field.type == "date" and column == MONTHS:
        return FieldBase(key=MONTHS, label=f"{field.label}起的满月数", type="integer", min=0)
    if field.type != "table":
        return None
    if column == ROWS:
        return FieldBase(key=ROWS, label=f"{field.label}行数", type="integer", min=field.min, max=field.max)
    found = field.column(column)
    return found if found is not None and found.type in FIGURES else None


def known_before(process: Process, key: str) -> set[str]:
    """The fields that may be filled when the case comes to this step or block.

    Those of another branch of a block around it are not: nobody knows which of them is walked first.
    """
    steps = set(before(process, key))
    unknown = {one.key for one in process.steps} - steps
    first = process.steps[0].key
    return {one.key for one in process.form.fields if (one.filled_at or first) not in unknown}


def known_at(process: Process, key: str) -> set[str]:
    """The fields that are filled before or at this step."""
    return known_before(process, key) | {field.key for field in process.fields_at(key)}


def _check_question(process: Process, question: TableSays, path: Path, known: set[str]) -> Iterator[Finding]:
    table = next((one for one in process.tables if one.key == question.table), None)
    if table is None:
        yield Finding(path, f"没有判定表 {question.table}", "改成 tables 里某个表的代码")
        return
    said = [row.then for row in table.rows] + ([] if table.otherwise is None else [table.otherwise])
    if not any(type(one) is type(question.gives) and one == question.gives for one in said):
        yield Finding(path, f"“{table.title}”不会给出 {question.gives}", "改成表里写着的结果")
    fields = {field.key: field.label for field in process.form.fields}
    for name in sorted(fields_named(table.looks_at)):
        if name in fields and name not in known:
            yield Finding(
                path,
                f"“{table.title}”要看“{fields[name]}”，但走到这里时它还没有填写",
                "推迟使用，或提前填写",
            )


def _unknown_fact(one: Comparison, path: Path) -> Finding:
    return Finding(
        path,
        f"条件里的 {one.field} 不是表单字段，也不是事项的情况",
        f"改成表单字段的代码，或 {'、'.join(sorted(CASE_FACTS))} 之一",
    )


def _check_value(field: FieldBase, one: Comparison, path: Path) -> Iterator[Finding]:
    if one.op in _ORDERED and field.type not in FIGURES:
        yield Finding(path, f"“{field.label}”不是整数、数字或金额，不能比较大小", "改用 ==、!=、in 或 filled")
    if one.op == "has" and field.type not in _SEVERAL:
        yield Finding(path, f"“{field.label}”只有一个值，没有“其中有”", "改用 ==")
    if field.type in ("multi_choice", "table") and one.op not in ("has", "filled"):
        yield Finding(path, f"“{field.label}”有几个值，不能整个比较", "改用 has 或 filled，表格看 行数或合计")
    if one.op not in ("==", "!=", "in", "has"):
        return
    values = one.value if isinstance(one.value, list) else [one.value]
    for value in values:
        if field.options and value is not None and value not in field.options:
            options = "、".join(field.options)
            yield Finding(path, f"“{field.label}”没有“{value}”这个选项", f"改成这些选项之一：{options}")
        if field.type == "boolean" and not isinstance(value, bool):
            yield Finding(path, f"“{field.label}”只有“是”和“否”，不会是“{value}”", "改成 true 或 false")
        if field.type in FIGURES and isinstance(value, str):
            yield Finding(path, f"“{field.label}”是数，“{value}”却是文字", "写成数，不加引号")
