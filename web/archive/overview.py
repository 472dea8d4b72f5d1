"""档案保管: the cases whose period has run out, those that are put off, and the lists; the forms of all three."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions import disposals, keeping
from engine.deadlines import end_of
from engine.refusals import Refusal
from engine.retention.disposing import STATUS_LABELS, may_propose
from models import disposals as stored
from models.reads import keeping as reads
from models.session import Session
from web.archive.words import due_lines, process_titles
from web.errors import sentence_of, status_of
from web.pages import render
from web.refusals import EndUnreadable
from web.speaking import Keeper, Posted, Viewer, said, transaction

router = APIRouter(prefix="/archive")
_TYPED = ("note", "number", "reason", "until")


@router.get("")
def page(request: Request, me: Keeper, done: str = "") -> Response:
    """What is due, what is put off, and every list."""
    return _page(request, me, done=bool(done))


@router.post("/lists")
def propose(request: Request, me: Keeper, form: Posted) -> Response:
    """Put the chosen cases on a list."""
    chosen = [one for one in form.getlist("case") if isinstance(one, str)]
    try:
        with transaction(request) as session:
            number = disposals.propose(session, chosen, said(form, "note"), actor=me.person, now=me.now)
    except Refusal as refusal:
        return _page(request, me, form=form, refusal=refusal, chosen=chosen)
    return RedirectResponse(f"/archive/lists/{number}", 303)


@router.post("/preservations")
def preserve(request: Request, me: Keeper, form: Posted) -> Response:
    """Have nothing destroyed of a case or a household."""

    def act(session: Session) -> None:
        number, reason, until = said(form, "number"), said(form, "reason"), until_end_of(said(form, "until"))
        keeping.preserve(session, number, reason, until, actor=me.person, now=me.now)

    return _done(request, me, form, act)


@router.post("/preservations/lifting")
def lift(request: Request, me: Keeper, form: Posted) -> Response:
    """Let what is due be destroyed again."""

    def act(session: Session) -> None:
        keeping.lift(session, said(form, "number"), said(form, "reason"), actor=me.person, now=me.now)

    return _done(request, me, form, act)


def until_end_of(day: str) -> datetime | None:
    """The end of the day that was typed; None where nothing was. Raises EndUnreadable."""
    try:
        return end_of(date.fromisoformat(day)) if day else None
    except (ValueError, OverflowError):
        raise EndUnreadable from None


def _done(request: Request, me: Viewer, form: FormData, act: Callable[[Session], None]) -> Response:
    try:
        with transaction(request) as session:
            act(session)
    except Refusal as refusal:
        return _page(request, me, form=form, refusal=refusal)
    return RedirectResponse("/archive?done=1", 303)


def _page(
    request: Request,
    me: Viewer,
    *,
    form: FormData | None = None,
    refusal: Refusal | None = None,
    chosen: list[str] | None = None,
    done: bool = False,
) -> Response:
    with transaction(request) as session:
        given: Mapping[str, object] = {
            "due": due_lines(session, now=me.now),
            "preserved": reads.preserved(session, now=me.now),
            "lists": stored.every(session),
            "titles": process_titles(session),
        }
    return render(
        request,
        "archive/overview.html",
        status_of(refusal) if refusal else 200,
        **given,
        statuses=STATUS_LABELS,
        proposes=may_propose(me.person),
        typed={name: said(form, name) if form else "" for name in _TYPED},
        chosen=chosen or [],
        sentence=sentence_of(request, refusal) if refusal else "",
        done=done,
    )
