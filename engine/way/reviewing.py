"""复核: a case that ended without success is looked at again, in time, by people who did not decide in it."""

from datetime import datetime

from engine import commands as c
from engine.deadlines import Calendar, day_text, last_day
from engine.definition import Process
from engine.definition_words import without_marks
from engine.dues import due_at
from engine.refusals import NothingToReview, NotYourUnit, ReviewNeedsCase, ReviewTooLate
from engine.state import CaseState
from engine.working_time import WorkingTime

_DECIDING = ("sign", "ballot", "score", "visit", "record", "determine")


def must_be_reviewable(process: Process, command: c.OpenCase, now: datetime, calendar: Calendar) -> None:
    """Raise ReviewNeedsCase, NothingToReview, NotYourUnit or ReviewTooLate; nothing where both agree."""
    rule, of = process.reviews, command.reviewed
    if rule is None and of is None:
        return
    if rule is None or of is None or of.process not in rule.of:
        raise ReviewNeedsCase(process=process.title)
    if of.ended_at is None or of.granted or of.status not in ("rejected", "determined"):
        raise NothingToReview(number=of.number)
    if of.unit != command.unit.key:
        raise NotYourUnit(unit=of.unit)
    until = due_at(of.ended_at, rule.within, WorkingTime(calendar, process.office_hours))
    if until is not None and now >= until:
        raise ReviewTooLate(
            number=of.number, until=day_text(last_day(until)), clause=without_marks(rule.clause)
        )


def decided_in(state: CaseState) -> tuple[str, ...]:
    """Everybody who decided in a case, in their own name or for others: they do not decide on its review."""
    kinds = {one.id: one.kind for one in state.steps}
    said = [one for one in state.assignments if one.decided_at and kinds[one.step_id] in _DECIDING]
    people = [who for one in said for who in (one.person, one.for_person) if who is not None]
    return tuple(dict.fromkeys(people))
