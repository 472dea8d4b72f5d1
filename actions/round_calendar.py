"""The calendar of a round: kept by the clock, moved or ended early by an officer."""

from collections.abc import Sequence
from datetime import date, datetime

from actions.round_acts import definition_of, locked, store
from engine.deadlines import local_date
from engine.rounds import keeping
from engine.rounds.events import RoundEvent
from engine.rounds.planning import Span, grace_of, reschedule
from engine.state import Person
from models import calendars, round_phases
from models.session import Session


def keep_to_calendar(session: Session, round_key: str, *, now: datetime) -> list[RoundEvent]:
    """The clock opens and closes what is due by now; asked again it does nothing. Raises NoSuchRound."""
    found = locked(session, round_key, now=now)
    events = keeping.by_the_clock(found.state, found.gates, now)
    store(session, found, events, by=None, now=now)
    return events


def due_rounds(session: Session, *, now: datetime) -> Sequence[str]:
    """The rounds for which the clock has something to do, without a lock."""
    return round_phases.turning(session, local_date(now))


def move_phase(
    session: Session,
    round_key: str,
    phase: str,
    *,
    opens_on: date | None = None,
    closes_on: date,
    reason: str,
    actor: Person,
    now: datetime,
) -> None:
    """Give a part of the calendar other days (延期、改期), with the reason; without ``opens_on`` it begins as before.

    Raises NoSuchRound, NoSuchPhase, CommentMissing, and CalendarUnfit with every day that does not fit.
    """
    found = locked(session, round_key, now=now)
    known = found.state.phase(phase)
    first = opens_on or (known.opens_on if known else closes_on)
    plan = definition_of(session, found.state, now=now).round
    event = reschedule(
        found.state, phase, Span(first, closes_on), reason,
        grace=grace_of(plan), now=now, calendar=calendars.of(session),
    )  # fmt: skip
    store(session, found, [event], by=actor.id, now=now)
    keep_to_calendar(session, round_key, now=now)


def close_phase(session: Session, round_key: str, phase: str, *, actor: Person, now: datetime) -> None:
    """End a part of the calendar before its time; the clock does not open it again. Raises PhaseAlready."""
    found = locked(session, round_key, now=now)
    events = keeping.close_phase(found.state, phase, found.gates)
    store(session, found, events, by=actor.id, now=now)
