"""What outsiders may read of a case: the public in a window, an agency behind its signed link."""

from collections.abc import Iterator, Sequence

from engine.definition import ConsultStep, FormField, Process, PublicityStep, ShownField
from engine.linter.findings import Finding, Path, known_before


def check_shown(
    process: Process, step: PublicityStep | ConsultStep, shows: Sequence[ShownField], path: Path
) -> Iterator[Finding]:
    """Each field is there, is known by then, is shown once and no more of it than the law allows."""
    fields = {field.key: field for field in process.form.fields}
    known = known_before(process, step.key)
    seen: set[str] = set()
    for n, shown in enumerate(shows):
        place = (*path, "shows", n, "field")
        if shown.field not in fields:
            yield Finding(
                place, f"“{step.title}”给外面看的字段 {shown.field} 不在表单里", "改成表单字段的代码"
            )
        elif shown.field not in known:
            yield Finding(
                place, f"到“{step.title}”时“{fields[shown.field].label}”还没有填写", "删去，或提前填写"
            )
        else:
            yield from _check_field(step, fields[shown.field], shown, (*path, "shows", n))
        if shown.field in seen:
            yield Finding(place, f"字段 {shown.field} 写了两次", "只保留一处")
        seen.add(shown.field)


def _check_field(
    step: PublicityStep | ConsultStep, field: FormField, shown: ShownField, path: Path
) -> Iterator[Finding]:
    if field.type == "table" or shown.columns:
        yield from _check_columns(step, field, shown, path)
    if field.type in ("id_no", "phone") and shown.mask != "middle":
        yield Finding(
            (*path, "mask"), f"“{step.title}”不得显示完整的“{field.label}”", "不给外面看，或写 mask: middle"
        )
    if field.type == "file":
        yield Finding((*path, "field"), f"“{field.label}”是附件，不能给外面看", "删去")
    if shown.mask == "year_only" and field.type not in ("month", "date", "id_no"):
        yield Finding((*path, "mask"), f"“{field.label}”不是日期，不能只显示年份", "改成 middle 或 none")


def _check_columns(
    step: PublicityStep | ConsultStep, field: FormField, shown: ShownField, path: Path
) -> Iterator[Finding]:
    """Of a table only named columns are shown, and none that tells who somebody is or how to reach him or her."""
    place = (*path, "columns")
    if field.type != "table":
        yield Finding(place, f"“{field.label}”不是表格，columns 没有作用", "删去 columns")
        return
    if not shown.columns or shown.mask != "none":
        yield Finding(path, f"“{step.title}”没有写明“{field.label}”给外面看哪几栏", "写上 columns，不写 mask")
    for key in shown.columns:
        column = field.column(key)
        if column is None:
            yield Finding(place, f"“{field.label}”没有栏目 {key}", "改成表格里某一栏的代码")
        elif column.type in ("id_no", "phone"):
            yield Finding(place, f"“{step.title}”不得显示“{field.label}”的“{column.label}”", "删去这一栏")
