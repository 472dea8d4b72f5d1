"""What is done to the places of a round: given, taken back, moved, lapsed. Each booking says by whom and why."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from engine.ledger import verbs
from engine.ledger.booking import Booking
from engine.ledger.lines import Line, changes
from engine.refusals import NoSuchRound, NoSuchUnit
from engine.state import Person
from models import organisation, outbox, places, rounds
from models.correlation import correlation_of
from models.session import Session


def give(
    session: Session,
    round_key: str,
    unit: str,
    number: int,
    *,
    actor: Person,
    now: datetime,
    category: str = "",
    reason: str = "",
    from_reserve: bool = False,
) -> None:
    """Give a unit (more) places, by the notice or from the giver's own reserve.

    Raises NoSuchRound, NoSuchUnit, PlacesOutOfRange, and PlacesNotHeldBack when the reserve is smaller.
    """

    def booked(line: _Lines) -> list[Booking]:
        if not from_reserve:
            return [verbs.given(unit, number, category=category, reason=reason)]
        reserve = line(actor.unit, category)
        return [verbs.given_from_reserve(reserve, unit, number, reason=reason)]

    _book(session, round_key, (actor.unit, unit), booked, actor=actor, now=now)


def keep(
    session: Session,
    round_key: str,
    number: int,
    *,
    actor: Person,
    now: datetime,
    category: str = "",
    reason: str = "",
) -> None:
    """Hold places back in the reserve of the actor's unit (预留). Raises NoSuchRound and PlacesOutOfRange."""

    def booked(_line: _Lines) -> list[Booking]:
        return [verbs.kept(actor.unit, number, category=category, reason=reason)]

    _book(session, round_key, (actor.unit,), booked, actor=actor, now=now)


def take_back(
    session: Session,
    round_key: str,
    unit: str,
    number: int,
    *,
    actor: Person,
    now: datetime,
    reason: str,
    category: str = "",
) -> None:
    """Take unused places back into the reserve of the actor's unit (收回).

    Raises NoSuchRound, NoSuchUnit, CommentMissing, PlacesOutOfRange, PlacesNotLeft.
    """

    def booked(line: _Lines) -> list[Booking]:
        return [verbs.taken_back(line(unit, category), number, to=actor.unit, reason=reason)]

    _book(session, round_key, (actor.unit, unit), booked, actor=actor, now=now)


def move(
    session: Session,
    round_key: str,
    unit: str,
    number: int,
    *,
    to_unit: str,
    actor: Person,
    now: datetime,
    reason: str,
    category: str = "",
    to_category: str = "",
) -> None:
    """Move unused places to another unit or another category (调剂). Raises the same, and MovedNowhere."""

    def booked(line: _Lines) -> list[Booking]:
        own = line(unit, category)
        return [verbs.moved(own, number, unit=to_unit, category=to_category, reason=reason)]

    _book(session, round_key, (unit, to_unit), booked, actor=actor, now=now)


def lapse(session: Session, round_key: str, *, now: datetime, reason: str, by: str | None = None) -> int:
    """Have all that is left or held back lapse: places are not carried over. Twice is once; returns how many.

    Raises NoSuchRound.
    """
    _must_exist(session, round_key)
    places.lock_lines(session, round_key)
    found = verbs.lapsed(places.ledger(session, round_key), reason=reason)
    places.book(session, round_key, found, by=by, now=now)
    return sum(one.places for one in found)


_Lines = Callable[[str, str], Line]
"""The line of a unit in a category, as it stands under its lock."""


def _book(
    session: Session,
    round_key: str,
    units: Sequence[str],
    booked: Callable[[_Lines], list[Booking]],
    *,
    actor: Person,
    now: datetime,
) -> None:
    """Lock the lines first, look at them after: what is judged is what is booked."""
    found = _must_exist(session, round_key)
    known = organisation.names(session, units)
    if missing := [unit for unit in units if unit not in known]:
        raise NoSuchUnit(unit="、".join(missing))
    places.lock_lines(session, round_key, units)

    def line(unit: str, category: str) -> Line:
        return replace(places.line(session, round_key, unit, category), name=known[unit])

    new = booked(line)
    places.book(session, round_key, new, by=actor.id, now=now)
    outbox.put(
        session,
        event="places.booked",
        payload={"round": round_key, "title": found.title, "units": changes(new)},
        now=now,
        correlation=correlation_of(session),
        process=found.process,
    )


def _must_exist(session: Session, round_key: str) -> rounds.Round:
    found = rounds.by_key(session, round_key)
    if found is None:
        raise NoSuchRound(round=round_key)
    return found
