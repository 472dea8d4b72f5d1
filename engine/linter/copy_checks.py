"""What must hold of copies by rule (抄送): bodies that are there, occasions that come."""

from collections.abc import Iterator

from engine.definition import CopyRule, DetermineStep, On, Process, ScoreStep, Step, StepBase, body_of
from engine.linter.findings import Finding, Notice, Path
from engine.way.copying import ON_LABELS


def check_copies(process: Process, step: Step, path: Path) -> Iterator[Finding]:
    """Each rule of the step, then those of its outcomes."""
    seen: set[tuple[str, On]] = set()
    for n, rule in enumerate(step.copy_to):
        place = (*path, "copy_to", n)
        yield from _check_bodies(process, step, rule.to, (*place, "to"))
        yield from _check_occasion(step, rule, place)
        for body in rule.to:
            if (body, rule.on) in seen:
                yield Finding(
                    place, f"“{step.title}”{ON_LABELS[rule.on]}时对 {body} 写了两次抄送", "只保留一处"
                )
            seen.add((body, rule.on))
    if isinstance(step, DetermineStep):
        for n, outcome in enumerate(step.outcomes):
            yield from _check_bodies(process, step, outcome.copy_to, (*path, "outcomes", n, "copy_to"))


def lint_copies(process: Process) -> Iterator[Finding]:
    """Whoever has the case in the inbox needs no copy of it."""
    for home in process.layout:
        step = home.entry
        if not isinstance(step, StepBase):
            continue
        for n, rule in enumerate(step.copy_to):
            if rule.on == "opened" and body_of(step) in rule.to:
                yield Notice(
                    (*home.path, "copy_to", n),
                    f"“{step.title}”开始时抄送给办理它的人，他们已经有待办",
                    "删去这个机构",
                )


def _check_bodies(process: Process, step: Step, bodies: list[str], path: Path) -> Iterator[Finding]:
    for n, body in enumerate(bodies):
        if body not in process.bodies:
            yield Finding(
                (*path, n),
                f"“{step.title}”抄送给 {body}，但 bodies 里没有它",
                "改成 bodies 里的代码，或补上这个机构",
            )


def _check_occasion(step: Step, rule: CopyRule, path: Path) -> Iterator[Finding]:
    below = isinstance(step, ScoreStep) and step.pass_ is not None and step.below == "reject"
    by_rule = below or any(one.do == "refuse" for one in step.overdue)
    refuses = step.kind in ("ballot", "publicity", "consult") or "reject" in step.may or by_rule
    if rule.on == "rejected" and not refuses:
        yield Finding(
            (*path, "on"), f"“{step.title}”不会使事项未通过，永远不会这样抄送", "删去，或改成别的时机"
        )
    if rule.on == "returned" and "send_back" not in step.may:
        yield Finding((*path, "on"), f"“{step.title}”不能退回，永远不会这样抄送", "删去，或改成别的时机")
