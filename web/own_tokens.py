"""接口令牌: one's own tokens for programs; a new one is shown once."""

from datetime import datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from actions import api_tokens
from engine.api_tokens import LONGEST_DAYS
from engine.refusals import Refusal
from models import api_tokens as stored
from web.errors import sentence_of, status_of
from web.pages import render
from web.speaking import Identity, Me, Posted, Viewer, real_time, said, transaction

router = APIRouter(prefix="/tokens")


@router.get("")
def page(request: Request, me: Me, ended: str = "") -> Response:
    """One's tokens."""
    return _page(request, me, ended=bool(ended))


@router.post("")
def make(request: Request, me: Me, form: Posted) -> Response:
    """Make one; the answer is the only place where it stands."""
    typed, reads_only = said(form, "days"), said(form, "reads_only") == "yes"
    days = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0  # noqa: PLR2004 - of a year
    try:
        with transaction(request) as session:
            token, _kept = api_tokens.make(
                session,
                said(form, "title"),
                days=days,
                reads_only=reads_only,
                actor=me.person,
                now=real_time(),
            )
    except Refusal as refusal:
        title, sentence = said(form, "title"), sentence_of(request, refusal)
        return _page(request, me, status=status_of(refusal), sentence=sentence, title=title)
    return _page(request, me, status=201, token=token)


@router.post("/{token}/end")
def end(request: Request, me: Me, _form: Posted, token: Identity) -> Response:
    """Let one speak no more."""
    with transaction(request) as session:
        api_tokens.end(session, token, actor=me.person)
    return RedirectResponse("/tokens?ended=1", 303)


def _page(
    request: Request,
    me: Viewer,
    *,
    status: int = 200,
    sentence: str = "",
    title: str = "",
    token: str = "",
    ended: bool = False,
) -> Response:
    now: datetime = real_time()
    with transaction(request) as session:
        tokens = stored.of_person(session, me.person.id)
        given = {"tokens": tokens, "now": now, "longest": LONGEST_DAYS, "title": title}
        return render(
            request, "own_tokens.html", status, sentence=sentence, token=token, ended=ended, **given
        )
