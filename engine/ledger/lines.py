"""The ledger as it is read: for each unit and category what was given, used, moved, lapsed, and what is left."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from engine.ledger.booking import Booking, Holding

Column = Literal["given", "used", "returned", "moved", "taken_back", "lapsed", "left", "reserve"]
COLUMN_LABELS: dict[Column, str] = {
    "given": "下达",
    "moved": "调剂",
    "taken_back": "收回",
    "used": "已用",
    "returned": "退还",
    "lapsed": "作废",
    "left": "剩余",
    "reserve": "预留",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's places in one category. Without a reserve, ``given + moved - taken_back = used + left + lapsed``.

    ``used`` are those in use now; ``returned`` counts places that came back from cases, and may have gone out again.
    ``moved`` is what came from others less what went to them. ``name`` is the unit's, for sentences.
    """

    unit: str
    category: str = ""
    name: str = ""
    given: int = 0
    moved: int = 0
    taken_back: int = 0
    used: int = 0
    returned: int = 0
    lapsed: int = 0
    left: int = 0
    reserve: int = 0

    @property
    def places(self) -> int:
        """What the unit may use in all: in use, or left."""
        return self.used + self.left


def lines(bookings: Iterable[Booking]) -> list[Line]:
    """A line for each unit and category that was ever booked to, in the order of the first booking."""
    found: dict[tuple[str, str], Line] = {}
    for one in bookings:
        for holding in (one.credit, one.debit):
            if holding.unit is not None:
                key = holding.unit, holding.category
                line = found.get(key, Line(*key, name=holding.unit))
                found[key] = _with(line, _counted(one, holding))
    return list(found.values())


def columns_of(booking: Booking, unit: str, category: str) -> list[Column]:
    """The columns of the unit's line that the booking changes: where a click on the figure leads to it."""
    found: dict[Column, int] = defaultdict(int)
    for holding in (booking.credit, booking.debit):
        if (holding.unit, holding.category) == (unit, category):
            for column, places in _counted(booking, holding).items():
                found[column] += places
    return [column for column, places in found.items() if places]


def changes(bookings: Iterable[Booking]) -> dict[str, int]:
    """By how many each unit's own places became more or fewer, of those for which they did."""
    found: Counter[str] = Counter()
    for one in bookings:
        for holding, sign in ((one.debit, 1), (one.credit, -1)):
            if holding.unit is not None and holding.account in ("left", "used"):
                found[holding.unit] += sign * one.places
    return {unit: places for unit, places in found.items() if places}


def _with(line: Line, counted: dict[Column, int]) -> Line:
    changed: dict[str, Any] = {name: getattr(line, name) + places for name, places in counted.items()}
    return replace(line, **changed)


def _counted(booking: Booking, holding: Holding) -> dict[Column, int]:
    """What one side of a booking adds to the columns of its unit's line."""
    places = booking.places if holding == booking.debit else -booking.places
    counted: dict[Column, int] = {}
    if holding.account != "notice":
        counted[holding.account] = places
    match booking.verb, holding.account:
        case ("give", "left") | ("use_apart", "used"):
            counted["given"] = places
        case "move", "left":
            counted["moved"] = places
        case "take_back", "left":
            counted["taken_back"] = -places
        case "return", "used":
            counted["returned"] = -places
            if booking.debit.account == "notice":
                counted["given"] = places
    return counted
