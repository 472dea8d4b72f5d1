"""Monitoring in JSON: how households stand, who comes in, what happened, the data of a month, visits."""

from fastapi import APIRouter, Request

from actions import monitoring_events, month_data, population
from actions.relapse_visits import Report
from models.reads import relapse
from web.api.v1.paging import Paged
from web.api.v1.shapes import monitoring as shapes
from web.api.v1.speaker import Speaker
from web.monitoring.boards import Asked
from web.monitoring.visits import put_on_file
from web.monitoring.watching import month_of, seen, unit_of, watcher_of
from web.pages import office_of
from web.speaking import transaction

router = APIRouter(prefix="/monitoring")


@router.get("/board")
def board(request: Request, speaker: Speaker) -> list[shapes.City]:
    """How the households of the speaker's units stand, city by city."""
    watcher = watcher_of(request, speaker)
    with transaction(request) as session:
        return [shapes.City.model_validate(one) for one in relapse.board(session, watcher.units)]


@router.get("/households")
def households(
    request: Request,
    speaker: Speaker,
    paged: Paged,
    *,
    city: str = "",
    grade: str = "",
    only: str = "",
    month: str = "",
    q: str = "",
) -> shapes.Households:
    """The households that fit, the worst first: of a ``city``, a ``grade`` (red … green), by number (``q``).

    ``only`` is never for those never checked, gap for those with a gap, signal for those with an open signal;
    ``month`` (2022-11) asks how they stood in it.
    """
    watcher = watcher_of(request, speaker)
    asked = Asked(city=city, grade=grade, only=only, month=month, q=q)
    with transaction(request) as session:
        found, total = relapse.households(
            session, watcher.units, asked.narrowed, limit=paged.size, offset=paged.skip
        )
    paged.tell(total)
    return shapes.Households(total=total, households=[shapes.Household.model_validate(one) for one in found])


@router.post("/households", status_code=201)
def let_in(request: Request, speaker: Speaker, said: shapes.NewHousehold) -> shapes.Household:
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
        return shapes.Household.model_validate(seen(session, watcher, said.file_number))


@router.post("/events", status_code=201)
def happened(request: Request, speaker: Speaker, said: shapes.Happened) -> shapes.Signal:
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
    return shapes.Signal(signal=signal)


@router.post("/months")
def month(request: Request, speaker: Speaker, said: shapes.NewMonth) -> shapes.Taken:
    """Take in the data of a month: all lines or none."""
    watcher, period = watcher_of(request, speaker), month_of(said.period)
    lines = [(one.file_number, one.facts) for one in said.lines]
    with transaction(request) as session:
        count = month_data.take_in(
            session, period, lines, now=speaker.now, units=watcher.units, with_gaps=said.with_gaps
        )
        if said.tried:
            session.rollback()
    return shapes.Taken(households=count)


@router.post("/visits")
def visits(request: Request, speaker: Speaker, said: shapes.Visits) -> shapes.Taken:
    """Put on file what became of visits: of all or of none."""
    reports = [Report(one.visit, one.done_on, one.missed_why, one.findings) for one in said.reports]
    return shapes.Taken(households=put_on_file(request, watcher_of(request, speaker), reports))
