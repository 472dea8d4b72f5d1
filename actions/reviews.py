"""复核: opening the review of a case that ended without success, with a link at both ends."""

from datetime import datetime

from actions.cases import begin, prepared
from actions.perform import perform, ready
from engine.commands import Link, Reviewed
from engine.deadlines import local_date
from engine.definition import Process
from engine.handling.subcases import LINK_LABELS
from engine.refusals import AlreadyLinked, NoSuchCase, NothingToReview
from engine.state import CaseState, Person
from engine.way.reviewing import decided_in
from models import cases, numbers, processes
from models.session import Session


def open_review(session: Session, case_id: str, *, actor: Person, now: datetime) -> str:
    """Begin the review of a case and return the new one's id; who decided in the old one takes no part in it.

    Raises NoSuchCase, NothingToReview, AlreadyLinked to another review, ReviewTooLate and the refusals of opening.
    """
    record = cases.load(session, case_id)
    if record is None:
        raise NoSuchCase
    _must_be_the_first(record.state)
    found = reviewing(session, record.state.process, now=now)
    if found is None:
        raise NothingToReview(number=record.state.number)
    opening = prepared(session, found.key, actor=actor, now=now)
    number = numbers.following(session, opening.series)
    reviewed = _reviewed(record.state, processes.get(session, record.state.version))
    new = begin(session, opening, number, actor=actor, now=now, reviewed=reviewed)
    back = Link(None, "appealed_by", new.id, new.number)
    perform(session, case_id, ready(back), by=actor.id, now=now)
    return new.id


def reviewing(session: Session, process: str, *, now: datetime) -> Process | None:
    """The process of today by which cases of ``process`` are reviewed, if there is one."""
    known = (one for _, one in processes.all_current(session) if one.reviews and process in one.reviews.of)
    today = local_date(now)
    return next((one for one in known if one.valid.first <= today <= one.valid.last), None)


def ended_without_success(state: CaseState, process: Process) -> bool:
    """Whether the case may be looked at again: rejected, or decided and not granted."""
    return state.status == "rejected" or (state.outcome is not None and not process.grants(state.outcome))


def _must_be_the_first(state: CaseState) -> None:
    for one in state.links:
        if one.kind == "appealed_by" and one.removed_at is None:
            raise AlreadyLinked(number=one.number, kind=LINK_LABELS["appealed_by"])


def _reviewed(state: CaseState, process: Process) -> Reviewed:
    determined = [one.settled_at for one in state.steps if one.kind == "determine" and one.settled_at]
    return Reviewed(
        id=state.id,
        number=state.number,
        process=state.process,
        unit=state.unit.key,
        status=state.status,
        granted=process.grants(state.outcome),
        ended_at=determined[-1] if determined else state.closed_at,
        decided_by=decided_in(state),
    )
