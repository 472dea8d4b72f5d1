"""What must hold of who acts: four eyes, the body in reserve, one of several, the same person again."""

from collections.abc import Iterator

from engine.definition import BallotStep, Process, SignStep, Step, SubmitStep, body_of
from engine.linter.findings import Finding, Notice, Path
from engine.way.shape import before


def check_people(process: Process, step: Step, path: Path) -> Iterator[Finding]:
    """All findings of a step about its people."""
    yield from _four_eyes(process, step, path)
    yield from _nobody(step, path)
    if isinstance(step, SignStep):
        yield from _picked(process, step, path)


def lint_people(process: Process) -> Iterator[Finding]:
    """Where a yes is given by rule, a careful reader is told."""
    for home in process.layout:
        step = home.entry
        if isinstance(step, SignStep) and step.same_person != "ask":
            yield Notice(
                (*home.path, "same_person"),
                f"“{step.title}”：此前同意过的人不再表态，按规则通过",
                "确认这是本意；否则写 same_person: ask",
            )


def _four_eyes(process: Process, step: Step, path: Path) -> Iterator[Finding]:
    known = {one.key: one for one in process.steps}
    earlier = set(before(process, step.key))
    for n, key in enumerate(step.four_eyes):
        where = (*path, "four_eyes", n)
        if key not in known:
            yield Finding(where, f"“{step.title}”要回避的环节 {key} 不存在", "改成前面环节的代码")
        elif key != step.key and key not in earlier:
            yield Finding(
                where, f"“{known[key].title}”不在“{step.title}”之前，没有人可以回避", "删去，或调整次序"
            )


def _nobody(step: Step, path: Path) -> Iterator[Finding]:
    if step.nobody is None:
        return
    where = (*path, "nobody")
    if body_of(step) is None or isinstance(step, BallotStep | SubmitStep):
        yield Finding(where, f"“{step.title}”不能由别的机构代办，nobody 没有作用", "删去 nobody")
    elif step.nobody == body_of(step):
        yield Finding(where, f"“{step.title}”没有人时又找同一个机构", "改成别的机构，或删去 nobody")


def _picked(process: Process, step: SignStep, path: Path) -> Iterator[Finding]:
    body = process.bodies.get(step.by)
    if body is None or body.pick == "all":
        return
    if step.mode == "n_of_m" and (step.needed or 1) > 1:
        yield Finding(
            (*path, "needed"), f"“{body.title}”每次只分给一人，“{step.title}”却要几人同意", "改成 pick: all"
        )
    if step.pool:
        yield Finding(
            (*path, "pool"), f"“{body.title}”每次只分给一人，没有可以认领的", "删去 pool，或改成 pick: all"
        )
