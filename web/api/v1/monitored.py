"""One household under monitoring in JSON, open signals, and visits: who goes where until when."""

from fastapi import APIRouter, Request

from actions.population import leave, set_place
from actions.relapse_cases import open_for
from actions.relapse_visits import send
from models import relapse_visits
from models.reads import relapse_course
from models.relapse_visits import VisitLine
from models.sealing import Seal
from web.api.v1.paging import Paged
from web.api.v1.shapes import monitoring as shapes
from web.api.v1.speaker import Speaker
from web.monitoring.visits import found
from web.monitoring.watching import overseer, seen, watcher_of
from web.pages import office_of
from web.speaking import transaction

router = APIRouter(prefix="/monitoring")


@router.get("/households/{number}")
def course(request: Request, speaker: Speaker, number: str) -> shapes.Course:
    """How a household stands, its checks latest first, its signals and visits; nobody's name."""
    watcher, seal = watcher_of(request, speaker), office_of(request).seal
    with transaction(request) as session:
        standing = seen(session, watcher, number)
        visits = relapse_visits.lines(session, relapse_visits.of_household(standing.id))
        return shapes.Course(
            household=shapes.Household.model_validate(standing),
            checks=[
                shapes.Check.model_validate(one) for one in relapse_course.checks_of(session, standing.id)
            ],
            signals=[
                shapes.SignalLine.model_validate(one)
                for one in relapse_course.signals_of(session, standing.id)
            ],
            visits=[_visit(one, seal) for one in visits],
        )


@router.post("/households/{number}/place", status_code=204)
def move(request: Request, speaker: Speaker, number: str, said: shapes.Place) -> None:
    """Keep where visitors go; it is sealed."""
    watcher = watcher_of(request, speaker)
    with transaction(request) as session:
        seen(session, watcher, number)
        set_place(session, number, said.place, seal=office_of(request).seal)


@router.post("/households/{number}/end", status_code=204)
def end(request: Request, speaker: Speaker, number: str) -> None:
    """No reason holds any more; for those who look after monitoring of all units."""
    overseer(watcher_of(request, speaker))
    with transaction(request) as session:
        leave(session, number, "by_hand", now=speaker.now)


@router.get("/signals")
def signals(request: Request, speaker: Speaker, paged: Paged) -> list[shapes.SignalLine]:
    """Open signals and their cases."""
    watcher = watcher_of(request, speaker)
    with transaction(request) as session:
        return [
            shapes.SignalLine.model_validate(one)
            for one in paged.of(relapse_course.open_signals(session, watcher.units))
        ]


@router.post("/signals/{signal}/case", status_code=204)
def open_case(request: Request, speaker: Speaker, signal: int) -> None:
    """Open the case of a signal that has none yet; for those who look after monitoring of all units."""
    overseer(watcher_of(request, speaker))
    with transaction(request) as session:
        open_for(session, signal, now=speaker.now)


@router.get("/visits")
def visits(
    request: Request, speaker: Speaker, paged: Paged, whose: shapes.Whose = "open"
) -> list[shapes.Visit]:
    """Visits with their places: one's own (``mine``), those that are ``open``, ``late``, or ``all``."""
    watcher, seal = watcher_of(request, speaker), office_of(request).seal
    with transaction(request) as session:
        return [_visit(one, seal) for one in paged.of(found(session, watcher, whose))]


@router.post("/visits/{visit}/visitors", status_code=204)
def let_go(request: Request, speaker: Speaker, visit: int, said: shapes.Visitors) -> None:
    """Let other people of the household's unit go."""
    watcher = watcher_of(request, speaker)
    with transaction(request) as session:
        send(session, visit, said.visitor, said.second, actor=watcher.person)


def _visit(one: VisitLine, seal: Seal) -> shapes.Visit:
    told = shapes.Visit.model_validate(one)
    opened = {name: seal.open(kept) for name in ("place", "findings") if (kept := getattr(one, name))}
    return told.model_copy(update={"place": "", "findings": "", **opened})
