"""Between a meeting and the cases on its agenda: which votes wait, who has a share, and what was decided."""

from collections.abc import Sequence
from datetime import datetime

from actions.perform import perform, ready
from engine.definition import BallotStep, Process
from engine.meetings import case_votes
from engine.meetings.agenda import CaseVote, Item
from engine.meetings.events import ItemClosed
from engine.meetings.state import MeetingState
from engine.state import CaseState
from models import cases, processes
from models.reads import meetings as reads
from models.session import Session


def waiting_for(session: Session, organ: str) -> list[Item]:
    """The votes of cases that wait for a meeting of the organ, as items by number of the case."""
    found = [
        case_votes.item_for("", process, state, step, one.step_id)
        for one in reads.open_votes(session)
        for state, process in [_case(session, one.case_id)]
        if isinstance(step := process.step(one.step), BallotStep)
        and step.meeting
        and process.bodies[step.by].organ == organ
    ]
    return numbered(found)


def entitled_in(session: Session, vote: CaseVote) -> tuple[str, ...]:
    """Who has a share in the vote of a case now. Raises NotVotedInMeeting when it has gone on."""
    state, process = _case(session, vote.case)
    return case_votes.entitled_in(process, state, vote)


def tell_case(session: Session, meeting: MeetingState, closed: ItemClosed, *, by: str, now: datetime) -> None:
    """What the meeting decided settles the ballot of its case; a deferred vote waits for the next meeting."""
    vote = next(one.item.case for one in meeting.items if one.item.key == closed.item)
    command = case_votes.told_to_case(meeting, closed, by=by)
    if vote is not None and command is not None:
        perform(session, vote.case, ready(command), by=by, now=now)


def numbered(items: Sequence[Item]) -> list[Item]:
    """The items with keys by their places on the agenda."""
    return [one.model_copy(update={"key": str(n)}) for n, one in enumerate(items, start=1)]


def _case(session: Session, case_id: str) -> tuple[CaseState, Process]:
    record = cases.load(session, case_id)
    if record is None:
        raise LookupError(case_id)
    return record.state, processes.get(session, record.state.version)
