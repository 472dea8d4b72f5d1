"""What is done to places, each verb with its accounts: the only place that says which goes where."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from engine.handling.guards import must_explain
from engine.ledger.booking import APART, NOTICE, VERB_LABELS, Booking, Holding
from engine.ledger.lines import Line
from engine.refusals import MovedNowhere, PlacesNotHeldBack, PlacesNotLeft, PlacesOutOfRange

MOST_PLACES = 999
Act = Literal["give", "give_from_reserve", "keep", "take_back", "move"]
"""What a person may do to places; a case takes and returns them, the close of the round has them lapse."""

ACT_LABELS: dict[Act, str] = {
    "give": "下达（追加）",
    "give_from_reserve": "从预留中追加",
    "keep": "预留",
    "take_back": "收回未用",
    "move": "调剂",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants done to places of ``unit`` in ``category``; a move says whereto, taking back says why."""

    act: Act
    unit: str
    places: int
    category: str = ""
    reason: str = ""
    to_unit: str = ""
    to_category: str = ""

    @property
    def units(self) -> frozenset[str]:
        """The units it names."""
        return frozenset({self.unit, self.to_unit} - {""})


def booking_for(asked: Asked, line: Callable[[str, str], Line], *, holder: str) -> Booking:
    """What is booked when ``asked`` is done by a level that has its reserve under ``holder``.

    ``line`` says how the places of a unit in a category stand. Raises the refusals of the verbs below.
    """
    match asked.act:
        case "give":
            return given(asked.unit, asked.places, category=asked.category, reason=asked.reason)
        case "give_from_reserve":
            reserve = line(holder, asked.category)
            return given_from_reserve(reserve, asked.unit, asked.places, reason=asked.reason)
        case "keep":
            return kept(holder, asked.places, category=asked.category, reason=asked.reason)
        case "take_back":
            own = line(asked.unit, asked.category)
            return taken_back(own, asked.places, to=holder, reason=asked.reason)
        case "move":
            own = line(asked.unit, asked.category)
            whereto = asked.to_unit or asked.unit
            return moved(own, asked.places, unit=whereto, category=asked.to_category, reason=asked.reason)


def given(unit: str, places: int, *, category: str = "", reason: str = "") -> Booking:
    """下达: a unit gets places by the notice, the first time or more of them. Raises PlacesOutOfRange."""
    _must_be_sensible(places)
    return Booking("give", NOTICE, Holding("left", unit, category), places, reason)


def kept(unit: str, places: int, *, category: str = "", reason: str = "") -> Booking:
    """预留: a level holds places back, to give them later. Raises PlacesOutOfRange."""
    _must_be_sensible(places)
    return Booking("keep", NOTICE, Holding("reserve", unit, category), places, reason)


def given_from_reserve(holder: Line, unit: str, places: int, *, reason: str = "") -> Booking:
    """追加: places that a level held back go to a unit. Raises PlacesOutOfRange and PlacesNotHeldBack."""
    _must_be_sensible(places)
    if holder.reserve < places:
        raise PlacesNotHeldBack(unit=holder.name, reserve=holder.reserve, asked=places)
    credit = Holding("reserve", holder.unit, holder.category)
    return Booking("give", credit, Holding("left", unit, holder.category), places, reason)


def taken_back(line: Line, places: int, *, to: str, reason: str) -> Booking:
    """收回: what the unit has not used goes to the reserve of the level ``to``.

    Raises CommentMissing, PlacesOutOfRange and PlacesNotLeft: what is in use is not taken back.
    """
    must_explain(VERB_LABELS["take_back"], reason)
    _must_be_left(line, places, VERB_LABELS["take_back"])
    debit = Holding("reserve", to, line.category)
    return Booking("take_back", Holding("left", line.unit, line.category), debit, places, reason)


def moved(line: Line, places: int, *, unit: str, category: str, reason: str) -> Booking:
    """调剂: unused places go to another unit, or to another category. Raises the same, and MovedNowhere."""
    must_explain(VERB_LABELS["move"], reason)
    if (unit, category) == (line.unit, line.category):
        raise MovedNowhere
    _must_be_left(line, places, VERB_LABELS["move"])
    return Booking(
        "move", Holding("left", line.unit, line.category), Holding("left", unit, category), places, reason
    )


def used(unit: str, category: str, case: str) -> Booking:
    """占用: a case takes a place. That there is one was checked under the lock; the database checks it again."""
    return Booking("use", Holding("left", unit, category), Holding("used", unit, category), 1, case=case)


def used_apart(unit: str, case: str) -> Booking:
    """单列占用: a case outside the quota is counted, straight from the notice, in a category of its own."""
    return Booking("use_apart", NOTICE, Holding("used", unit, APART), 1, case=case)


def returned(unit: str, category: str, case: str) -> Booking:
    """退还: the case gives its place back to the unit; one outside the quota gives it back to nobody."""
    debit = NOTICE if category == APART else Holding("left", unit, category)
    return Booking("return", Holding("used", unit, category), debit, 1, case=case)


def lapsed(lines: Iterable[Line], *, reason: str) -> list[Booking]:
    """作废: whatever is left or held back when the round closes is not carried over (名额不结转)."""
    return [
        Booking("lapse", credit, Holding("lapsed", line.unit, line.category), places, reason)
        for line in lines
        for credit, places in (
            (Holding("left", line.unit, line.category), line.left),
            (Holding("reserve", line.unit, line.category), line.reserve),
        )
        if places
    ]


def _must_be_left(line: Line, places: int, act: str) -> None:
    _must_be_sensible(places)
    if line.left < places:
        raise PlacesNotLeft(unit=line.name, left=line.left, act=act, asked=places)


def _must_be_sensible(places: int) -> None:
    if not 1 <= places <= MOST_PLACES:
        raise PlacesOutOfRange(most=MOST_PLACES, places=places)
