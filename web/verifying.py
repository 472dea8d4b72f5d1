"""证书查验, open to all: whether a certificate is genuine, by its number and the code printed on it."""

from datetime import timedelta
from typing import Literal

from fastapi import APIRouter, Request, Response

from models import documents
from models.documents import Document
from web.allowance import Allowance
from web.errors import sentence_of, status_of
from web.pages import render
from web.refusals import TooManyChecks
from web.speaking import Anyone, real_time, transaction
from web.tokens import same

router = APIRouter(prefix="/verify")
CHECKS = Allowance(60, timedelta(hours=1), real_time)
Verdict = Literal["genuine", "revoked", "unknown"]


@router.get("")
def asked(request: Request, _viewer: Anyone, number: str = "", code: str = "") -> Response:
    """The form, and the answer when it was filled in."""
    return _answer(request, number, code)


@router.get("/{number}")
def one(request: Request, _viewer: Anyone, number: str, code: str = "") -> Response:
    """The same for an address that names the certificate."""
    return _answer(request, number, code)


def _answer(request: Request, number: str, code: str) -> Response:
    if not (number and code):
        return render(request, "verify.html", number=number, code=code, verdict="", found=None, sentence="")
    if not CHECKS.take(request.client.host if request.client else ""):
        refusal = TooManyChecks()
        sentence, status = sentence_of(request, refusal), status_of(refusal)
        told = {"number": number, "code": code, "verdict": "", "found": None, "sentence": sentence}
        return render(request, "verify.html", status, **told)
    with transaction(request) as session:
        found = documents.numbered(session, _spelt(number))
        verdict = _verdict(found, code)
    shown = found if verdict != "unknown" else None
    return render(request, "verify.html", number=number, code=code, verdict=verdict, found=shown, sentence="")


def _verdict(found: Document | None, code: str) -> Verdict:
    """A wrong code is answered as an unknown number is: nobody learns which numbers there are."""
    if found is None or found.kind != "certificate" or not same(found.code, code.strip().upper()):
        return "unknown"
    return "revoked" if found.voided_at else "genuine"


def _spelt(number: str) -> str:
    """As the office writes it, whatever brackets were typed."""
    return number.strip().replace(" ", "").translate(str.maketrans("[]（）()【】", "〔〕〔〕〔〕〔〕"))
