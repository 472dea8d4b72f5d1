"""Public showing (公示): it says who is meant, hides what the law hides, and can still change something."""

from collections.abc import Iterator

from engine.definition import DetermineStep, FormField, Process, PublicityStep, ShownField, SubmitStep
from engine.linter.findings import Finding, Notice, Path

_PRIVATE = (
    "身份证", "电话", "手机", "联系方式", "住址", "家庭地址", "银行", "卡号", "账号", "开户行", "收入", "工资",
    "病", "残疾", "健康", "诊断", "家庭成员", "子女", "户口", "宗教",
)  # fmt: skip
"""Words of labels whose contents a board does not show: domain §8.15 (no ID, illness, bank, income, children)."""

_LONGEST_INQUIRY = 10


def lint_publicity(process: Process) -> Iterator[Finding]:
    """Each public showing by itself, then its place on the way."""
    fixed = False
    for home in process.layout:
        fixed = fixed or isinstance(home.entry, DetermineStep)
        if isinstance(home.entry, PublicityStep):
            yield from _shown(process, home.entry, home.path)
            yield from _inquiry(process, home.entry, home.path)
            if fixed:
                yield Notice(
                    home.path,
                    f"“{home.entry.title}”在认定之后：异议成立时结果已经定了",
                    "移到认定之前，或写明依据",
                )


def _shown(process: Process, step: PublicityStep, path: Path) -> Iterator[Finding]:
    fields = {one.key: one for one in process.form.fields}
    if process.form.subject not in {one.field for one in step.shows}:
        yield Finding(
            (*path, "shows"), f"“{step.title}”没有公示是谁", f"加上 {{field: {process.form.subject}}}"
        )
    for n, shown in enumerate(step.shows):
        if shown.field in fields:
            yield from _private(fields[shown.field], shown, step, (*path, "shows", n))


def _private(field: FormField, shown: ShownField, step: PublicityStep, path: Path) -> Iterator[Finding]:
    words = [one for one in _PRIVATE if one in field.label]
    if words and shown.mask == "none" and field.type not in ("id_no", "phone"):
        yield Finding((*path, "field"), f"“{step.title}”公示了“{field.label}”，这是个人隐私", "不公示它")
    if field.type in ("date", "month") and "生" in field.label and shown.mask == "none":
        yield Finding((*path, "mask"), f"“{step.title}”公示了完整的“{field.label}”", "写 mask: year_only")


def _inquiry(process: Process, step: PublicityStep, path: Path) -> Iterator[Finding]:
    proposers = {one.by for one in process.steps if isinstance(one, SubmitStep)}
    if step.objections_to in proposers:
        yield Finding(
            (*path, "objections_to"),
            f"“{step.title}”的异议由提名的人自己核查",
            "改由党委、上级或别的机构核查",
        )
    due = step.objection_due
    if due.unit == "working days" and due.amount > _LONGEST_INQUIRY:
        yield Notice(
            (*path, "objection_due"),
            f"“{step.title}”的异议核查要 {due.amount} 个工作日，通常不超过 {_LONGEST_INQUIRY} 个",
            "改成 10 working days，或在 source 里写明依据",
        )
