"""Links between cases in JSON."""

from fastapi import APIRouter, Request

from actions import links
from web.api.v1 import shapes
from web.api.v1.speaker import Speaker
from web.cases.linking import by_hand, must_be_visible
from web.cases.page import visible_state
from web.speaking import Identity, transaction

router = APIRouter(prefix="/cases/{case_id}/links")


@router.get("")
def linked(request: Request, speaker: Speaker, case_id: Identity) -> list[shapes.LinkedCase]:
    """What the case has to do with others."""
    with transaction(request) as session:
        state = visible_state(session, speaker, case_id)
        return [shapes.LinkedCase.model_validate(one) for one in state.links if one.removed_at is None]


@router.post("", status_code=201)
def link(request: Request, speaker: Speaker, case_id: Identity, said: shapes.NewLink) -> shapes.Done:
    """Say that the case has to do with another one that I may see."""
    with transaction(request) as session:
        visible_state(session, speaker, case_id)
        must_be_visible(session, speaker, said.number)
        links.link(
            session,
            case_id,
            said.number,
            by_hand(said.kind),
            actor=speaker.person,
            now=speaker.now,
            note=said.note,
        )
    return shapes.Done(case=case_id)


@router.post("/{link_id}/removal")
def unlink(request: Request, speaker: Speaker, case_id: Identity, link_id: Identity) -> shapes.Done:
    """Take back a link that was made by hand."""
    with transaction(request) as session:
        visible_state(session, speaker, case_id)
        links.unlink(session, case_id, link_id, actor=speaker.person, now=speaker.now)
    return shapes.Done(case=case_id)
