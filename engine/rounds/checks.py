"""What must hold of the calendar of a definition's rounds."""

from collections.abc import Iterator

from engine.definition import Process, RoundPlan
from engine.linter.findings import Finding, Path, repeated
from engine.rounds.state import INTAKE

_PATH: Path = ("round",)


def check_round(process: Process) -> Iterator[Finding]:
    """All findings of the calendar: its kind of process, its days, its phases and their gates, its categories."""
    plan = process.round
    if plan is None:
        return
    if process.kind != "campaign":
        yield Finding(_PATH, "只有活动才一届一届地办，单个事项没有日程", "删去，或改成 kind: campaign")
    if "{year}" not in plan.name:
        yield Finding((*_PATH, "name"), "各届名称相同，分不清是哪一年", "写成 “{year} 年度” 这样")
    if plan.grace is not None and plan.grace.unit != "working days":
        yield Finding((*_PATH, "grace"), "宽限期按工作日计算", "写成 3 working days")
    yield from _check_days(plan)
    yield from _check_phases(process, plan)
    yield from _check_categories(process, plan)


def _check_days(plan: RoundPlan) -> Iterator[Finding]:
    """A part that would close before it opens may only be one over the turn of the year."""
    for n, one in enumerate(plan.phases):
        if _place(plan, one.closes) < _place(plan, one.opens):
            sentence = f"“{one.title}”在开始（{one.opens}）之前截止（{one.closes}）"
            yield Finding((*_PATH, "phases", n, "closes"), sentence, "对调或修改 opens 和 closes")


def _place(plan: RoundPlan, day: str) -> tuple[bool, str]:
    """Where the day lies in a year that begins with the first day of the round."""
    return (day < plan.opens, day)


def _check_phases(process: Process, plan: RoundPlan) -> Iterator[Finding]:
    keys = [one.key for one in plan.phases]
    yield from repeated(keys, (*_PATH, "phases"), "阶段")
    gates = {one.key: one.title for one in process.gates}
    seen: set[str] = set()
    for n, one in enumerate(plan.phases):
        path = (*_PATH, "phases", n)
        if one.key == INTAKE:
            yield Finding((*path, "key"), f"{INTAKE} 是报送本身，由 opens 和 closes 规定", "换一个代码")
        if one.gate is not None and one.gate not in gates:
            yield Finding((*path, "gate"), f"没有关口 {one.gate}", "改成 gates 里的代码，或补上这个关口")
        if one.gate in seen:
            yield Finding(
                (*path, "gate"), f"关口“{gates.get(one.gate or '', '')}”属于两个阶段", "只留在一个阶段"
            )
        seen |= {one.gate} if one.gate else set()


def _check_categories(process: Process, plan: RoundPlan) -> Iterator[Finding]:
    if plan.categories is None:
        return
    fields = {one.key: one for one in process.fields_at(process.steps[0].key)}
    field = fields.get(plan.categories)
    if field is None or field.type != "choice":
        yield Finding(
            (*_PATH, "categories"),
            f"类别按表单的选项区分，但首个环节没有选项字段 {plan.categories}",
            "改成首个环节 type: choice 的字段",
        )
