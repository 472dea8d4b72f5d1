"""Objections by anybody: how they are taken in, and how their author learns what became of them."""

from dataclasses import dataclass
from datetime import timedelta

from fastapi import APIRouter, Request, Response

from actions.publicity import file_objection, objection_under
from engine.refusals import Refusal
from engine.showing.objections import must_be_traceable
from models.publicity import Objection
from web.allowance import Allowance
from web.errors import sentence_of, status_of
from web.outsiders import human_check
from web.outsiders.publicity import notice_of, page_of, shown_now
from web.pages import office_of, render
from web.refusals import NoSuchCode, NotAnswered, NotFound, TooManyObjections, TooManyQuestions
from web.speaking import Anyone, Identity, Posted, real_time, said, transaction

router = APIRouter(prefix="/publicity")
OF_ONE_ADDRESS = Allowance(5, timedelta(hours=1), real_time)
OF_ONE_CASE = Allowance(20, timedelta(hours=1), real_time)
CODES_TRIED = Allowance(20, timedelta(hours=1), real_time)
_TYPED = ("name", "contact", "text", "check", "answer")


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody who objects has typed, and the answer to the small question."""

    name: str
    contact: str
    text: str
    check: str
    answer: str


@router.post("/{window}/objections")
def objection(request: Request, form: Posted, window: Identity) -> Response:
    """Object to what is shown. The words are sealed before they are stored."""
    typed = Typed(**{name: said(form, name) for name in _TYPED})
    try:
        code = take_in(request, window, typed)
    except NotFound:
        raise
    except Refusal as refusal:
        sentence = sentence_of(request, refusal)
        return page_of(request, window, status=status_of(refusal), typed=typed, sentence=sentence)
    return page_of(request, window, status=201, code=code)


@router.get("/objections")
def question(request: Request, _viewer: Anyone) -> Response:
    """Where the author of an objection asks how it stands."""
    return render(request, "objection.html", typed="", found=None, sentence="")


@router.post("/objections")
def answer(request: Request, form: Posted) -> Response:
    """How the objection of this code stands; the code is not in the address."""
    code = said(form, "code")
    try:
        found = standing(request, code)
    except Refusal as refusal:
        sentence = sentence_of(request, refusal)
        return render(
            request, "objection.html", status_of(refusal), typed=code, found=None, sentence=sentence
        )
    return render(request, "objection.html", typed=code, found=found, sentence="")


def take_in(request: Request, window: str, typed: Typed) -> str:
    """File an objection and return its author's code.

    Raises NotFound once the showing is over, NotAnswered, TooManyObjections, and what the engine refuses. What has
    to be filled in again uses up nothing of the allowance.
    """
    office = office_of(request)
    told = {"name": typed.name, "contact": typed.contact, "text": typed.text}
    with transaction(request) as session:
        shown = shown_now(request, session, window)
        must_be_traceable(**told, clue_words=notice_of(request, session, shown).step.clue_words)
    if not human_check.passes(office, typed.check, typed.answer):
        raise NotAnswered
    if not (OF_ONE_ADDRESS.take(_address(request)) and OF_ONE_CASE.take(window)):
        raise TooManyObjections
    with transaction(request) as session:
        return file_objection(session, shown.case_id, **told, now=office.clock(), seal=office.seal)


def standing(request: Request, code: str) -> Objection:
    """The objection of a code. Raises NoSuchCode, and TooManyQuestions for whoever tries one after the other."""
    if not CODES_TRIED.take(_address(request)):
        raise TooManyQuestions
    with transaction(request) as session:
        found = objection_under(session, code, seal=office_of(request).seal)
        if found is None:
            raise NoSuchCode
        session.expunge(found)
    return found


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
