"""Moving running cases to another version, in JSON (administrators)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from actions import moving
from web.api.v1 import shapes
from web.api.v1.speaker import Speaker
from web.moving import in_bulk
from web.refusals import AdministratorsOnly
from web.speaking import Identity, Viewer, transaction

router = APIRouter()


def administrator(speaker: Speaker) -> Viewer:
    """The one who asks looks after the office. Raises AdministratorsOnly."""
    if not speaker.is_administrator:
        raise AdministratorsOnly
    return speaker


Administrator = Annotated[Viewer, Depends(administrator)]


@router.post("/definitions/{version}/moves/preview")
def preview(
    request: Request, _speaker: Administrator, version: str, way: shapes.Way
) -> list[shapes.Prospect]:
    """What the move would do to each running case of the version. Nothing is changed."""
    with transaction(request) as session:
        found = moving.preview(session, version, way.to, way.mapping)
    return [
        shapes.Prospect(
            case=one.case.id,
            number=one.case.number,
            how=one.plan.how,
            because=one.plan.because,
            notes=one.plan.notes,
        )
        for one in found
    ]


@router.post("/moves")
def move(request: Request, speaker: Administrator, said: shapes.Moves) -> list[shapes.MoveResult]:
    """Move these cases, each in its own transaction: one that cannot be moved keeps no other from it."""
    results = in_bulk(
        request,
        said.cases,
        lambda session, case: moving.move(
            session, case, said.to, said.mapping, said.reason, actor=speaker.person, now=speaker.now
        ),
    )
    return [shapes.MoveResult.model_validate(one) for one in results]


@router.post("/cases/{case_id}/move/undoing")
def undo(request: Request, speaker: Administrator, case_id: Identity) -> shapes.Done:
    """Take the case's last move back, until somebody has acted on it."""
    with transaction(request) as session:
        moving.undo(session, case_id, actor=speaker.person, now=speaker.now)
    return shapes.Done(case=case_id)
