"""Notices (通知): what the office has told the reader. The inbox says what is to be done, here is what happened."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from models import deliveries
from web.pages import render
from web.speaking import Me, Posted, transaction

router = APIRouter(prefix="/notices")
MOST = 100


@router.get("")
def listed(request: Request, me: Me) -> Response:
    """The latest notices, new ones marked."""
    with transaction(request) as session:
        notices = deliveries.notices_of(session, me.person.id, limit=MOST)
    return render(request, "notices.html", notices=notices)


@router.post("/read")
def read(request: Request, me: Me, _form: Posted) -> Response:
    """The reader has seen them all."""
    with transaction(request) as session:
        deliveries.mark_read(session, me.person.id, now=me.now)
    return RedirectResponse("/notices", 303)
