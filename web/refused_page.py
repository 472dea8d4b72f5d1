"""The page that says no: what is the matter, what can be done now, and the number to tell an administrator."""

from contextlib import suppress

from fastapi import Request
from fastapi.responses import HTMLResponse

from models.outbox_wake import DATABASE_AWAY
from web.pages import render, words
from web.speaking import whoever
from web.wording import ADVICE, REFUSED

_ANY = "409"


def show(request: Request, status: int, sentence: str) -> HTMLResponse:
    """The page for a refusal of this HTTP ``status``, whose ``sentence`` is in the reader's language."""
    if not hasattr(request.state, "viewer"):  # no page of ours was reached, so nobody asked who reads
        with suppress(*DATABASE_AWAY):
            whoever(request)
    say, kind = words(request), str(status) if str(status) in REFUSED else _ANY
    return render(
        request,
        "refused.html",
        status,
        heading=say(REFUSED[kind]),
        sentence=sentence,
        advice=say(ADVICE[kind]),
    )
