"""What must hold of the ladder of a late step (超时), and of the reminders before it is late (催办)."""

from collections.abc import Iterator
from itertools import pairwise

from engine.deadlines import Deadline
from engine.definition import (
    ConsultStep,
    DetermineStep,
    MachineStep,
    Process,
    PublicityStep,
    RecordStep,
    Reminders,
    Rung,
    SignStep,
    Step,
    StepBase,
    SubCaseStep,
    SubmitStep,
    WaitStep,
    body_of,
)
from engine.handling.overdue_rungs import by_rule, what
from engine.handling.reminding import reminders_of
from engine.linter.findings import Finding, Notice, Path
from engine.linter.time import calendar_days
from engine.way.shape import before

_BY_ITSELF = (MachineStep, WaitStep, SubCaseStep)
_PASSED_ON = (SignStep, RecordStep, DetermineStep, ConsultStep, PublicityStep)
_REFUSED = (SubmitStep, SignStep, ConsultStep)


def check_ladder(process: Process, step: Step, path: Path) -> Iterator[Finding]:
    """All findings of the reminders and of the ladder of one step."""
    yield from _check_reminders(step, path)
    if not step.overdue:
        return
    if isinstance(step, _BY_ITSELF):
        yield Finding((*path, "overdue"), f"“{step.title}”不由人办理，overdue 没有作用", "删去 overdue")
        return
    if step.due is None and not isinstance(step, PublicityStep):  # there the ladder is that of an inquiry
        yield Finding(
            (*path, "overdue"), f"“{step.title}”没有时限，overdue 没有作用", "写上 due，或删去 overdue"
        )
    yield from _check_order(step, path)
    for n, rung in enumerate(step.overdue):
        yield from _check_rung(process, step, rung, (*path, "overdue", n))


def lint_ladders(process: Process) -> Iterator[Finding]:
    """What may well be meant: silence that decides, hours that run at night, reminders that never come."""
    for home in process.layout:
        if isinstance(step := home.entry, StepBase):
            yield from _lint_reminders(process, step, home.path)
            yield from _lint_rungs(process, step, (*home.path, "overdue"))


def _check_order(step: Step, path: Path) -> Iterator[Finding]:
    for n, (lower, upper) in enumerate(pairwise(step.overdue), 1):
        if calendar_days(upper.after) < calendar_days(lower.after):
            yield Finding(
                (*path, "overdue", n, "after"),
                f"“{step.title}”的 overdue 第 {n + 1} 级早于第 {n} 级",
                "按 after 从早到晚排列",
            )
        if lower.do in ("refuse", "pass"):
            yield Finding(
                (*path, "overdue", n),
                f"“{step.title}”的 overdue 第 {n + 1} 级永远不会到：第 {n} 级已经办结",
                "删去，或放到前面",
            )


def _check_rung(process: Process, step: Step, rung: Rung, path: Path) -> Iterator[Finding]:
    yield from _check_body(process, step, rung, path)
    match rung.do:
        case "pass_on" if not isinstance(step, _PASSED_ON):
            yield Finding((*path, "do"), f"“{step.title}”不能转交别人办理", "改成 remind 或 escalate")
        case "refuse" if not isinstance(step, _REFUSED) or _is_determined(process, step):
            yield Finding(
                (*path, "do"), f"“{step.title}”不能自动不予通过", "改成 remind、escalate 或 pass_on"
            )
        case "pass" if not isinstance(step, SignStep):
            yield Finding(
                (*path, "do"), f"“{step.title}”不是审批环节，不能自动通过", "改成 remind、escalate 或 pass_on"
            )
        case "pass" if why := _must_be_looked_at(process, step):
            yield Finding(
                (*path, "do"), f"“{step.title}”{why}，不能自动通过", "改成 remind、escalate 或 pass_on"
            )
    if rung.do in ("refuse", "pass") and not rung.clause.strip():
        yield Finding(
            path, f"“{step.title}”{what(process, rung)}，没有写依据", "写上 clause：哪一条规定逾期即作此处理"
        )


