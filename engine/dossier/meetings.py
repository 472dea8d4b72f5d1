"""会议票决: bases, papers, quorum and threshold of a vote held at a meeting, counted again from its figures."""

from collections.abc import Iterator

from engine.definition import BallotStep
from engine.events import BallotCounted, MeetingVote
from engine.handling.ballots import entitled
from engine.handling.meeting_ballots import holds_at_meeting
from engine.state import CaseState


def of_a_meeting(step: BallotStep, state: CaseState, event: BallotCounted) -> Iterator[str]:
    """What does not hold of the count, each in a sentence."""
    vote = event.at
    if vote is None or not step.meeting:
        yield "会议表决的票数与环节的规定不符：应在会议上表决的不在会议上，或者相反"
        return
    everyone = sum(one.weight for one in entitled(state, step, event.id))
    if everyone != vote.everyone:
        yield f"有表决权的应为 {everyone}，却记为 {vote.everyone}"
    yield from _papers(event, vote)
    quorate, passed = holds_at_meeting(step, event)
    if quorate != event.quorate:
        yield f"法定人数应为{'达到' if quorate else '未达到'}，记录相反"
    if passed != event.passed:
        yield f"结果应为{'通过' if passed else '未通过'}，记录相反"


def _papers(event: BallotCounted, vote: MeetingVote) -> Iterator[str]:
    """Each figure is within the one before: all, due, present, issued, returned."""
    chain = (
        ("应到", event.due, "有表决权的", vote.everyone),
        ("实到", vote.present, "应到", event.due),
        ("发出", vote.issued, "实到", vote.present),
        ("收回", vote.returned, "发出", vote.issued),
    )
    for name, less, other, more in chain:
        if less > more:
            yield f"{name} {less}，多于{other} {more}"
    said = event.approve + event.reject + event.abstain + vote.invalid
    if said != vote.returned:
        yield f"各种票合计 {said}，收回 {vote.returned}"
