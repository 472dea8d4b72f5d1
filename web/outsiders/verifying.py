"""证书查验, open to all: whether a certificate is genuine, by its number and the code printed on it."""

from datetime import timedelta
from typing import Literal

from fastapi import APIRouter, Request, Response

from models import documents, titles
from models.documents import Document
from models.session import Session
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
    try:
        verdict, found = checked(request, number, code)
    except TooManyChecks as refusal:
        sentence, status = sentence_of(request, refusal), status_of(refusal)
        told = {"number": number, "code": code, "verdict": "", "found": None, "sentence": sentence}
        return render(request, "verify.html", status, **told)
    return render(request, "verify.html", number=number, code=code, verdict=verdict, found=found, sentence="")


def checked(request: Request, number: str, code: str) -> tuple[Verdict, Document | None]:
    """Whether the certificate is genuine, and the certificate when number and code belong together.

    Raises TooManyChecks for whoever asks too often from one address.
    """
    if not CHECKS.take(request.client.host if request.client else ""):
        raise TooManyChecks
    with transaction(request) as session:
        found = documents.numbered(session, _spelt(number))
        verdict = _verdict(session, found, code)
        if found is not None:
            session.expunge(found)
    return verdict, found if verdict != "unknown" else None


def _verdict(session: Session, found: Document | None, code: str) -> Verdict:
    """A wrong code is answered as an unknown number is: nobody learns which numbers there are.

    A certificate ends with its number, and with the title that it is about.
    """
    if found is None or found.kind != "certificate" or not same(found.code, code.strip().upper()):
        return "unknown"
    over = found.voided_at is not None or _title_is_over(session, found)
    return "revoked" if over else "genuine"


def _title_is_over(session: Session, found: Document) -> bool:
    number = titles.granted_by(session, found.case_id) if found.case_id else None
    title = titles.load(session, number) if number else None
    return title is not None and title.title.is_over


def _spelt(number: str) -> str:
    """As the office writes it, whatever brackets were typed."""
    return number.strip().replace(" ", "").translate(str.maketrans("[]（）()【】", "〔〕〔〕〔〕〔〕"))