def _check_body(process: Process, step: Step, rung: Rung, path: Path) -> Iterator[Finding]:
    needs = rung.do in ("escalate", "pass_on")
    if needs and rung.to is None:
        yield Finding(
            path, f"“{step.title}”超时{what(process, rung)}，没有写给谁", "写上 to：bodies 里的代码"
        )
    if not needs and rung.to is not None:
        yield Finding((*path, "to"), f"“{step.title}”超时{what(process, rung)}，to 没有作用", "删去 to")
    if needs and rung.to is not None and rung.to not in process.bodies:
        yield Finding(
            (*path, "to"),
            f"“{step.title}”超时后找 {rung.to}，但 bodies 里没有它",
            "改成 bodies 里的代码，或补上这个机构",
        )
    if needs and rung.to == (step.objections_to if isinstance(step, PublicityStep) else body_of(step)):
        yield Finding(
            (*path, "to"), f"“{step.title}”超时后找的就是办理它的人", "改成上一级，或改成 do: remind"
        )


def _is_determined(process: Process, step: Step) -> bool:
    return any(isinstance(process.step(one), DetermineStep) for one in before(process, step.key))


def _must_be_looked_at(process: Process, step: Step) -> str:
    """Why nobody but a person can let the case pass here."""
    if any(field.required for field in process.fields_at(step.key)):
        return "要填表"
    if any(rule.checked_at == step.key for rule in process.rules):
        return "要核对规则"
    return "要看部门意见是否有效" if step.needs_valid else ""


def _check_reminders(step: Step, path: Path) -> Iterator[Finding]:
    if step.remind is None:
        return
    if isinstance(step, MachineStep | WaitStep | SubCaseStep):
        yield Finding((*path, "remind"), f"“{step.title}”不由人办理，没有人可以催办", "删去 remind")
    for n, lead in enumerate(step.remind.before):
        place = (*path, "remind", "before", n)
        if step.due is not None and calendar_days(lead) >= calendar_days(step.due):
            yield Finding(place, f"“{step.title}”的催办比时限还长，永远不会发", "改成比 due 短的时间")
        if lead in step.remind.before[:n]:
            yield Finding(place, f"“{step.title}”的催办写了两次", "只保留一处")


def _lint_reminders(process: Process, step: Step, path: Path) -> Iterator[Finding]:
    said = reminders_of(process, step)
    if step.remind is None and said is not None and step.due is not None and not _any_fits(said, step.due):
        yield Notice(path, f"“{step.title}”的时限太短，流程的催办一次也不会发", "给这个环节写上自己的 remind")


def _any_fits(said: Reminders, due: Deadline) -> bool:
    return any(calendar_days(lead) < calendar_days(due) for lead in said.before)


def _lint_rungs(process: Process, step: Step, path: Path) -> Iterator[Finding]:
    for n, rung in enumerate(step.overdue):
        if rung.do == "pass":
            yield Notice((*path, n), f"没有人看过也会通过：{by_rule(process, step, rung)}", "确认规定如此")
        if rung.do == "refuse":
            yield Notice(
                (*path, n), f"没有人看过也会不予通过：{by_rule(process, step, rung)}", "确认规定如此"
            )
        if rung.after.unit == "clock hours" and not (step.urgent or process.urgent):
            yield Notice(
                (*path, n, "after"),
                f"“{step.title}”超时后按小时逐级处理，夜里和周末也在走",
                "改用 working hours，或写明 urgent: true",
            )
    yield from _lint_time_to_take_over(step, path)


def _lint_time_to_take_over(step: Step, path: Path) -> Iterator[Finding]:
    """Whoever takes over has the whole time of the step; what comes sooner leaves him no chance."""
    for n, (lower, upper) in enumerate(pairwise(step.overdue), 1):
        gap = calendar_days(upper.after) - calendar_days(lower.after)
        if lower.do == "pass_on" and upper.do in ("refuse", "pass") and gap < calendar_days(step.due):
            yield Notice(
                (*path, n, "after"), f"“{step.title}”转交以后，接手的人还没有到时限就自动办结", "推迟这一级"
            )
