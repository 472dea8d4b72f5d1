"""批量办理 in JSON: what would become of each share, deciding them, and taking back; each by itself."""

from fastapi import APIRouter, Request

from web.api.v1 import shapes
from web.api.v1.speaker import Speaker
from web.cases import bulk

router = APIRouter(prefix="/bulk")


@router.post("/preview")
def preview(request: Request, speaker: Speaker, said: shapes.Bulk) -> list[shapes.BulkLine]:
    """What the decision would do to each. Nothing is changed."""
    found = bulk.foreseen(request, speaker, said.assignments, said.decision, said.comment)
    return [shapes.BulkLine.model_validate(one) for one in found]


@router.post("/decisions")
def decide(request: Request, speaker: Speaker, said: shapes.Bulk) -> list[shapes.BulkLine]:
    """Decide each in its own transaction: one that is refused keeps no other from being done."""
    found = bulk.decided(request, speaker, said.assignments, said.decision, said.comment)
    return [shapes.BulkLine.model_validate(one) for one in found]


@router.post("/take-backs")
def take_back(request: Request, speaker: Speaker, said: shapes.Shares) -> list[shapes.BulkLine]:
    """Take my decisions back, each as long as the next one has not acted."""
    found = bulk.taken_back(request, speaker, said.assignments)
    return [shapes.BulkLine.model_validate(one) for one in found]
