"""申请复核: the button on the page of a case that ended without success."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from actions.reviews import open_review
from web.cases.page import visible_state
from web.speaking import Identity, Me, Posted, transaction

router = APIRouter()


@router.post("/cases/{case_id}/review")
def review(request: Request, me: Me, _form: Posted, case_id: Identity) -> Response:
    """Begin the review of the case, and go there."""
    with transaction(request) as session:
        visible_state(session, me, case_id)
        new = open_review(session, case_id, actor=me.person, now=me.now)
    return RedirectResponse(f"/cases/{new}", 303)
