"""据此申报: the button on the page of a recommendation that the union has chosen."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from actions.recommending import take_up
from web.cases.page import visible_state
from web.speaking import Identity, Me, Posted, transaction

router = APIRouter()


@router.post("/cases/{case_id}/nomination")
def nominate(request: Request, me: Me, _form: Posted, case_id: Identity) -> Response:
    """Begin the union's own case from the recommendation, and go there."""
    with transaction(request) as session:
        visible_state(session, me, case_id)
        new = take_up(session, case_id, actor=me.person, now=me.now)
    return RedirectResponse(f"/cases/{new}", 303)
