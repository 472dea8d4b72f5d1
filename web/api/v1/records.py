"""What is on file about a case, in JSON: its journal in sentences, objections to it, and files."""

from fastapi import APIRouter, Request, Response

from models import journal
from models.reads import cases as reads
from web.api.v1.paging import Paged
from web.api.v1.shapes import records as shapes
from web.api.v1.speaker import Speaker
from web.cases.page import desk_of, told, visible_state
from web.cases.tasks import letter_of
from web.downloads import stored_file
from web.pages import words
from web.speaking import Identity, transaction

router = APIRouter()
_FILE: dict[int | str, dict[str, object]] = {200: {"content": {"application/octet-stream": {}}}}


@router.get("/cases/{case_id}/journal")
def lines(request: Request, speaker: Speaker, case_id: Identity, paged: Paged) -> list[shapes.JournalLine]:
    """办理记录: who did what, when, with which words, latest first. Of fields hidden from me it says nothing."""
    with transaction(request) as session:
        desk = desk_of(request, speaker, session, visible_state(session, speaker, case_id))
        names = reads.details(session, case_id).names
        found = told(desk, journal.lines(session, case_id), names, words(request))
    return [shapes.JournalLine.model_validate(one) for one in paged.of(found)]


@router.get("/cases/{case_id}/objections")
def objections(request: Request, speaker: Speaker, case_id: Identity) -> list[shapes.Objected]:
    """Objections to what was shown, with their findings; the letter for whoever looks into it now, and nobody else."""
    with transaction(request) as session:
        desk = desk_of(request, speaker, session, visible_state(session, speaker, case_id))
        mine = {
            one.objection: letter_of(desk, one)
            for one in desk.state.assignments
            if one.person == speaker.person.id and one.status == "open" and desk.state.held is None
        }
        return [
            shapes.Objected.model_validate(one).model_copy(update={"letter": mine.get(one.id)})
            for one in desk.state.objections
        ]


@router.get("/attachments/{digest}", response_class=Response, responses=_FILE)
def file(request: Request, speaker: Speaker, digest: str) -> Response:
    """A file by its digest, for those who may see its case."""
    return stored_file(request, speaker, digest)
