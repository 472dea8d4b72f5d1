"""The page behind an agency's signed link: what it is asked, and its written answer. Nobody signs in here."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile

from actions import attachments
from actions.opinions import KINDS, receive_opinion
from engine.definition import ConsultStep, Process
from engine.refusals import Refusal
from engine.showing.shown import lines
from engine.state import Answer, OpinionState
from models import cases, opinions, processes
from models.session import Session
from web.allowance import Allowance
from web.cases.acts import chosen
from web.errors import sentence_of, status_of
from web.outsiders import signed_links
from web.pages import office_of, render, words
from web.refusals import LinkNotValid, TooManyAnswers
from web.speaking import Anyone, Posted, real_time, said, transaction
from web.wording import ANSWER, Translate, word

router = APIRouter(prefix="/opinions")
ANSWERS_SENT = Allowance(20, timedelta(hours=1), real_time)
_ANSWERS: tuple[Answer, ...] = get_args(Answer)
_TYPED = ("answer", "reason", "signer")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an agency is asked, as far as the definition lets it read."""

    opinion: OpinionState
    process: Process
    number: str
    unit_name: str
    lines: tuple[tuple[str, str], ...]
    open: bool


@router.get("/{link}")
def show(request: Request, _viewer: Anyone, link: str, received: str = "") -> Response:
    """What is asked, and the form for the answer."""
    return _page(request, link, received=bool(received))


@router.post("/{link}")
def answer(request: Request, form: Posted, link: str) -> Response:
    """Take the answer."""
    opinion_id = _opinion_of(request, link)
    try:
        _receive(request, opinion_id, form)
    except Refusal as refusal:
        typed = {name: said(form, name) for name in _TYPED}
        sentence = sentence_of(request, refusal)
        return _page(request, link, status=status_of(refusal), typed=typed, sentence=sentence)
    return RedirectResponse(f"/opinions/{link}?received=1", 303)


def _receive(request: Request, opinion_id: str, form: FormData) -> None:
    if not ANSWERS_SENT.take(request.client.host if request.client else ""):
        raise TooManyAnswers
    now = office_of(request).clock()
    with transaction(request) as session:
        receive_opinion(
            session,
            opinion_id,
            chosen(form, "answer", _ANSWERS),
            reason=said(form, "reason"),
            document=_scan(request, session, form, now),
            signer=said(form, "signer"),
            now=now,
        )


def _scan(request: Request, session: Session, form: FormData, now: datetime) -> str | None:
    sent = form.get("document")
    if not isinstance(sent, UploadFile) or not sent.filename:
        return None
    stored = attachments.store(
        session,
        name=sent.filename,
        content=sent.file.read(),
        accept=KINDS,
        actor=None,
        now=now,
        files=office_of(request).files,
    )
    return stored.digest


def _opinion_of(request: Request, link: str) -> str:
    """Raises LinkNotValid."""
    office = office_of(request)
    named = signed_links.read(office.settings.secret_key.get_secret_value(), link, now=office.clock())
    if named is None:
        raise LinkNotValid
    return named


def _page(
    request: Request,
    link: str,
    *,
    status: int = 200,
    received: bool = False,
    typed: dict[str, str] | None = None,
    sentence: str = "",
) -> Response:
    opinion_id = _opinion_of(request, link)
    say = words(request)
    with transaction(request) as session:
        asked = _asked(session, opinion_id, say)
    return render(
        request,
        "opinion.html",
        status,
        asked=asked,
        link=link,
        received=received,
        typed=typed or dict.fromkeys(_TYPED, ""),
        sentence=sentence,
        answers=[(key, word(ANSWER, key, say)) for key in ANSWER],
    )


def _asked(session: Session, opinion_id: str, say: Translate) -> Asked:
    """Raises LinkNotValid when nobody asks this any more."""
    case_id = opinions.case_of(session, opinion_id)
    record = cases.load(session, case_id) if case_id else None
    if record is None:
        raise LinkNotValid
    state = record.state
    opinion = next(one for one in state.opinions if one.id == opinion_id)
    process = processes.get(session, state.version)
    visit = next(one for one in state.steps if one.id == opinion.step_id)
    is_open = visit.status == "open" and state.closed_at is None and opinion.answer in (None, "defer")
    read = lines(process, _step(process, visit.key), state.answers, say)
    return Asked(opinion, process, state.number, state.unit.name, read, is_open)


def _step(process: Process, key: str) -> ConsultStep:
    """The step that asks. Raises LinkNotValid when it asks nobody any more."""
    step = process.step(key)
    if not isinstance(step, ConsultStep):
        raise LinkNotValid
    return step
