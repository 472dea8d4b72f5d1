"""What a reviewer does with an assignment. Every address here calls one action, and shows its refusal in place."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile

from actions import assignments, cases, opinions, publicity, scoring, waivers
from engine.commands import Choice as Paper
from engine.definition import Then
from engine.refusals import FormIncomplete, Refusal
from engine.state import Answer
from models.reads.assignments import case_of, fields_at
from models.session import Session
from web.cases import page as case_page
from web.cases.scores import POINTS
from web.cases.tasks import Refused
from web.cases.typed import Typed, read
from web.errors import sentence_of
from web.pages import office_of
from web.refusals import ChoiceMissing
from web.speaking import Identity, Me, Posted, Viewer, said, transaction
from web.uploads import take_in

router = APIRouter(prefix="/assignments/{assignment_id}")
_Word = TypeVar("_Word", bound=str)
_PAPERS: tuple[Paper, ...] = get_args(Paper)
_ANSWERS: tuple[Answer, ...] = get_args(Answer)
_THENS: tuple[Then, ...] = get_args(Then)
_FINDINGS = ("upheld", "dismissed")


@router.post("/decision")
def decide(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Approve, reject, abstain, record or determine; the step's own fields come along."""
    typed = _keep(request, me, assignment_id, form)

    def act(session: Session) -> None:
        assignments.decide(
            session,
            assignment_id,
            chosen(form, "decision", _PAPERS),
            actor=me.person,
            now=me.now,
            seal=office_of(request).seal,
            comment=said(form, "comment"),
            answers=typed.answers or None,
            outcome=said(form, "outcome") or None,
        )
        if typed.findings:
            raise FormIncomplete(typed.findings)

    return done(request, me, assignment_id, form, act, typed=typed)


@router.post("/waiver")
def waive(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Make an exception from a rule that is not met, with the reason."""

    def act(session: Session) -> None:
        rule, reason = said(form, "waiving"), said(form, "reason")
        waivers.waive(session, assignment_id, rule, reason, actor=me.person, now=me.now)

    return done(request, me, assignment_id, form, act)


@router.post("/return")
def send_back(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Return the case to an earlier step."""

    def act(session: Session) -> None:
        to, _, word = said(form, "to").partition(" ")
        then = among(word, _THENS) if word else None
        comment = said(form, "comment")
        assignments.send_back(session, assignment_id, to, comment, actor=me.person, now=me.now, then=then)

    return done(request, me, assignment_id, form, act)


@router.post("/score")
def score(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Hand in a score sheet."""
    points = {name.removeprefix(POINTS): said(form, name) for name in form if name.startswith(POINTS)}

    def act(session: Session) -> None:
        comment = said(form, "comment")
        scoring.give_score(session, assignment_id, points, actor=me.person, now=me.now, comment=comment)

    return done(request, me, assignment_id, form, act)


@router.post("/opinion")
def opinion(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Put an agency's written answer on file, with the scan of it."""

    def act(session: Session) -> None:
        opinions.record_opinion(
            session,
            assignment_id,
            said(form, "agency"),
            chosen(form, "answer", _ANSWERS),
            actor=me.person,
            now=me.now,
            reason=said(form, "reason"),
            document=_paper(request, session, me, form),
        )

    return done(request, me, assignment_id, form, act)


@router.post("/opinion/acceptance")
def accept(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Put on file what an agency answered by its link."""

    def act(session: Session) -> None:
        opinions.accept_opinion(session, assignment_id, said(form, "agency"), actor=me.person, now=me.now)

    return done(request, me, assignment_id, form, act)


@router.post("/finding")
def finding(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Say what the inquiry into an objection found."""

    def act(session: Session) -> None:
        upheld, reason = chosen(form, "finding", _FINDINGS) == "upheld", said(form, "reason")
        publicity.record_finding(
            session, assignment_id, upheld=upheld, reason=reason, actor=me.person, now=me.now
        )

    return done(request, me, assignment_id, form, act)


def done(
    request: Request,
    me: Viewer,
    assignment_id: str,
    form: FormData,
    act: Callable[[Session], None],
    *,
    typed: Typed | None = None,
) -> Response:
    """Do it and go back to the case; a refusal is shown where the button was, and nothing typed is lost.

    Whoever may not see the case at all hears the refusal alone.
    """
    try:
        with transaction(request) as session:
            case_id = case_of(session, assignment_id)
            act(session)
    except Refusal as refusal:
        findings = getattr(refusal, "findings", ())
        kept = _lines(form) | dict(typed.answers if typed else {})
        refused = Refused(assignment_id, sentence_of(request, refusal), findings, kept)
        return case_page.show_refused(request, me, assignment_id, refusal, refused)
    return RedirectResponse(f"/cases/{case_id}?done=1", 303)


def _keep(request: Request, me: Viewer, assignment_id: str, form: FormData) -> Typed:
    """The step's own fields as typed. Kept at once, so that a file survives the refusal of the act."""
    with transaction(request) as session:
        fields = fields_at(session, assignment_id)
        typed = read(request, session, me, assignment_id, fields=fields, form=form)
        if typed.answers:
            seal = office_of(request).seal
            cases.save_draft(session, assignment_id, typed.answers, actor=me.person, now=me.now, seal=seal)
    return typed


def chosen(form: FormData, name: str, words: Sequence[_Word]) -> _Word:
    """The button or mark that was chosen. Raises ChoiceMissing: what was not said is never taken for a no."""
    return among(said(form, name), words)


def among(word: str, words: Sequence[_Word]) -> _Word:
    """The word, if it is one of these. Raises ChoiceMissing otherwise."""
    for one in words:
        if one == word:
            return one
    raise ChoiceMissing


def _paper(request: Request, session: Session, me: Viewer, form: FormData) -> str | None:
    """The digest of the scan that was sent along, if one was."""
    sent = form.get("document")
    if not isinstance(sent, UploadFile) or not sent.filename:
        return None
    return take_in(request, session, me, sent, opinions.KINDS).digest


def _lines(form: FormData) -> dict[str, Any]:
    """The lines of the page that were typed, so that a refused page can show them again."""
    return {name: value for name, value in form.items() if isinstance(value, str) and name != "csrf"}
