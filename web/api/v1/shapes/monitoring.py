"""Households under monitoring: how they stand, what happened, months and visits."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from engine.relapse.population import Reason
from engine.relapse.rules import Fact
from engine.relapse.visit_table import Missed
from web.api.v1.shapes.base import In, Out

Whose = Literal["mine", "open", "late", "all"]


class City(Out):
    """One city: households by grade (green, yellow, orange, red), never checked, with a gap, with an open signal."""

    city: str
    grades: tuple[int, int, int, int]
    never: int
    gaps: int
    signals: int
    total: int


class Household(Out):
    """How a household stands; ``grade`` is 0 green to 3 red, null when it was never checked."""

    file_number: str
    unit: str
    city: str
    grade: int | None
    checked: date | None
    reason: str | None
    gap: date | None
    case_id: str | None


class Households(BaseModel):
    """The worst first, and how many fit."""

    total: int
    households: list[Household]


class NewHousehold(In):
    """Who comes under monitoring, and why from which day on."""

    file_number: str
    unit: str
    reason: Reason
    since: date
    place: str = Field("", max_length=200, description="where visitors go; kept sealed")


class Happened(In):
    """What happened to a household; ``kind`` is the key of an event in the rules."""

    file_number: str
    kind: str
    happened_on: date


class Signal(BaseModel):
    """The signal that an event opened or came to; null within the cool-down."""

    signal: int | None


class MonthLine(In):
    """What is known of one household; a fact left out is unknown."""

    file_number: str
    facts: dict[Fact, Decimal | None]


class NewMonth(In):
    """The data of a month; ``tried`` keeps nothing, ``with_gaps`` says that who is left out has no data."""

    period: str = Field(description="e.g. 2022-11")
    lines: list[MonthLine]
    tried: bool = False
    with_gaps: bool = False


class Taken(BaseModel):
    """How many households were taken in, or would be."""

    households: int


class VisitReport(In):
    """What became of a visit: done on a day, or missed for a reason."""

    visit: int
    done_on: date | None = None
    missed_why: Missed | None = None
    findings: str = Field("", max_length=1000)


class Visits(In):
    """Several of them, put on file together or not at all."""

    reports: list[VisitReport]


class Check(Out):
    """A check of a month, or a gap where ``grade`` is null."""

    period: date
    version: str
    found: int | None = Field(description="the grade as found, before hysteresis")
    grade: int | None
    reason: str | None
    why: list[str]


class SignalLine(Out):
    """A signal and its case."""

    id: int
    file_number: str
    unit_name: str
    grade: int
    reason: str | None
    opened: date
    closed: date | None
    closed_as: str | None
    no_case_because: str | None
    case_id: str | None
    case_number: str | None


class Visit(Out):
    """A visit: where, by whom, until when, and what became of it."""

    id: int
    file_number: str
    unit: str
    place: str | None
    grade: int
    how: str
    people: int
    visitor: str | None
    visitor_name: str | None
    second_name: str | None
    due_on: date
    done_on: date | None
    missed_why: str | None
    findings: str | None


class Course(BaseModel):
    """All that is known of a household under monitoring."""

    household: Household
    checks: list[Check]
    signals: list[SignalLine]
    visits: list[Visit]


class Place(In):
    """Where visitors go; empty to forget it."""

    place: str = Field(max_length=200)


class Visitors(In):
    """Who goes, by id; ``second`` where two have to."""

    visitor: str
    second: str = ""
