"""What must hold of one field or column: options where something is chosen, limits that meet, columns of a table."""

from collections.abc import Iterator

from engine.conditions import ROWS
from engine.definition import FIGURES, FieldBase, FormField
from engine.linter.findings import Finding, Path, repeated

_CHOSEN = ("choice", "multi_choice")
_PREFIXES = ("unit", "case", "table", "body")
_MOST_CELLS = 2000


def check_limits(field: FormField, path: Path) -> Iterator[Finding]:
    """All findings of a field by itself, its columns included."""
    yield from _check(field, path)
    if field.type == "table":
        yield from _check_table(field, path)
    elif field.columns:
        yield Finding(
            (*path, "columns"),
            f"“{field.label}”不是表格，columns 没有作用",
            "删去 columns，或改成 type: table",
        )


def _check(field: FieldBase, path: Path) -> Iterator[Finding]:
    chosen = field.type in _CHOSEN
    if chosen and len(set(field.options)) <= 1:
        yield Finding((*path, "options"), f"“{field.label}”是选择项，但选项不足两个", "至少写两个不同的选项")
    if chosen and len(set(field.options)) < len(field.options):
        yield Finding((*path, "options"), f"“{field.label}”有重复的选项", "每个选项只写一次")
    if not chosen and field.options:
        yield Finding(
            (*path, "options"),
            f"“{field.label}”不是选择项，选项没有作用",
            "删去 options，或改成 type: choice 或 multi_choice",
        )
    if field.min is not None and field.max is not None and field.min > field.max:
        yield Finding((*path, "min"), f"“{field.label}”的下限大于上限", "对调或修改 min 和 max")
    for word in ("min", "max"):
        limit = getattr(field, word)
        if field.type not in FIGURES and limit is not None and not isinstance(limit, int):
            yield Finding((*path, word), f"“{field.label}”按个数计，{word} 应为整数", "改成整数")
    if field.type == "multi_choice" and field.min is not None and field.min > len(field.options):
        yield Finding((*path, "min"), f"“{field.label}”至少选的项数多于选项", "改小 min，或补上选项")


def _check_table(field: FormField, path: Path) -> Iterator[Finding]:
    if not field.columns:
        yield Finding((*path, "columns"), f"“{field.label}”是表格，却没有写各栏", "写上 columns")
        return
    yield from repeated([one.key for one in field.columns], (*path, "columns"), "栏目")
    if field.key in _PREFIXES:
        yield Finding((*path, "key"), f"表格的代码不能是 {field.key}，条件会看错", "换一个代码")
    most = field.max if field.max is not None else 0
    if most * len(field.columns) > _MOST_CELLS:
        yield Finding((*path, "max"), f"“{field.label}”最多 {most} 行，一页放不下", f"{_MOST_CELLS} 格以内")
    for n, column in enumerate(field.columns):
        here = (*path, "columns", n)
        yield from _check(column, here)
        if column.key == ROWS:
            yield Finding((*here, "key"), f"栏目代码不能是 {ROWS}，它指行数", "换一个代码")
        if column.total and column.type not in FIGURES:
            yield Finding((*here, "total"), f"“{column.label}”不是数，不能合计", "删去 total")
