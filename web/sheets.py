"""Many nominations from one table: the template, the try-run, the import."""

from base64 import b64encode
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from starlette.datastructures import UploadFile

from actions.sheets import open_drafts
from engine.deadlines import local_date
from engine.definition import Process
from engine.form_sheets import CellFinding, check_rows
from engine.refusals import NoSuchProcess, Refusal
from engine.state import unit_facts
from models import organisation, processes
from models.session import Session
from web.errors import sentence_of, status_of
from web.pages import office_of, render
from web.refusals import SheetMissing
from web.speaking import Me, Posted, Viewer, said, transaction
from web.xlsx import MEDIA
from web.xlsx.marking import marked, places
from web.xlsx.reading import read
from web.xlsx.template import template

router = APIRouter(prefix="/start/{process_key}/sheet")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a table: how many rows, whether only tried, and what is wrong in which cell."""

    rows: int
    tried: bool
    wrong: tuple[tuple[str, CellFinding], ...] = ()
    file: str = ""


@router.get("")
def page(request: Request, me: Me, process_key: str) -> Response:
    """Where a template is fetched and a table handed in."""
    with transaction(request) as session:
        _version, process = _current(session, me, process_key)
    return render(request, "sheet.html", process=process, outcome=None, sentence="")


@router.get("/template.xlsx")
def empty(request: Request, me: Me, process_key: str) -> Response:
    """The template of the form as it is asked for today."""
    with transaction(request) as session:
        version, process = _current(session, me, process_key)
    content = template(process, version, local_date(me.now).year)
    disposition = f'attachment; filename="{process.key}-{local_date(me.now).year}.xlsx"'
    return Response(content, media_type=MEDIA, headers={"content-disposition": disposition})


@router.post("")
def bring(request: Request, me: Me, form: Posted, process_key: str) -> Response:
    """Try a table, or open a draft for each of its rows; with one wrong cell, for none."""
    with transaction(request) as session:
        version, process = _current(session, me, process_key)
    try:
        outcome = _brought(request, me, form, version, process)
    except Refusal as refusal:
        sentence = sentence_of(request, refusal)
        return render(
            request, "sheet.html", status_of(refusal), process=process, outcome=None, sentence=sentence
        )
    status = 422 if outcome.wrong else 200
    return render(request, "sheet.html", status, process=process, outcome=outcome, sentence="")


def _brought(request: Request, me: Viewer, form: Posted, version: str, process: Process) -> _Outcome:
    content, tried = _content(form), said(form, "how") != "import"
    rows = read(content, process, version, local_date(me.now).year)
    with transaction(request) as session:
        facts = unit_facts(organisation.unit(session, me.person.unit))
    found = check_rows(process, rows, facts)
    if found:
        wrong = places(content, process, found)
        return _Outcome(len(rows), tried, tuple(wrong), b64encode(marked(content, wrong)).decode())
    with transaction(request) as session:
        seal = office_of(request).seal
        open_drafts(session, process.key, rows, actor=me.person, now=me.now, seal=seal)
        if tried:
            session.rollback()
    return _Outcome(len(rows), tried)


def _content(form: Posted) -> bytes:
    sent = form.get("table")
    if not isinstance(sent, UploadFile) or not sent.filename:
        raise SheetMissing
    return sent.file.read()


def _current(session: Session, me: Viewer, key: str) -> tuple[str, Process]:
    today = local_date(me.now)
    found = processes.current(session, key, today)
    if found is None:
        raise NoSuchProcess(process=key, day=today.isoformat())
    return found
