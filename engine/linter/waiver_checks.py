"""Exceptions from rules (准予例外): made where somebody decides, by others than nominate, never in passing."""

from collections.abc import Iterator

from engine.definition import DetermineStep, Process, Rule, SignStep, Step, body_of
from engine.linter.findings import Finding, Notice, Path

_VETO = "一票否决"


def check_waivers(process: Process) -> Iterator[Finding]:
    """An exception has its step, later than the rule is checked at, and of no veto."""
    order = {step.key: n for n, step in enumerate(process.steps)}
    for n, rule in enumerate(process.rules):
        if rule.waived_at is None:
            continue
        path: Path = ("rules", n, "waived_at")
        if rule.veto:
            yield Finding(path, f"“{rule.title}”是一票否决，不能准予例外", "删去 waived_at，或删去 veto")
        if rule.waived_at not in order:
            yield Finding(path, f"没有环节 {rule.waived_at}，没有人能准予例外", "改成 steps 里某个环节的代码")
        elif rule.checked_at in order and order[rule.waived_at] <= order[rule.checked_at]:
            yield Finding(path, f"“{rule.title}”还没有审查就准予例外", "改成审查之后的环节")
        elif not isinstance(process.step(rule.waived_at), SignStep | DetermineStep):
            title = process.step(rule.waived_at).title
            yield Finding(path, f"“{title}”环节不作决定，不能准予例外", "改成审批或认定环节")


def lint_waivers(process: Process) -> Iterator[Finding]:
    """Who nominates makes no exception; a case does not go past the step; a veto is called one."""
    order = {step.key for step in process.steps}
    for n, rule in enumerate(process.rules):
        path: Path = ("rules", n)
        if rule.waived_at in order:
            yield from _lint_step(process, process.step(rule.waived_at), rule, (*path, "waived_at"))
        elif rule.waived_at is None and not rule.veto and _VETO in f"{rule.title}{rule.clause}":
            yield Notice(path, f"“{rule.title}”说是一票否决，却没有写 veto", "写上 veto: true")


def _lint_step(process: Process, step: Step, rule: Rule, path: Path) -> Iterator[Finding]:
    home = process.homes[step.key]
    if body_of(step) in {body_of(one) for one in process.steps if one.kind == "submit"}:
        yield Finding(path, f"“{rule.title}”由推荐的人自己准予例外", "改成上一级的环节")
    if step.skip_if is not None or home.around:
        yield Finding(path, f"“{step.title}”不是每件都经过，例外可能没有人准", "改成每件都要经过的环节")
    if any(rung.do == "pass" for rung in step.overdue):
        yield Finding(
            path, f"“{step.title}”超时会自动通过，例外就没有人写理由", "删去 do: pass，或换一个环节"
        )
    if isinstance(step, SignStep) and step.same_person != "ask":
        yield Finding(
            path, f"“{step.title}”同一人会自动通过，例外就没有人写理由", "改成 same_person: ask，或换一个环节"
        )
