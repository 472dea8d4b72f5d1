"""Dossiers: zip files for people without access, which can be checked without the office."""

from fastapi import APIRouter, Request, Response

from web.api.v1 import shapes
from web.api.v1.speaker import Speaker
from web.cases import dossiers
from web.speaking import Identity

router = APIRouter()
_ZIP: dict[int | str, dict[str, object]] = {200: {"content": {"application/zip": {}}}}


@router.get("/cases/{case_id}/dossier", response_class=Response, responses=_ZIP)
def one(request: Request, speaker: Speaker, case_id: Identity) -> Response:
    """A case's dossier as a zip file, ID numbers masked."""
    return dossiers.given(request, speaker, case_id)


@router.post("/cases/{case_id}/dossier", response_class=Response, responses=_ZIP)
def one_in_full(request: Request, speaker: Speaker, case_id: Identity, said: shapes.Reason) -> Response:
    """The same with whole ID numbers, for administrators; the journal of the case notes who and why."""
    return dossiers.given_in_full(request, speaker, case_id, said.reason)


@router.get("/cases/{case_id}/copy", response_class=Response, responses=_ZIP)
def anonymous(request: Request, speaker: Speaker, case_id: Identity) -> Response:
    """A case with invented people, units, numbers and days as a zip file, for administrators."""
    return dossiers.given_anonymously(request, speaker, case_id)


@router.get("/rounds/{round_key}/dossiers", response_class=Response, responses=_ZIP)
def all_of_a_round(request: Request, speaker: Speaker, round_key: str) -> Response:
    """The dossiers of a round in one zip file, as far as I may see its cases."""
    return dossiers.given_together(request, speaker, round_key)
