"""The list of cases one may see, the page of one, and its files."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from actions import cases
from engine.refusals import Refusal
from models import calendars, deliveries
from models.reads import cases as reads
from web.cases import looking_back
from web.cases import page as case_page
from web.cases.tasks import Refused
from web.downloads import stored_file
from web.errors import sentence_of, status_of
from web.inbox import line_of
from web.narrowing import AskedHere, choices
from web.pages import render, words
from web.speaking import Identity, Me, Posted, said, transaction
from web.wording import STATUS

router = APIRouter()
_PAGE = 50


@router.get("/cases")
def listed(request: Request, me: Me, asked: AskedHere, page: int = 1) -> Response:
    """A page of the cases that the reader may see."""
    page = max(1, page)
    with transaction(request) as session:
        calendar = calendars.of(session)
        rows, total = reads.listed(
            session,
            me.person.id,
            now=me.now,
            narrowing=asked.narrowing(me.now, calendar),
            limit=_PAGE,
            offset=(page - 1) * _PAGE,
        )
        lines = [line_of(row, me.now, calendar) for row in rows]
        fields = choices(session, asked)
    _ = words(request)
    return render(
        request,
        "cases.html",
        rows=lines,
        total=total,
        pages=max(1, -(-total // _PAGE)),
        page=page,
        **fields,
        statuses=[(key, _(name)) for key, name in STATUS.items()],
    )


@router.get("/cases/{case_id}")
def page(request: Request, me: Me, case_id: Identity, done: str = "", as_of: str = "") -> Response:
    """One case, or how it was on a day."""
    if as_of:
        return looking_back.show(request, me, case_id, as_of)
    shown = case_page.show(request, me, case_id, done=done)
    with transaction(request) as session:  # whoever looks at the case knows what the notices told of it
        deliveries.mark_read(session, me.person.id, now=me.now, case_id=case_id)
    return shown


@router.post("/cases/{case_id}/withdrawal")
def withdraw(request: Request, me: Me, form: Posted, case_id: Identity) -> Response:
    """The nominating unit takes its case back."""
    reason = said(form, "reason")
    try:
        with transaction(request) as session:
            case_page.visible_state(session, me, case_id)
            cases.withdraw(session, case_id, reason, actor=me.person, now=me.now)
    except Refusal as refusal:
        refused = Refused("withdrawal", sentence_of(request, refusal), typed={"reason": reason})
        return case_page.show(request, me, case_id, status=status_of(refusal), refused=refused)
    return RedirectResponse(f"/cases/{case_id}?done=1", 303)


@router.get("/attachments/{digest}")
def attachment(request: Request, me: Me, digest: str) -> Response:
    """A file, for those who may see its case. Raises NotFound for all others."""
    return stored_file(request, me, digest)
