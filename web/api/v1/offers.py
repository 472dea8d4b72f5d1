"""What there is to begin, in JSON: processes with their forms, and rounds with their places."""

from fastapi import APIRouter, Request

from engine.deadlines import local_date
from engine.variants import holds
from models import processes, variants
from models.reads import rounds as reads
from web.api.v1.paging import Paged
from web.api.v1.shapes import offers as shapes
from web.api.v1.speaker import Speaker
from web.refusals import NotFound
from web.speaking import transaction

router = APIRouter()


@router.get("/processes")
def listed(request: Request, speaker: Speaker) -> list[shapes.ProcessLine]:
    """The processes of today; whether one may begin a case of them, the engine says when it is asked to."""
    with transaction(request) as session:
        found = processes.in_force(session, local_date(speaker.now))
        chosen = variants.chosen(session, local_date(speaker.now))
    return [
        shapes.ProcessLine(
            key=process.key,
            title=process.title,
            kind=process.kind,
            version=version,
            about_titles=bool(process.about_titles),
            reviews=process.reviews is not None,
            by_table=process.enters is not None,
            opened_by=process.opened_by,
            holds=holds(process, chosen),
        )
        for version, process in found
    ]


@router.get("/processes/{process_key}/form")
def form(request: Request, speaker: Speaker, process_key: str) -> list[shapes.Field]:
    """The form of a process as it is in force today: what each field takes, and at which step it is filled."""
    with transaction(request) as session:
        found = processes.current(session, process_key, local_date(speaker.now))
    if found is None:
        raise NotFound
    _version, process = found
    return [
        shapes.Field.model_validate(one).model_copy(
            update={"filled_at": one.filled_at or process.steps[0].key}
        )
        for one in process.form.fields
    ]


@router.get("/rounds")
def rounds(request: Request, speaker: Speaker, paged: Paged) -> list[shapes.RoundLine]:
    """The rounds, with the places of my unit; of all units to those who see them."""
    with transaction(request) as session:
        found = reads.rounds(session, unit="" if speaker.sees_all_units else speaker.person.unit)
    return [shapes.RoundLine.model_validate(one) for one in paged.of(found)]
