"""What must hold of returns: what follows the correction, and what straight back cannot pass."""

from collections.abc import Iterator

from engine.definition import BallotStep, Process, PublicityStep, Step, StepBase
from engine.linter.findings import Finding, Notice, Path
from engine.way.shape import before


def check_returns(step: Step, path: Path) -> Iterator[Finding]:
    """``returns`` belongs to a step from which something is sent back, and says each way once."""
    if "send_back" not in step.may and step.returns != ["rerun"]:
        yield Finding(
            (*path, "returns"),
            f"“{step.title}”不能退回，returns 没有作用",
            "删去 returns，或在 may 里加上 send_back",
        )
    if len(set(step.returns)) < len(step.returns):
        yield Finding((*path, "returns"), f"“{step.title}”的 returns 里有重复", "每种只写一次")


def lint_returns(process: Process) -> Iterator[Finding]:
    """What was shown or voted on is shown or voted on again: there is no straight way past it."""
    for home in process.layout:
        step = home.entry
        if not isinstance(step, StepBase) or "straight_back" not in step.returns:
            continue
        passed = [process.step(key) for key in before(process, step.key)]
        between = [one.title for one in passed if isinstance(one, PublicityStep | BallotStep)]
        if between:
            yield Notice(
                (*home.path, "returns"),
                f"“{step.title}”退回到“{between[0]}”之前的，改好后不能直接回来：公示或票决的是原来的材料",
                "知道即可：那时仍从头重新走",
            )
