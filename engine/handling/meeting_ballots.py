"""票决 at a meeting: what was counted there settles the case's ballot, by the case's own rules."""

from engine import commands as c
from engine import events as e
from engine.definition import BallotStep, Fraction
from engine.handling.ballots import entitled
from engine.handling.opinions import require_valid
from engine.handling.turns import STANDING
from engine.majorities import reaches
from engine.matter import Matter
from engine.refusals import CaseIsHeld, MembersChanged, NotVotedInMeeting
from engine.state import StepState
from engine.way.routing import reject, settle


def count_at_meeting(matter: Matter, command: c.CountAtMeeting) -> list[e.Event]:
    """Close the ballot with the meeting's figures. Who stayed out of it there has no share in it here.

    Raises NotVotedInMeeting when the case is not at this ballot any more, and MembersChanged when somebody's
    share came or went while papers were out.
    """
    visit, step = _ballot(matter, command.step_id)
    require_valid(matter, step)
    gone = [
        e.AssignmentVacated(id=one.id, by=command.by, reason=command.recused[one.person], recused=True)
        for one in matter.state.share_of(visit.id)
        if one.body == step.by and one.person in command.recused and one.status in STANDING
    ]
    after = matter.after(gone)
    everyone = sum(one.weight for one in entitled(after.state, step, visit.id))
    if everyone != command.vote.everyone:
        raise MembersChanged(number=matter.state.number, here=everyone, there=command.vote.everyone)
    counted = _counted(step, command)
    sentence = f"{command.vote.number} 号会议表决：{_sentence(step, counted)}"
    after = after.after([counted])
    if not counted.passed:
        return [*gone, counted, *reject(after.process, after.state, visit, f"票决未通过：{sentence}")]
    return [*gone, counted, *settle(after.process, after.state, visit, "approved", f"票决通过：{sentence}")]


def holds_at_meeting(step: BallotStep, counted: e.BallotCounted) -> tuple[bool, bool]:
    """Whether quorum and threshold are reached by the figures of a meeting; a dossier asks the same."""
    quorate = reaches(counted.at.present if counted.at else 0, _base(step.quorum, counted), step.quorum)
    return quorate, quorate and reaches(counted.approve, _base(step.threshold, counted), step.threshold)


def _ballot(matter: Matter, step_id: str) -> tuple[StepState, BallotStep]:
    visit = matter.open_visit(step_id)
    step = matter.step_of(visit) if visit else None
    if visit is None or not isinstance(step, BallotStep) or not step.meeting:
        title = step.title if step else "票决"
        raise NotVotedInMeeting(number=matter.state.number, step=title)
    if matter.state.held is not None:
        raise CaseIsHeld(reason=matter.state.held)
    return visit, step


def _counted(step: BallotStep, command: c.CountAtMeeting) -> e.BallotCounted:
    said = e.BallotCounted(
        id=command.step_id,
        step=step.key,
        due=command.due,
        approve=command.approve,
        reject=command.reject,
        abstain=command.abstain,
        quorate=True,
        passed=True,
        at=command.vote,
    )
    quorate, passed = holds_at_meeting(step, said)
    return said.model_copy(update={"quorate": quorate, "passed": passed})


def _base(fraction: Fraction, counted: e.BallotCounted) -> int:
    if counted.at is None:
        return counted.due
    return {"all": counted.at.everyone, "due": counted.due, "present": counted.at.present}[fraction.base]


def _sentence(step: BallotStep, counted: e.BallotCounted) -> str:
    each = "票" if step.weighted else "人"
    there = counted.at.present if counted.at else 0
    need = "不少于" if step.threshold.op == ">=" else "超过"
    base = {"all": "全体人数", "due": "应到人数", "present": "实到人数"}[step.threshold.base]
    return (
        f"应到 {counted.due} {each}，实到 {there} {each}，同意 {counted.approve} 票，"
        f"应{need}{base}的 {step.threshold.num}/{step.threshold.den}"
    )
