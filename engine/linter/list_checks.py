"""What must hold of steps that rank, and of the shares of a list."""

from collections.abc import Iterator

from engine.definition import ListShares, Process, SignStep
from engine.linter.findings import Finding, Path, check_condition, known_at


def check_lists(process: Process) -> Iterator[Finding]:
    """Who ranks has places to cut at and is not passed by; shares belong to such a step and can be counted."""
    for home in process.layout:
        step = home.entry
        if isinstance(step, SignStep) and step.ranks:
            yield from _check_ranking(process, step, home.path)
    if process.shares is not None:
        yield from _check_shares(process, process.shares)


def _check_ranking(process: Process, step: SignStep, path: Path) -> Iterator[Finding]:
    where = (*path, "ranks")
    if process.quota is None and not process.recommends_for:
        yield Finding(where, f"“{step.title}”要排序、按名额上报，但流程没有名额", "写上 quota，或删去 ranks")
    if step.same_person != "ask":
        sentence = f"“{step.title}”要排序，此前同意过的人也不能自动通过"
        yield Finding((*path, "same_person"), sentence, "删去 same_person")
    if any(rung.do == "pass" for rung in step.overdue):
        sentence = f"“{step.title}”要排序，超时不能视为同意：名单还没有上报"
        yield Finding((*path, "overdue"), sentence, "改成 remind、escalate 或 pass_on")


def _check_shares(process: Process, shares: ListShares) -> Iterator[Finding]:
    ranking = [one.key for one in process.steps if isinstance(one, SignStep) and one.ranks]
    if shares.at not in ranking:
        sentence = f"比例在上报名单时核对，但 {shares.at} 不是排序的环节"
        yield Finding(("shares", "at"), sentence, "改成一个写了 ranks: true 的审批环节")
        return
    fields = {field.key: field for field in process.form.fields}
    sorted_by = fields.get(shares.sorted_by)
    if sorted_by is None or sorted_by.type != "choice":
        sentence = f"人员类别要按一个选择项来分，{shares.sorted_by} 不是选择项"
        yield Finding(("shares", "sorted_by"), sentence, "改成 type: choice 字段的代码")
    else:
        yield from _check_classes(shares, sorted_by.options)
    for n, one in enumerate(shares.ratios):
        if one.flag and one.flag not in shares.counted_if:
            sentence = f"“{one.flag}”有比例，但没有写怎样算"
            yield Finding(("shares", "ratios", n, "flag"), sentence, "在 counted_if 里写上它的条件")
    for flag, when in shares.counted_if.items():
        path: Path = ("shares", "counted_if", flag)
        yield from check_condition(process, when, path, known_at(process, shares.at))


def _check_classes(shares: ListShares, options: list[str]) -> Iterator[Finding]:
    """A class that nobody can choose could never be counted: its floor would never be met."""
    for n, one in enumerate(shares.ratios):
        if one.class_ and not {one.class_, *one.also} & set(options):
            sentence = f"“{one.class_}”有比例，但表单里选不到这个类别"
            cure = f"改成表单的选项之一，或写进 also：{'、'.join(options)}"
            yield Finding(("shares", "ratios", n, "class"), sentence, cure)
