"""What must hold of the acts a step grants, and of the way in which several settle it."""

from collections.abc import Iterator

from engine.definition import Act, BallotStep, Process, SignStep, Step
from engine.handling.acts import LABELS
from engine.linter.findings import Finding, Path

_KINDS: dict[Act, tuple[str, ...]] = {
    "abstain": ("sign",),
    "add_signer": ("sign",),
    "delegate": ("sign", "record", "determine"),
    "transfer": ("submit", "sign", "record", "determine", "consult", "publicity", "visit"),
    "ask": ("sign", "record", "determine"),
}


def check_acts(step: Step, path: Path) -> Iterator[Finding]:
    """All findings of ``may``, of settling and of the pool."""
    yield from _check_granted(step, path)
    match step:
        case SignStep():
            yield from _check_policy(step, path)
            yield from _check_needed(step, path)
            yield from _check_pool(step, path)
        case BallotStep():
            yield from _check_open_vote(step, path)


def check_hours(process: Process) -> Iterator[Finding]:
    """The office opens before it closes."""
    if process.office_hours.first >= process.office_hours.last:
        yield Finding(("office_hours",), "办公时间的止时早于起时", "对调或修改 from 和 to")


def _check_granted(step: Step, path: Path) -> Iterator[Finding]:
    for act in step.may:
        if act in _KINDS and step.kind not in _KINDS[act]:
            yield Finding((*path, "may"), f"“{step.title}”不能{LABELS[act]}", f"删去 {act}")
    if step.ask_stops_clock and "ask" not in step.may:
        yield Finding(
            (*path, "ask_stops_clock"),
            f"“{step.title}”不能询问申请人，不会停止计时",
            "删去，或在 may 里加上 ask",
        )


def _check_policy(step: SignStep, path: Path) -> Iterator[Finding]:
    """A step of several must say what one refusal does: left open, it is the case that gets stuck."""
    if step.mode == "any" and step.on_refusal is not None:
        yield Finding(
            (*path, "on_refusal"), f"“{step.title}”一人办理即可，on_refusal 没有作用", "删去 on_refusal"
        )
    if step.mode != "any" and step.on_refusal is None:
        yield Finding(
            path,
            f"“{step.title}”由多人审批，没有写有人不同意时怎么办",
            "写上 on_refusal: end（一人不同意即结束）、collect（全部表态后再定）或 majority（过半数定）",
        )


def _check_needed(step: SignStep, path: Path) -> Iterator[Finding]:
    if step.mode == "n_of_m" and step.needed is None:
        yield Finding(path, f"“{step.title}”没有写需要几个人同意", "写上 needed，例如 needed: 2")
    if step.mode != "n_of_m" and step.needed is not None:
        yield Finding(
            (*path, "needed"),
            f"“{step.title}”不是 n_of_m，needed 没有作用",
            "删去 needed，或改成 mode: n_of_m",
        )


def _check_pool(step: SignStep, path: Path) -> Iterator[Finding]:
    if step.pool and step.mode != "any":
        yield Finding(
            (*path, "pool"), f"“{step.title}”要多人办理，不能由一人认领", "删去 pool，或改成 mode: any"
        )
    if step.pool and step.claim is None:
        yield Finding(
            path,
            f"“{step.title}”的认领没有期限，忘了办理就一直占着",
            "写上 claim，例如 claim: 2 working days",
        )
    if step.claim is not None and not step.pool:
        yield Finding(
            (*path, "claim"), f"“{step.title}”不需要认领，claim 没有作用", "删去 claim，或写上 pool: true"
        )


def _check_open_vote(step: BallotStep, path: Path) -> Iterator[Finding]:
    """票决: a count that ends early tells how those voted who came first, and a weight tells whose paper it is."""
    if step.secret and step.early:
        yield Finding(
            (*path, "early"),
            f"“{step.title}”是无记名投票，提前计票会泄露已投的票",
            "删去 early，或改成 secret: false",
        )
    if step.secret and step.weighted:
        yield Finding(
            (*path, "weighted"),
            f"“{step.title}”是无记名投票，加权会泄露谁投的票",
            "删去 weighted，或改成 secret: false",
        )
