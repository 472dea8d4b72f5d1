"""票决: who was entitled, how many papers there were, quorum and threshold, all counted again from the journal."""

from collections.abc import Iterator
from itertools import pairwise

from engine.definition import BallotStep
from engine.dossier.content import JOURNAL
from engine.dossier.findings import Flaw
from engine.dossier.meetings import of_a_meeting
from engine.dossier.reading import Dossier
from engine.dossier.walking import Stride, walk
from engine.events import BallotCounted, StepSettled
from engine.handling.ballots import entitled, is_passed, is_quorate
from engine.state import AssignmentState, CaseState, Tally

_PAPERS = ("approve", "reject", "abstain", "voted")
_ENDS = {(True, True): "approved", (True, False): "rejected", (False, False): "void"}


def votes(dossier: Dossier) -> Iterator[Flaw | str]:
    """Every count. Of a secret ballot the journal has the number of papers, and never what they said."""
    strides = list(walk(dossier.lines))
    counted = 0
    for stride, following in pairwise([*strides, None]):
        if stride is None or not isinstance(stride.event, BallotCounted) or stride.before is None:
            continue
        counted += 1
        where = f"{JOURNAL} 第 {stride.seq} 行"
        step = dossier.definition(stride.before.version).step(_key(stride.before, stride.event))
        if not isinstance(step, BallotStep):
            yield Flaw(where, "计票的环节不是票决环节")
            continue
        yield from (Flaw(where, one) for one in _count(step, stride.before, stride.event))
        yield from (Flaw(where, one) for one in _end(stride.event, following))
    yield f"计票 {counted} 次"


def _key(state: CaseState, event: BallotCounted) -> str:
    return next((one.key for one in state.steps if one.id == event.id), event.step)


def _count(step: BallotStep, state: CaseState, event: BallotCounted) -> Iterator[str]:
    if event.at is not None or step.meeting:
        yield from of_a_meeting(step, state, event)
        return
    shares = entitled(state, step, event.id)
    tally = Tally(event.due, event.approve, event.reject, event.abstain)
    due, papers = _weight(shares), _weight([one for one in shares if one.decision in _PAPERS])
    if due != tally.due:
        yield f"应到应为 {due}，却记为 {tally.due}"
    if papers != tally.present:
        yield f"实有 {papers} 票，却计为 {tally.present} 票"
    if not step.secret:
        yield from _open_papers(shares, tally)
    if is_quorate(step, tally) != event.quorate:
        yield f"法定人数应为{'达到' if is_quorate(step, tally) else '未达到'}，记录相反"
    if is_passed(step, tally) != event.passed:
        yield f"结果应为{'通过' if is_passed(step, tally) else '未通过'}，记录相反"


def _open_papers(shares: list[AssignmentState], tally: Tally) -> Iterator[str]:
    for choice, said in (("approve", tally.approve), ("reject", tally.reject), ("abstain", tally.abstain)):
        found = _weight([one for one in shares if one.decision == choice])
        if found != said:
            yield f"记名票中 {choice} 应为 {found}，却计为 {said}"


def _end(event: BallotCounted, following: Stride | None) -> Iterator[str]:
    """The count's own consequence is the next line of the same act."""
    settled = following.event if following else None
    end = _ENDS.get((event.quorate, event.passed))
    if not isinstance(settled, StepSettled) or settled.id != event.id or settled.outcome != end:
        yield "计票之后的处理与计票结果不符"


def _weight(shares: list[AssignmentState]) -> int:
    return sum(one.weight for one in shares)
