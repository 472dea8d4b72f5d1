"""One household under monitoring: why and since when, every check with its reason, events, signals, cases, visits."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from actions.monitoring_events import record
from actions.population import leave, set_place
from engine.refusals import Refusal
from engine.relapse.rules import GRADES
from models import population, relapse_visits
from models.reads import relapse_course
from models.relapse_visits import VisitLine
from models.session import Session
from web.errors import sentence_of, status_of
from web.monitoring.watching import Overseeing, Watcher, Watching, dated, seen
from web.pages import office_of, render
from web.speaking import Posted, said, transaction

router = APIRouter(prefix="/monitoring/households/{number}")


@router.get("")
def page(request: Request, watcher: Watching, number: str) -> Response:
    """All that is known of the household, and nobody's name."""
    return _page(request, watcher, number)


@router.post("/events")
def happened(request: Request, watcher: Watching, form: Posted, number: str) -> Response:
    """Put on file what happened; it opens a signal at once."""
    try:
        with transaction(request) as session:
            seen(session, watcher, number)
            day = dated(said(form, "happened_on"))
            record(
                session,
                number,
                said(form, "kind"),
                happened_on=day,
                rules=watcher.rules,
                actor=watcher.person,
                now=watcher.viewer.now,
            )
    except Refusal as refusal:
        return _page(request, watcher, number, status_of(refusal), sentence_of(request, refusal))
    return RedirectResponse(f"/monitoring/households/{number}", 303)


@router.post("/place")
def move(request: Request, watcher: Watching, form: Posted, number: str) -> Response:
    """Keep where visitors go."""
    with transaction(request) as session:
        seen(session, watcher, number)
        set_place(session, number, said(form, "place"), seal=office_of(request).seal)
    return RedirectResponse(f"/monitoring/households/{number}", 303)


@router.post("/end")
def end(request: Request, watcher: Overseeing, _form: Posted, number: str) -> Response:
    """No reason holds any more."""
    with transaction(request) as session:
        leave(session, number, "by_hand", now=watcher.viewer.now)
    return RedirectResponse(f"/monitoring/households/{number}", 303)


def _page(request: Request, watcher: Watcher, number: str, status: int = 200, sentence: str = "") -> Response:
    with transaction(request) as session:
        standing = seen(session, watcher, number)
        given = _course(request, session, standing.id)
    given |= {"standing": standing, "kinds": watcher.rules.events, "today": watcher.today, "grades": GRADES}
    may_end = watcher.units is None and watcher.viewer.may_open_rounds
    return render(request, "monitoring/household.html", status, sentence=sentence, may_end=may_end, **given)


def _course(request: Request, session: Session, household: int) -> dict[str, object]:
    seal, row = office_of(request).seal, population.by_id(session, household)
    return {
        "place": seal.open(row.place) if row.place else "",
        "ended_on": row.ended_on,
        "entries": population.entries(session, household),
        "checks": relapse_course.checks_of(session, household),
        "events": relapse_course.events_of(session, household),
        "signals": relapse_course.signals_of(session, household),
        "visits": [
            _opened(request, one)
            for one in relapse_visits.lines(session, relapse_visits.of_household(household))
        ],
    }


def _opened(request: Request, one: VisitLine) -> tuple[VisitLine, str]:
    """The visit with what was found, unsealed for a reader whose business it is."""
    return one, office_of(request).seal.open(one.findings) if one.findings else ""
