"""认领, 转办, 委派, 加签, 减签, 撤回, questions: the buttons beside the decision."""

from collections.abc import Callable
from typing import get_args

from fastapi import APIRouter, Request, Response

from actions import handing_on, lists, questions
from engine.commands import Place
from models.session import Session
from web.cases.acts import chosen, done
from web.speaking import Identity, Me, Posted, said

router = APIRouter(prefix="/assignments/{assignment_id}")
_PLACES: tuple[Place, ...] = get_args(Place)


@router.post("/claim")
def claim(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Take a pooled share for oneself."""
    return done(
        request,
        me,
        assignment_id,
        form,
        lambda session: handing_on.claim(session, assignment_id, actor=me.person, now=me.now),
    )


@router.post("/give-back")
def give_back(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Give a claim or a delegated share back."""
    note = said(form, "note")
    return done(
        request,
        me,
        assignment_id,
        form,
        lambda session: handing_on.give_back(session, assignment_id, actor=me.person, now=me.now, note=note),
    )


@router.post("/transfer")
def transfer(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Hand the share over for good."""
    return _hand(request, me, form, assignment_id, handing_on.transfer)


@router.post("/delegation")
def delegate(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Ask another for an opinion and get the share back."""
    return _hand(request, me, form, assignment_id, handing_on.delegate)


@router.post("/signers")
def add_signer(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Have another sign before, beside or after."""

    def act(session: Session) -> None:
        place = chosen(form, "place", _PLACES)
        handing_on.add_signer(
            session,
            assignment_id,
            said(form, "colleague"),
            place,
            actor=me.person,
            now=me.now,
            note=said(form, "note"),
        )

    return done(request, me, assignment_id, form, act)


@router.post("/removal")
def remove_signer(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Take an added signer away again."""
    return done(
        request,
        me,
        assignment_id,
        form,
        lambda session: handing_on.remove_signer(session, assignment_id, actor=me.person, now=me.now),
    )


@router.post("/recusal")
def recuse(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Declare a conflict of interest."""
    reason = said(form, "recusal")
    return done(
        request,
        me,
        assignment_id,
        form,
        lambda session: handing_on.recuse(session, assignment_id, reason, actor=me.person, now=me.now),
    )


@router.post("/take-back")
def take_back(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Take one's own decision or hand-over back."""
    return done(
        request,
        me,
        assignment_id,
        form,
        lambda session: handing_on.take_back(session, assignment_id, actor=me.person, now=me.now),
    )


@router.post("/question")
def ask(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Ask the applicant."""
    text = said(form, "text")
    return done(
        request,
        me,
        assignment_id,
        form,
        lambda session: questions.ask(session, assignment_id, text, actor=me.person, now=me.now),
    )


@router.post("/answer")
def answer(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Answer the question whose assignment this is."""
    text = said(form, "text")
    return done(
        request,
        me,
        assignment_id,
        form,
        lambda session: questions.answer(session, assignment_id, text, actor=me.person, now=me.now),
    )


@router.post("/lines")
def add_line(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Add a line to the list for which the case is being walked."""
    text = said(form, "text")
    return done(
        request,
        me,
        assignment_id,
        form,
        lambda session: lists.add_line(session, assignment_id, text, actor=me.person, now=me.now),
    )


def _hand(request: Request, me: Me, form: Posted, assignment_id: str, verb: Callable[..., None]) -> Response:
    """Hand on to the colleague who was chosen."""
    to, note = said(form, "colleague"), said(form, "note")
    return done(
        request,
        me,
        assignment_id,
        form,
        lambda session: verb(session, assignment_id, to, actor=me.person, now=me.now, note=note),
    )
