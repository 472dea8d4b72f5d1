"""What is done to the places of a round: given, taken back, moved, lapsed. Each booking says by whom and why."""

from dataclasses import replace
from datetime import datetime

from engine.ledger.lines import Line, changes
from engine.ledger.verbs import Asked, booking_for, lapsed
from engine.refusals import NoSuchRound, NoSuchUnit
from engine.state import Person
from models import organisation, outbox, places, rounds
from models.correlation import correlation_of
from models.session import Session


def book(session: Session, round_key: str, asked: Asked, *, actor: Person, now: datetime) -> None:
    """Give, hold back, take back or move places; the units concerned are told.

    Raises NoSuchRound, NoSuchUnit, and what the verb refuses: CommentMissing, PlacesOutOfRange, PlacesNotLeft,
    PlacesNotHeldBack, MovedNowhere.
    """
    found = _must_exist(session, round_key)
    units = {actor.unit, *asked.units}
    known = organisation.names(session, units)
    if missing := units - known.keys():
        raise NoSuchUnit(unit="、".join(sorted(missing)))
    places.lock_lines(session, round_key, units)

    def line(unit: str, category: str) -> Line:
        return replace(places.line(session, round_key, unit, category), name=known[unit])

    new = booking_for(asked, line, holder=actor.unit)
    places.book(session, round_key, [new], by=actor.id, now=now)
    outbox.put(
        session,
        event="places.booked",
        payload={"round": round_key, "title": found.title, "units": changes([new])},
        now=now,
        correlation=correlation_of(session),
        process=found.process,
    )


def lapse(session: Session, round_key: str, *, now: datetime, reason: str, by: str | None = None) -> int:
    """Have all that is left or held back lapse: places are not carried over. Twice is once; returns how many.

    Raises NoSuchRound.
    """
    _must_exist(session, round_key)
    places.lock_lines(session, round_key)
    found = lapsed(places.ledger(session, round_key), reason=reason)
    places.book(session, round_key, found, by=by, now=now)
    return sum(one.places for one in found)


def _must_exist(session: Session, round_key: str) -> rounds.Round:
    found = rounds.by_key(session, round_key)
    if found is None:
        raise NoSuchRound(round=round_key)
    return found
