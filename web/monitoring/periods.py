"""The months of monitoring and what each run came to; and draft rules tried on a month that is stored."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fastapi import APIRouter, Request, Response

from engine.refusals import Refusal
from models.reads import relapse_backtest, relapse_course
from models.reads.relapse_backtest import Changed, Difference
from seeds.findings import DefinitionRefused
from seeds.relapse_rules import published_text, read_draft
from web.errors import sentence_of, status_of
from web.monitoring.watching import Overseeing, Watcher, Watching, month_of
from web.pages import render
from web.refusals import NotFound
from web.speaking import Posted, said, transaction
from web.wording import WATCHED_FOR

router = APIRouter(prefix="/monitoring")


@router.get("/periods")
def periods(request: Request, _watcher: Watching) -> Response:
    """The runs, latest month first."""
    with transaction(request) as session:
        found = relapse_course.runs(session)
    return render(request, "monitoring/periods.html", runs=found)


@router.get("/periods/{written}")
def period(request: Request, watcher: Watching, written: str) -> Response:
    """What the runs of one month came to, who was in it and why, and the gaps by household."""
    try:
        month = month_of(written)
    except Refusal:
        raise NotFound from None
    with transaction(request) as session:
        found = [one for one in relapse_course.runs(session) if one.period == month]
        if not found:
            raise NotFound
        gaps, total = relapse_course.gaps(session, month, watcher.units)
    given = {"runs": found, "gaps": gaps, "total": total, "reasons": WATCHED_FOR}
    return render(request, "monitoring/period.html", month=month, **given)


@dataclass(frozen=True, slots=True)
class Trial:
    """What draft rules would have found in a month: by district, by unit, and household by household."""

    month: date
    version: str
    units: list[Difference]
    changed: list[Changed]

    @property
    def districts(self) -> list[Difference]:
        """The units of each city together."""
        ordered = sorted(self.units, key=lambda one: one.city)
        return [_together(city, [*group]) for city, group in groupby(ordered, key=lambda one: one.city)]

    @property
    def total(self) -> Difference:
        """All together."""
        return _together("", self.units)


def _together(city: str, units: list[Difference]) -> Difference:
    names = ("added", "dropped", "visits_before", "visits_after")
    return Difference("", city, *(sum(getattr(one, name) for one in units) for name in names))


@router.get("/backtest")
def ask(request: Request, watcher: Overseeing) -> Response:
    """Where draft rules are tried."""
    return _page(request, watcher)


@router.post("/backtest")
def trial(request: Request, watcher: Overseeing, form: Posted) -> Response:
    """Try draft rules on a month; nothing is written."""
    typed, written = said(form, "rules"), said(form, "month")
    try:
        month = month_of(written)
        new = read_draft(typed, "规则")
    except DefinitionRefused as refused:
        findings = [str(one) for one in refused.findings]
        return _page(request, watcher, 422, typed=typed, month=written, findings=findings)
    except Refusal as refusal:
        sentence = sentence_of(request, refusal)
        return _page(request, watcher, status_of(refusal), typed=typed, month=written, findings=[sentence])
    with transaction(request) as session:
        old = watcher.rules
        units = relapse_backtest.differences(session, month, old=old, new=new)
        changed = relapse_backtest.changed(session, month, old=old, new=new)
    found = Trial(month, new.version, units, changed)
    return _page(request, watcher, typed=typed, month=written, found=found)


def _page(
    request: Request,
    watcher: Watcher,
    status: int = 200,
    *,
    typed: str = "",
    month: str = "",
    findings: list[str] | None = None,
    found: Trial | None = None,
) -> Response:
    with transaction(request) as session:
        months = relapse_backtest.months(session)
    given = {
        "typed": typed or published_text(watcher.today),
        "month": month,
        "months": months,
        "found": found,
    }
    return render(request, "monitoring/backtest.html", status, findings=findings or [], **given)
