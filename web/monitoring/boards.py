"""返困监测: how households stand by city and grade, the months, the lists behind every number, signals and cases."""

from contextlib import suppress
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup
from pydantic import BaseModel

from actions.population import enter, set_place
from actions.relapse_cases import open_for
from engine.refusals import NoMonitoringRules, NoSuchSignal, Refusal
from engine.relapse.rules import GRADES
from models.reads import relapse, relapse_course
from models.reads import rounds as units_listed
from models.reads.relapse import MOST_ROWS, CityLine, Narrowed
from models.session import Session
from web.errors import sentence_of, status_of
from web.monitoring.trend_plot import trend_plot
from web.monitoring.watching import Overseeing, Watcher, Watching, dated, month_of, unit_of
from web.pages import office_of, render, words
from web.refusals import MonthUnreadable
from web.speaking import Posted, said, transaction
from web.wording import GRADE, WATCHED_FOR

router = APIRouter(prefix="/monitoring")
_SHADES = 5


@router.get("")
def board(request: Request, watcher: Watching) -> Response:
    """How the households stand; every number is a link to its list."""
    with transaction(request) as session:
        cities = relapse.board(session, watcher.units)
        months = relapse.trend(session, watcher.units)
    say = words(request)
    plot = Markup(trend_plot(months, say("每月预警户数")))  # noqa: S704 - drawn by us, words escaped
    given = {"cities": cities, "sums": _sums(cities), "most": _most(cities), "plot": plot, "months": months}
    return render(request, "monitoring/board.html", here_of=link_to, shade=shade, grades=_grades(), **given)


def _grades() -> list[tuple[int, str, str]]:
    """Severity, key and word, the worst first."""
    return [(n, key, GRADE[key]) for n, key in reversed([*enumerate(GRADES)])]


def _sums(cities: list[CityLine]) -> CityLine:
    green, yellow, orange, red = (sum(one.grades[n] for one in cities) for n in range(4))
    rest = (sum(getattr(one, name) for one in cities) for name in ("never", "gaps", "signals", "total"))
    return CityLine("", (green, yellow, orange, red), *rest)


def _most(cities: list[CityLine]) -> int:
    """The largest number of warned households in one cell: the darkest shade."""
    return max((count for one in cities for count in one.grades[1:]), default=0)


def shade(count: int, most: int) -> int:
    """How dark a cell is, from 0 for none to 5 for the most."""
    return 0 if not count or not most else max(1, -(-count * _SHADES // most))


def link_to(**narrowed: object) -> str:
    """The list that a number counts."""
    asked = {key: value for key, value in narrowed.items() if value not in (None, "")}
    return "/monitoring/households" + (f"?{urlencode(asked)}" if asked else "")


class Asked(BaseModel):
    """What the list is narrowed to, as its form says it; ``month`` (2022-11) as the households stood in it."""

    city: str = ""
    grade: str = ""
    only: str = ""
    month: str = ""
    q: str = ""

    @property
    def narrowed(self) -> Narrowed:
        """The same as the query knows it; a grade or a month that there is not asks for none."""
        severity = next((n for n, key in enumerate(GRADES) if key == self.grade), None)
        which = {name: self.only == name for name in ("never", "gap", "signal")}
        month = None
        with suppress(MonthUnreadable):
            month = month_of(self.month)
        return Narrowed(self.city or None, severity, text=self.q.strip(), month=month, **which)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked at all."""
        return self != Asked()


@router.get("/households")
def listed(request: Request, watcher: Watching, asked: Annotated[Asked, Query()]) -> Response:
    """The households that fit."""
    narrowed = asked.narrowed
    with transaction(request) as session:
        found, total = relapse.households(session, watcher.units, narrowed)
        cities = [one.city for one in relapse.board(session, watcher.units)]
        months = relapse.graded_months(session)
    given = {
        "found": found,
        "total": total,
        "most": MOST_ROWS,
        "cities": cities,
        "months": months,
        "grades": _grades(),
    }
    return render(request, "monitoring/households.html", asked=asked, **given)


@router.get("/households/new")
def new(request: Request, watcher: Watching) -> Response:
    """The form by which a household comes under monitoring."""
    return _new(request, watcher)


@router.post("/households/new")
def let_in(request: Request, watcher: Watching, form: Posted) -> Response:
    """A household comes under monitoring, and its place is kept."""
    number = said(form, "file_number")
    try:
        with transaction(request) as session:
            _enter(request, session, watcher, form, number)
    except Refusal as refusal:
        return _new(request, watcher, status_of(refusal), sentence_of(request, refusal), form)
    return RedirectResponse(f"/monitoring/households/{number}", 303)


def _enter(request: Request, session: Session, watcher: Watcher, form: Posted, number: str) -> None:
    enter(
        session,
        number,
        unit_of(watcher, said(form, "unit")),
        said(form, "reason"),
        since=dated(said(form, "since")),
        rules=watcher.population_rules,
        actor=watcher.person,
        now=watcher.viewer.now,
    )
    if place := said(form, "place"):
        set_place(session, number, place, seal=office_of(request).seal)


def _new(
    request: Request, watcher: Watcher, status: int = 200, sentence: str = "", form: Posted | None = None
) -> Response:
    with transaction(request) as session:
        units = [
            one
            for one in units_listed.grass_units(session)
            if watcher.units is None or one.key in watcher.units
        ]
    names = ("file_number", "unit", "reason", "since", "place")
    typed = {name: said(form, name) if form else "" for name in names}
    reasons = []
    try:
        found = watcher.population_rules.reasons
        reasons = [(one.reason, WATCHED_FOR[one.reason], one.clause) for one in found]
    except NoMonitoringRules as none_yet:
        sentence = sentence_of(request, none_yet)
    return render(
        request, "monitoring/new.html", status, units=units, reasons=reasons, typed=typed, sentence=sentence
    )


@router.get("/signals")
def signals(request: Request, watcher: Watching) -> Response:
    """Open signals and their cases."""
    return _signals(request, watcher)


def _signals(request: Request, watcher: Watcher, status: int = 200, sentence: str = "") -> Response:
    with transaction(request) as session:
        found = relapse_course.open_signals(session, watcher.units)
    return render(request, "monitoring/signals.html", status, signals=found, sentence=sentence, grades=GRADES)


@router.post("/signals/{signal}/case")
def open_case(request: Request, watcher: Overseeing, _form: Posted, signal: str) -> Response:
    """Open the case of a signal that has none yet."""
    try:
        with transaction(request) as session:
            open_for(session, _number(signal), now=watcher.viewer.now)
    except Refusal as refusal:
        return _signals(request, watcher, status_of(refusal), sentence_of(request, refusal))
    return RedirectResponse("/monitoring/signals", 303)


def _number(written: str) -> int:
    if not written.isdecimal() or len(written) > 18:  # noqa: PLR2004 - what a database key holds
        raise NoSuchSignal
    return int(written)
