"""Monitoring in JSON: how households stand, who comes in, what happened, the data of a month, visits."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from actions import monitoring_events, month_data, population
from actions.relapse_visits import Report
from engine.relapse.population import Reason
from engine.relapse.rules import Fact
from engine.relapse.visit_table import Missed
from models.reads import relapse
from web.api.v1.speaker import Speaker
from web.monitoring import Asked
from web.pages import office_of
from web.relapse_visits import put_on_file
from web.speaking import transaction
from web.watching import month_of, seen, unit_of, watcher_of

router = APIRouter(prefix="/monitoring")


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class City(_Out):
    """One city: households by grade (green, yellow, orange, red), never checked, with a gap, with an open signal."""

    city: str
    grades: tuple[int, int, int, int]
    never: int
    gaps: int
    signals: int
    total: int


class Household(_Out):
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


class NewHousehold(_In):
    """Who comes under monitoring, and why from which day on."""

    file_number: str
    unit: str
    reason: Reason
    since: date
    place: str = Field("", max_length=200, description="where visitors go; kept sealed")


class Happened(_In):
    """What happened to a household; ``kind`` is the key of an event in the rules."""

    file_number: str
    kind: str
    happened_on: date


class Signal(BaseModel):
    """The signal that an event opened or came to; null within the cool-down."""

    signal: int | None


class MonthLine(_In):
    """What is known of one household; a fact left out is unknown."""

    file_number: str
    facts: dict[Fact, Decimal | None]


class NewMonth(_In):
    """The data of a month; ``tried`` keeps nothing, ``with_gaps`` says that who is left out has no data."""

    period: str = Field(description="e.g. 2022-11")
    lines: list[MonthLine]
    tried: bool = False
    with_gaps: bool = False


class Taken(BaseModel):
    """How many households were taken in, or would be."""

    households: int


class VisitReport(_In):
    """What became of a visit: done on a day, or missed for a reason."""

    visit: int
    done_on: date | None = None
    missed_why: Missed | None = None
    findings: str = Field("", max_length=1000)


class Visits(_In):
    """Several of them, put on file together or not at all."""

    reports: list[VisitReport]


@router.get("/board")
def board(request: Request, speaker: Speaker) -> list[City]:
    """How the households of the speaker's units stand, city by city."""
    watcher = watcher_of(request, speaker)
    with transaction(request) as session:
        return [City.model_validate(one) for one in relapse.board(session, watcher.units)]


@router.get("/households")
def households(request: Request, speaker: Speaker, asked: Annotated[Asked, Query()]) -> Households:
    """The households that fit, at most 300 of them."""
    watcher = watcher_of(request, speaker)
    with transaction(request) as session:
        found, total = relapse.households(session, watcher.units, asked.narrowed)
    return Households(total=total, households=[Household.model_validate(one) for one in found])


@router.post("/households", status_code=201)
def let_in(request: Request, speaker: Speaker, said: NewHousehold) -> Household:
    """A household comes under monitoring."""
    watcher = watcher_of(request, speaker)
    with transaction(request) as session:
        population.enter(
            session,
            said.file_number,
            unit_of(watcher, said.unit),
            said.reason,
            since=said.since,
            rules=watcher.population_rules,
            actor=watcher.person,
            now=speaker.now,
        )
        if said.place:
            population.set_place(session, said.file_number, said.place, seal=office_of(request).seal)
        return Household.model_validate(seen(session, watcher, said.file_number))


@router.post("/events", status_code=201)
def happened(request: Request, speaker: Speaker, said: Happened) -> Signal:
    """Put on file what happened; it opens a signal at once, and its case."""
    watcher = watcher_of(request, speaker)
    with transaction(request) as session:
        seen(session, watcher, said.file_number)
        signal = monitoring_events.record(
            session,
            said.file_number,
            said.kind,
            happened_on=said.happened_on,
            rules=watcher.rules,
            actor=watcher.person,
            now=speaker.now,
        )
    return Signal(signal=signal)


@router.post("/months")
def month(request: Request, speaker: Speaker, said: NewMonth) -> Taken:
    """Take in the data of a month: all lines or none."""
    watcher, period = watcher_of(request, speaker), month_of(said.period)
    lines = [(one.file_number, one.facts) for one in said.lines]
    with transaction(request) as session:
        count = month_data.take_in(
            session, period, lines, now=speaker.now, units=watcher.units, with_gaps=said.with_gaps
        )
        if said.tried:
            session.rollback()
    return Taken(households=count)


@router.post("/visits")
def visits(request: Request, speaker: Speaker, said: Visits) -> Taken:
    """Put on file what became of visits: of all or of none."""
    reports = [Report(one.visit, one.done_on, one.missed_why, one.findings) for one in said.reports]
    return Taken(households=put_on_file(request, watcher_of(request, speaker), reports))
