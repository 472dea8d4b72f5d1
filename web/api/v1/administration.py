"""Looking after the office in JSON (administrators): facts that were given up, and publishing a definition."""

from fastapi import APIRouter, Request, Response

from models import outbox
from models.reads import administration as reads
from seeds.findings import DefinitionRefused
from seeds.load import publish_text
from web.api.v1.moving import Administrator
from web.api.v1.shapes import administration as shapes
from web.speaking import transaction

router = APIRouter()


@router.get("/outbox")
def parked(request: Request, _speaker: Administrator) -> list[shapes.Parked]:
    """The facts on which nothing followed after all attempts, oldest first."""
    with transaction(request) as session:
        return [shapes.Parked.model_validate(one) for one in reads.parked_lines(session)]


@router.post("/outbox/{line}/retry", status_code=204)
def retry(request: Request, _speaker: Administrator, line: int) -> None:
    """Have the dispatcher try one of them again."""
    with transaction(request) as session:
        outbox.unpark(session, line)


@router.post("/definitions", responses={422: {"model": shapes.Published}})
def publish(
    request: Request, response: Response, speaker: Administrator, said: shapes.Definition
) -> shapes.Published:
    """Publish a definition; with one finding nothing is published, all are told, and the answer is 422."""
    try:
        with transaction(request) as session:
            version = publish_text(
                session, said.text, file=said.name, actor_id=speaker.person.id, now=speaker.now
            )
    except DefinitionRefused as refusal:
        response.status_code = 422
        findings = [shapes.DefinitionFinding.model_validate(one) for one in refusal.findings]
        return shapes.Published(version=None, findings=findings)
    return shapes.Published(version=version.id, findings=[])
