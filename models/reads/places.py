"""The ledger of places as a page shows it: lines with the units' names, and the bookings behind a figure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from engine.ledger.booking import Booking
from engine.ledger.lines import Column, Line, columns_of
from models import places
from models.organisation import names

_SHOWN = text("SELECT key FROM units WHERE :unit = '' OR key = :unit OR parent = :unit")
_PEOPLE = text("SELECT id::text, name FROM people WHERE id = ANY(CAST(:ids AS uuid[]))")
_CASES = text("SELECT id::text, number FROM cases WHERE id = ANY(CAST(:ids AS uuid[]))")


@dataclass(frozen=True, slots=True)
class BookingLine:
    """A booking with the names of those it is about; ``number`` is that of the case that took or returned a place."""

    booking: Booking
    id: int
    at: datetime
    by_name: str
    from_unit: str
    to_unit: str
    number: str


def ledger(session: Session, round_key: str, *, unit: str = "") -> list[Line]:
    """The lines of a round by unit name; with ``unit``, those of the unit and of the ones directly below it."""
    shown = set(session.scalars(_SHOWN, {"unit": unit}))
    lines = [one for one in places.ledger(session, round_key) if one.unit in shown]
    called = names(session, {one.unit for one in lines})
    named = [replace(one, name=called[one.unit]) for one in lines]
    return sorted(named, key=lambda one: (one.name, one.category))


def booked(
    session: Session, round_key: str, unit: str, category: str, column: Column | None = None
) -> list[BookingLine]:
    """The bookings of one line, first to last; with ``column``, those that make up that figure."""
    rows = [
        row
        for row in places.bookings(session, round_key, unit=unit)
        if (changed := columns_of(row.booking, unit, category)) and (column is None or column in changed)
    ]
    units = names(session, {one for row in rows for one in (row.credit_unit, row.debit_unit) if one})
    people = dict(_named(session, _PEOPLE, [row.by for row in rows if row.by]))
    numbers = dict(_named(session, _CASES, [row.case_id for row in rows if row.case_id]))
    return [
        BookingLine(
            row.booking,
            row.id,
            row.at,
            people.get(row.by or "", ""),
            units.get(row.credit_unit or "", ""),
            units.get(row.debit_unit or "", ""),
            numbers.get(row.case_id or "", ""),
        )
        for row in rows
    ]


def _named(session: Session, asked: TextClause, ids: Sequence[str]) -> list[tuple[str, str]]:
    return [(key, name) for key, name in session.execute(asked, {"ids": list(ids)})]
