"""Many nominations from one table: the template, the try-run, the import."""

from base64 import b64encode

from fastapi import APIRouter, Request, Response

from engine.deadlines import local_date
from engine.forms.many import tables
from engine.refusals import Refusal
from web.bringing import Brought, bring, current
from web.downloads import made_file
from web.errors import sentence_of, status_of
from web.pages import office_of, render
from web.speaking import Me, Posted, Viewer, said, transaction
from web.uploads import table_sent
from web.xlsx.template import template

router = APIRouter(prefix="/start/{process_key}/sheet")


@router.get("")
def page(request: Request, me: Me, process_key: str) -> Response:
    """Where a template is fetched and a table handed in."""
    return _page(request, me, process_key)


@router.get("/template.xlsx")
def empty(request: Request, me: Me, process_key: str) -> Response:
    """The template of the form as it is asked for today."""
    return template_for(request, me, process_key)


@router.post("")
def hand_in(request: Request, me: Me, form: Posted, process_key: str) -> Response:
    """Try a table, or open a draft for each of its rows; with one wrong cell, for none."""
    tried = said(form, "how") != "import"
    try:
        brought = brought_by(request, me, process_key, table_sent(form), tried=tried)
    except Refusal as refusal:
        sentence = sentence_of(request, refusal)
        return _page(request, me, process_key, status=status_of(refusal), sentence=sentence)
    status = 422 if brought.wrong else 200
    return _page(request, me, process_key, status=status, brought=brought, tried=tried)


def template_for(request: Request, me: Viewer, process_key: str) -> Response:
    """The template as a download. Raises NoSuchProcess."""
    with transaction(request) as session:
        version, process = current(session, process_key, me.now)
    year = local_date(me.now).year
    content = template(process, version, year)
    return made_file(content, f"{process.key}-{year}.xlsx")


def brought_by(request: Request, me: Viewer, process_key: str, content: bytes, *, tried: bool) -> Brought:
    """Bring the table in, or only try. Raises all that ``bring`` raises."""
    with transaction(request) as session:
        seal = office_of(request).seal
        brought = bring(session, process_key, content, actor=me.person, now=me.now, seal=seal)
        if tried:
            session.rollback()
    return brought


def _page(
    request: Request,
    me: Viewer,
    process_key: str,
    *,
    status: int = 200,
    brought: Brought | None = None,
    tried: bool = True,
    sentence: str = "",
) -> Response:
    with transaction(request) as session:
        _version, process = current(session, process_key, me.now)
    return render(
        request,
        "sheet.html",
        status,
        process=process,
        tables=tables(process),
        outcome=brought,
        tried=tried,
        file=b64encode(brought.file).decode() if brought else "",
        sentence=sentence,
    )
