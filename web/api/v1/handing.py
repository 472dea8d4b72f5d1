"""认领, 转办, 委派, 加签, 减签, 撤回, questions: the acts of reviewers on a share, in JSON."""

from fastapi import APIRouter, Request

from actions import handing_on, lists, questions
from web.api.v1 import shapes
from web.api.v1.assignments import done
from web.api.v1.precondition import AS_READ
from web.api.v1.speaker import Speaker
from web.speaking import Identity

router = APIRouter(prefix="/assignments/{assignment_id}", dependencies=[AS_READ])


@router.post("/claim")
def claim(request: Request, speaker: Speaker, assignment_id: Identity) -> shapes.Done:
    """Take a pooled share for oneself, for a while."""
    return done(
        request,
        assignment_id,
        lambda session: handing_on.claim(session, assignment_id, actor=speaker.person, now=speaker.now),
    )


@router.post("/give-back")
def give_back(request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Note) -> shapes.Done:
    """Give a claim back to the pool, or a delegated share to whoever delegated it."""
    return done(
        request,
        assignment_id,
        lambda session: handing_on.give_back(
            session, assignment_id, actor=speaker.person, now=speaker.now, note=said.note
        ),
    )


@router.post("/recusal")
def recuse(request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Words) -> shapes.Done:
    """Declare a conflict of interest."""
    return done(
        request,
        assignment_id,
        lambda session: handing_on.recuse(
            session, assignment_id, said.text, actor=speaker.person, now=speaker.now
        ),
    )


@router.post("/transfer")
def transfer(
    request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Handing
) -> shapes.Done:
    """Hand the share over for good."""
    return done(
        request,
        assignment_id,
        lambda session: handing_on.transfer(
            session, assignment_id, said.to, actor=speaker.person, now=speaker.now, note=said.note
        ),
    )


@router.post("/delegation")
def delegate(
    request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Handing
) -> shapes.Done:
    """Ask another for an opinion and get the share back."""
    return done(
        request,
        assignment_id,
        lambda session: handing_on.delegate(
            session, assignment_id, said.to, actor=speaker.person, now=speaker.now, note=said.note
        ),
    )


@router.post("/signers")
def add_signer(
    request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Signer
) -> shapes.Done:
    """Have another sign before, beside or after."""
    return done(
        request,
        assignment_id,
        lambda session: handing_on.add_signer(
            session, assignment_id, said.to, said.place, actor=speaker.person, now=speaker.now, note=said.note
        ),
    )


@router.post("/removal")
def remove_signer(
    request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Note
) -> shapes.Done:
    """Take the added signer whose assignment this is away again."""
    return done(
        request,
        assignment_id,
        lambda session: handing_on.remove_signer(
            session, assignment_id, actor=speaker.person, now=speaker.now, reason=said.note
        ),
    )


@router.post("/take-back")
def take_back(request: Request, speaker: Speaker, assignment_id: Identity) -> shapes.Done:
    """Take one's own decision or hand-over back, until the next one has acted."""
    return done(
        request,
        assignment_id,
        lambda session: handing_on.take_back(session, assignment_id, actor=speaker.person, now=speaker.now),
    )


@router.post("/question")
def ask(request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Words) -> shapes.Done:
    """Ask the applicant."""
    return done(
        request,
        assignment_id,
        lambda session: questions.ask(
            session, assignment_id, said.text, actor=speaker.person, now=speaker.now
        ),
    )


@router.post("/answer")
def answer(request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Words) -> shapes.Done:
    """Answer the question whose assignment this is."""
    return done(
        request,
        assignment_id,
        lambda session: questions.answer(
            session, assignment_id, said.text, actor=speaker.person, now=speaker.now
        ),
    )


@router.post("/lines")
def add_line(request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Words) -> shapes.Done:
    """Add a line to the list for which the case is being walked."""
    return done(
        request,
        assignment_id,
        lambda session: lists.add_line(
            session, assignment_id, said.text, actor=speaker.person, now=speaker.now
        ),
    )
