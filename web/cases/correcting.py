"""更正: what the panel for corrections on the page of a case sends."""

from fastapi import APIRouter, Request, Response

from actions import corrections
from engine.definition import FormField
from engine.handling.correcting import correctable
from engine.refusals import FormIncomplete
from models import processes
from models.reads.assignments import case_of
from models.session import Session
from web.cases.acts import done
from web.cases.page import visible_state
from web.cases.typed import read
from web.pages import office_of
from web.speaking import Identity, Me, Posted, Viewer, said, transaction

router = APIRouter(prefix="/assignments/{assignment_id}")


@router.post("/correction")
def correct(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Put right what was filled before, with the reason."""
    with transaction(request) as session:
        fields = _fields(session, me, assignment_id)
        typed = read(request, session, me, assignment_id, fields=fields, form=form)

    def act(session: Session) -> None:
        seal, reason = office_of(request).seal, said(form, "reason")
        corrections.correct(
            session, assignment_id, typed.answers, reason, actor=me.person, now=me.now, seal=seal
        )
        if typed.findings:
            raise FormIncomplete(typed.findings)

    return done(request, me, assignment_id, form, act, typed=typed)


def _fields(session: Session, me: Viewer, assignment_id: str) -> list[FormField]:
    case_id = case_of(session, assignment_id)
    if case_id is None:
        return []
    state = visible_state(session, me, case_id)
    mine = state.assignment(assignment_id)
    return correctable(processes.get(session, state.version), state, mine) if mine else []
