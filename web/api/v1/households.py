"""Households in JSON: filling a file in, reading it line by line, clearing contradictions, granting help, reviews."""

from fastapi import APIRouter, Request

from actions import matching
from actions.helping import Wish
from actions.households import open_file
from actions.reviews import open_review
from engine.hardship.file import HouseholdFile
from engine.state import CaseState
from models.session import Session
from web.api.v1 import household_told
from web.api.v1.shapes import Done, Reason
from web.api.v1.shapes import households as shapes
from web.api.v1.speaker import Speaker
from web.households import acts
from web.households.form import with_kept
from web.pages import office_of
from web.speaking import Identity, transaction

router = APIRouter()


@router.get("/assignments/{assignment_id}/household")
def filled(request: Request, speaker: Speaker, assignment_id: Identity) -> shapes.KeptFile:
    """The file that my share asks for, as it is kept so far: what is wrong with it, and the class once nothing is."""
    with transaction(request) as session:
        state, _share = acts.mine(session, speaker, assignment_id)
        return _kept(request, session, state)


@router.post("/assignments/{assignment_id}/household")
def keep(
    request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.NewFile
) -> shapes.KeptFile:
    """Keep the whole file, whatever is wrong with it; it is fixed as a version when the step is handed in."""
    with transaction(request) as session:
        state, share = acts.mine(session, speaker, assignment_id)
        before = acts.kept_file(request, session, state)
        file = HouseholdFile.model_validate(with_kept(said.model_dump(), before))
        acts.keep(request, session, speaker, share, file, state=state)
        return _kept(request, session, state)


@router.get("/cases/{case_id}/household")
def one(request: Request, speaker: Speaker, case_id: Identity) -> shapes.HouseholdOfCase:
    """The household line by line, with its numbers masked."""
    with transaction(request) as session:
        return household_told.told(acts.look_at(request, session, speaker, case_id, whole=False))


@router.post("/cases/{case_id}/household/disclosure")
def whole(request: Request, speaker: Speaker, case_id: Identity, said: Reason) -> shapes.HouseholdOfCase:
    """The same with whole numbers; who looked and why is a line of the case's journal."""
    with transaction(request) as session:
        acts.look_at_numbers(session, speaker, case_id, said.reason)
        return household_told.told(acts.look_at(request, session, speaker, case_id, whole=True))


@router.post("/cases/{case_id}/help", status_code=201)
def grant(request: Request, speaker: Speaker, case_id: Identity, said: shapes.Wish) -> shapes.Payment:
    """Grant a sum for the household, within the caps of the year."""
    with transaction(request) as session:
        new = acts.grant(request, session, speaker, case_id, Wish(**said.model_dump()))
        return shapes.Payment.model_validate(new)


@router.post("/cases/{case_id}/contradictions/{contradiction}", status_code=204)
def clear(
    request: Request, speaker: Speaker, case_id: Identity, contradiction: Identity, said: shapes.Clearing
) -> None:
    """Say whether a contradiction stands, and why."""
    with transaction(request) as session:
        acts.visible(session, speaker, case_id)
        acts.clear(request, session, speaker, contradiction, said.reason, stands=said.stands)


@router.post("/cases/{case_id}/data-requests/{asked}/waiver", status_code=204)
def waive(request: Request, speaker: Speaker, case_id: Identity, asked: Identity, said: Reason) -> None:
    """Go on without an answer, with the reason."""
    seal = office_of(request).seal
    with transaction(request) as session:
        acts.visible(session, speaker, case_id)
        matching.waive(session, asked, said.reason, actor=speaker.person, now=speaker.now, seal=seal)


@router.post("/cases/{case_id}/review", status_code=201)
def review(request: Request, speaker: Speaker, case_id: Identity) -> Done:
    """Begin the review (复核) of a case that ended without success; the answer is the new case."""
    with transaction(request) as session:
        acts.visible(session, speaker, case_id)
        return Done(case=open_review(session, case_id, actor=speaker.person, now=speaker.now))


def _kept(request: Request, session: Session, state: CaseState) -> shapes.KeptFile:
    return household_told.kept(open_file(session, state.id, office_of(request).seal))
