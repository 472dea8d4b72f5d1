"""Rounds and their places: for the page 「名额」 and the page to start a nomination."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import text
from sqlalchemy.orm import Session

_PLACES = text("""
    SELECT r.key, r.process, r.title, r.year, r.opened_at, u.key AS unit, u.name AS unit_name, u.direct,
        coalesce(parent.name, '') AS parent_name, q.category, q.places, q.used,
        (SELECT count(*) FROM cases c WHERE c.round = r.key AND c.unit = u.key AND c.closed_at IS NULL) AS open_cases
    FROM rounds r JOIN quota_lines q ON q.round = r.key JOIN units u ON u.key = q.unit
        LEFT JOIN units parent ON parent.key = u.parent
    WHERE (:unit = '' OR u.key = :unit OR u.parent = :unit) AND (q.places > 0 OR q.reserve = 0)
    ORDER BY r.year DESC, r.key, u.direct DESC, parent.name, u.name, q.category""")


@dataclass(frozen=True, slots=True)
class PlacesLine:
    """A unit's places in a round, and how many open cases it has there."""

    unit: str
    unit_name: str
    parent_name: str
    direct: bool
    category: str
    places: int
    used: int
    open_cases: int

    @property
    def left(self) -> int:
        """Places not yet taken."""
        return self.places - self.used


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A round with its lines."""

    key: str
    process: str
    title: str
    year: int
    opened_at: datetime
    lines: Sequence[PlacesLine]

    @property
    def places(self) -> int:
        """Places given in all (to the units shown)."""
        return sum(line.places for line in self.lines)

    @property
    def used(self) -> int:
        """Places taken in all (by the units shown)."""
        return sum(line.used for line in self.lines)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit to which places may be given."""

    key: str
    name: str
    parent_name: str
    direct: bool


def rounds(session: Session, *, unit: str = "") -> list[RoundPage]:
    """The rounds, newest first; with ``unit``, only the lines of that unit and those directly below it."""
    found = session.execute(_PLACES, {"unit": unit}).all()
    pages = []
    for head, rows in groupby(found, key=lambda one: tuple(one[:5])):
        key, process, title, year, opened_at = head
        lines = [
            PlacesLine(
                r.unit, r.unit_name, r.parent_name, r.direct, r.category, r.places, r.used, r.open_cases
            )
            for r in rows
        ]
        pages.append(RoundPage(key, process, title, year, opened_at, lines))
    return pages


def grass_units(session: Session) -> list[UnitLine]:
    """The member unions, directly affiliated ones first, then by their city."""
    asked = text("""
        SELECT u.key, u.name, coalesce(parent.name, ''), u.direct
        FROM units u LEFT JOIN units parent ON parent.key = u.parent
        WHERE u.kind = 'grass' ORDER BY u.direct DESC, parent.name, u.name""")
    return [UnitLine(*row) for row in session.execute(asked)]
