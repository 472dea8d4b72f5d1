"""The ballot of a case as an item of a meeting, and what the meeting's result is to the case."""

from engine.commands import CountAtMeeting
from engine.deadlines import local_date
from engine.definition import BallotStep, Fraction, Process
from engine.events import MeetingVote
from engine.handling.ballots import entitled
from engine.meetings.agenda import CaseVote, Item
from engine.meetings.counting import ballot_of
from engine.meetings.events import ItemClosed
from engine.meetings.running import item_of
from engine.meetings.state import Counted, ItemState, MeetingState
from engine.refusals import NotVotedInMeeting
from engine.state import CaseState
from engine.votes.question import Part, VoteRules

_TELLS = ("passed", "failed")


def item_for(key: str, process: Process, state: CaseState, step: BallotStep, step_id: str) -> Item:
    """The vote on a case, by the rules of its step, with those who have a share in it now."""
    return Item(
        key=key,
        kind="case",
        title=f"{state.number}　{state.subject or ''}（{state.unit.name}）：{process.title}·{step.title}",
        rules=VoteRules(quorum=_part(step.quorum), majority=_part(step.threshold)),
        clause=step.source,
        secret=step.secret,
        weighted=step.weighted,
        case=CaseVote(
            case=state.id, number=state.number, step_id=step_id, entitled=_people(state, step, step_id)
        ),
    )


def _part(fraction: Fraction) -> Part:
    return Part(op=fraction.op, num=fraction.num, den=fraction.den, base=fraction.base)


def _people(state: CaseState, step: BallotStep, step_id: str) -> tuple[str, ...]:
    return tuple(one.person for one in entitled(state, step, step_id))


def entitled_in(process: Process, state: CaseState, vote: CaseVote) -> tuple[str, ...]:
    """Who has a share in the vote now. Raises NotVotedInMeeting when the case has gone on, or waits."""
    visit = next((one for one in state.steps if one.id == vote.step_id), None)
    step = process.step(visit.key) if visit else None
    stands = visit is not None and visit.status == "open" and not state.closed_at and not state.held
    if not stands or not isinstance(step, BallotStep) or not step.meeting:
        raise NotVotedInMeeting(number=vote.number, step=step.title if step else "票决")
    return _people(state, step, vote.step_id)


def told_to_case(meeting: MeetingState, closed: ItemClosed, *, by: str) -> CountAtMeeting | None:
    """What the case of a closed item is asked; None when there is none, or the vote waits for another meeting."""
    one = item_of(meeting, closed.item)
    vote, counted = one.item.case, one.ballots[-1].counted if one.ballots else None
    if vote is None or counted is None or closed.outcome not in _TELLS:
        return None
    return CountAtMeeting(
        step_id=vote.step_id,
        due=counted.due,
        approve=counted.papers.agree,
        reject=counted.papers.against,
        abstain=counted.papers.abstain,
        vote=_vote(meeting, one, counted),
        recused=one.recused,
        by=by,
    )


def _vote(meeting: MeetingState, one: ItemState, counted: Counted) -> MeetingVote:
    return MeetingVote(
        meeting=meeting.id,
        number=meeting.number,
        item=one.item.key,
        held_on=local_date(meeting.opened_at or meeting.meets_at).isoformat(),
        everyone=counted.everyone,
        present=counted.present,
        issued=counted.papers.issued,
        returned=counted.papers.returned,
        invalid=counted.papers.invalid,
        tellers=tuple(teller.name for teller in counted.tellers),
        ballots=ballot_of(one).n,
    )
