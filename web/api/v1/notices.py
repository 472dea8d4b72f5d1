"""通知 in JSON: what the office has told me, and that I have seen it."""

from fastapi import APIRouter, Request

from models import deliveries
from web.api.v1.paging import Paged
from web.api.v1.shapes import people as shapes
from web.api.v1.speaker import Speaker
from web.notices import MOST
from web.speaking import transaction

router = APIRouter(prefix="/notices")


@router.get("")
def listed(request: Request, speaker: Speaker, paged: Paged) -> list[shapes.NoticeToMe]:
    """My latest notices, new ones without ``read_at``."""
    with transaction(request) as session:
        found = deliveries.notices_of(session, speaker.person.id, limit=MOST)
    return [shapes.NoticeToMe.model_validate(one) for one in paged.of(found)]


@router.post("/read", status_code=204)
def read(request: Request, speaker: Speaker) -> None:
    """I have seen them all."""
    with transaction(request) as session:
        deliveries.mark_read(session, speaker.person.id, now=speaker.now)
