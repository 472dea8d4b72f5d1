"""走访: what is planned for whom until when, the list to take along, and what is brought back."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions.relapse_visits import Report, report, send
from engine.refusals import NoSuchVisit, Refusal, VisitsRefused
from engine.relapse.rules import GRADE_WORDS, GRADES
from engine.relapse.sheet import Read, Value
from engine.relapse.visit_table import COLUMNS, MISSED, missed_key, read_visits
from models import organisation, relapse_visits
from models.relapse_visits import VisitLine
from models.sealing import Seal
from models.session import Session
from web.downloads import made_file
from web.errors import sentence_of, status_of
from web.monitoring.month_data import Outcome
from web.monitoring.watching import Watcher, Watching, dated
from web.pages import office_of, render
from web.refusals import ChoiceMissing
from web.speaking import Posted, said, transaction
from web.uploads import table_sent
from web.wording import VISIT_HOW
from web.xlsx.comma_separated import is_xlsx
from web.xlsx.plain import cells, marked, table

router = APIRouter(prefix="/monitoring/visits")
_WHOSE = ("mine", "open", "late", "all")


@router.get("")
def listed(request: Request, watcher: Watching, whose: str = "open") -> Response:
    """Visits: one's own, those that are open, those that are late, or all."""
    return _page(request, watcher, whose=whose)


@router.get("/list.xlsx")
def take_along(request: Request, watcher: Watching, whose: str = "mine") -> Response:
    """The list to take along: open visits with their places, and columns to be filled in without a network."""
    with transaction(request) as session:
        open_ones = [one for one in found(session, watcher, whose) if not one.noted]
    rows = [_row(one, office_of(request).seal) for one in open_ones]
    return made_file(table(COLUMNS, rows, "走访清单"), f"visits-{watcher.today:%Y-%m-%d}.xlsx")


def _row(one: VisitLine, seal: Seal) -> list[str]:
    return [
        str(one.id),
        one.file_number,
        one.unit_name,
        seal.open(one.place) if one.place else "",
        GRADE_WORDS[GRADES[one.grade]],
        VISIT_HOW[one.how],
        str(one.people),
        one.second_name or "",
        one.due_on.isoformat(),
    ]


@router.post("")
def bring_back(request: Request, watcher: Watching, form: Posted) -> Response:
    """Take in a list that was filled in: whole, or with one wrong cell not at all."""
    try:
        outcome = brought(request, watcher, table_sent(form), tried=said(form, "how") == "try")
    except Refusal as refusal:
        return _page(request, watcher, status_of(refusal), sentence_of(request, refusal))
    bad = outcome.wrong or outcome.findings
    return _page(request, watcher, 422 if bad else 200, outcome=outcome)


def brought(request: Request, watcher: Watcher, content: bytes, *, tried: bool) -> Outcome:
    """What a list came to; tried, nothing stays. Raises the refusals of reading."""
    read = read_visits(cells(content), today=watcher.today)
    if read.wrong:
        file = b64encode(marked(content, read.wrong)).decode() if is_xlsx(content) else ""
        return Outcome(len(read.lines), tried, read.wrong, file=file)
    try:
        count = put_on_file(request, watcher, _reports(read), tried=tried)
    except VisitsRefused as refusal:
        return Outcome(len(read.lines), tried, findings=refusal.findings)
    return Outcome(count, tried)


def put_on_file(request: Request, watcher: Watcher, reports: Sequence[Report], *, tried: bool = False) -> int:
    """Say what became of visits. Raises VisitsRefused."""
    with transaction(request) as session:
        seal, now = office_of(request).seal, watcher.viewer.now
        count = report(session, reports, actor=watcher.person, seal=seal, now=now)
        if tried:
            session.rollback()
    return count


def _reports(read: Read) -> list[Report]:
    return [
        Report(
            number_of(str(line["id"])),
            line["done_on"] if isinstance(line["done_on"], date) else None,
            _missed(line["missed_why"]),
            str(line["findings"] or ""),
        )
        for _, line in read.lines
    ]


def _missed(word: Value) -> str | None:
    return missed_key(word) if isinstance(word, str) else None


@router.post("/{visit}")
def say(request: Request, watcher: Watching, form: Posted, visit: str) -> Response:
    """What became of one visit, or who goes instead."""
    try:
        if said(form, "visitor"):
            with transaction(request) as session:
                others = (said(form, "visitor"), said(form, "second"))
                send(session, number_of(visit), *others, actor=watcher.person)
        else:
            put_on_file(request, watcher, [_said_of(form, number_of(visit))])
    except Refusal as refusal:
        return _page(request, watcher, status_of(refusal), sentence_of(request, refusal))
    return RedirectResponse("/monitoring/visits", 303)


def _said_of(form: FormData, visit: int) -> Report:
    missed, findings = said(form, "missed_why"), said(form, "findings")
    if missed:
        if missed not in MISSED:
            raise ChoiceMissing
        return Report(visit, missed_why=missed, findings=findings)
    return Report(visit, done_on=dated(said(form, "done_on")), findings=findings)


def number_of(written: str) -> int:
    """The number of a visit as it is written. Raises NoSuchVisit."""
    if not written.isdecimal() or len(written) > 18:  # noqa: PLR2004 - what a database key holds
        raise NoSuchVisit
    return int(written)


def found(session: Session, watcher: Watcher, whose: str) -> list[VisitLine]:
    """Visits of the reader's units: one's own (``mine``), ``open``, ``late``, or all."""
    within = relapse_visits.of_units(watcher.units)
    narrowed = {
        "mine": relapse_visits.of_visitor(watcher.person.id),
        "open": relapse_visits.open_ones(),
        "late": relapse_visits.late_on(watcher.today),
    }
    return relapse_visits.lines(session, within, *([narrowed[whose]] if whose in narrowed else []))


def _page(
    request: Request,
    watcher: Watcher,
    status: int = 200,
    sentence: str = "",
    *,
    whose: str = "open",
    outcome: Outcome | None = None,
) -> Response:
    with transaction(request) as session:
        visits = found(session, watcher, whose)
        units = {one.unit for one in visits if not one.noted}
        there = {unit: organisation.of_unit(session, unit) for unit in units}
    seal = office_of(request).seal
    lines = [
        (one, *(seal.open(kept) if kept else "" for kept in (one.place, one.findings))) for one in visits
    ]
    given = {"lines": lines, "whose": whose, "outcome": outcome, "today": watcher.today, "there": there}
    return render(
        request, "monitoring/visits.html", status, sentence=sentence, missed=MISSED, grades=GRADES, **given
    )
