"""Between a meeting and the cases on its agenda: which votes wait, who has a share, and what was decided."""

from collections.abc import Sequence
from datetime import datetime

from actions.perform import perform
from engine.ballots import entitled
from engine.commands import CountAtMeeting
from engine.deadlines import local_date
from engine.definition import BallotStep, Process
from engine.events import MeetingVote
from engine.meetings.agenda import CaseVote, Item
from engine.meetings.counting import ballot_of
from engine.meetings.events import ItemClosed
from engine.meetings.running import item_of
from engine.meetings.state import Counted, ItemState, MeetingState
from engine.refusals import NotVotedInMeeting
from engine.state import CaseState
from engine.votes.question import Part, VoteRules
from models import cases, processes
from models.reads import meetings as reads
from models.session import Session

_TELLS = ("passed", "failed")


def waiting_for(session: Session, organ: str) -> list[Item]:
    """The votes of cases that wait for a meeting of the organ, as items; each with a key by its place."""
    found = [
        (state, process, step, one.step_id)
        for one in reads.open_votes(session)
        for state, process in [_case(session, one.case_id)]
        if isinstance(step := process.step(one.step), BallotStep)
        and step.meeting
        and process.bodies[step.by].organ == organ
    ]
    return [
        _item(str(n), state, process, step, step_id)
        for n, (state, process, step, step_id) in enumerate(found, start=1)
    ]


def _item(key: str, state: CaseState, process: Process, step: BallotStep, step_id: str) -> Item:
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


def _part(fraction: object) -> Part:
    return Part.model_validate(fraction, from_attributes=True)


def _people(state: CaseState, step: BallotStep, step_id: str) -> tuple[str, ...]:
    return tuple(one.person for one in entitled(state, step, step_id))


def entitled_in(session: Session, vote: CaseVote, title: str) -> tuple[str, ...]:
    """Who has a share in the vote of a case now. Raises NotVotedInMeeting when it has gone on."""
    state, process = _case(session, vote.case)
    visit = next((one for one in state.steps if one.id == vote.step_id and one.status == "open"), None)
    step = process.step(visit.key) if visit else None
    if not isinstance(step, BallotStep) or not step.meeting or state.closed_at or state.held:
        raise NotVotedInMeeting(number=vote.number, step=step.title if step else title)
    return _people(state, step, vote.step_id)


def tell_case(session: Session, meeting: MeetingState, closed: ItemClosed, *, by: str, now: datetime) -> None:
    """What the meeting decided settles the ballot of its case; a deferred vote waits for the next meeting."""
    one = item_of(meeting, closed.item)
    vote, counted = one.item.case, one.ballots[-1].counted if one.ballots else None
    if vote is None or counted is None or closed.outcome not in _TELLS:
        return
    command = CountAtMeeting(
        step_id=vote.step_id,
        due=counted.due,
        approve=counted.papers.agree,
        reject=counted.papers.against,
        abstain=counted.papers.abstain,
        vote=_vote(meeting, one, counted),
        recused=one.recused,
        by=by,
    )
    perform(session, vote.case, lambda _state, _process: command, by=by, now=now)


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


def numbered(items: Sequence[Item]) -> list[Item]:
    """The items with keys by their places on the agenda."""
    return [one.model_copy(update={"key": str(n)}) for n, one in enumerate(items, start=1)]


def _case(session: Session, case_id: str) -> tuple[CaseState, Process]:
    record = cases.load(session, case_id)
    if record is None:
        raise LookupError(case_id)
    return record.state, processes.get(session, record.state.version)
