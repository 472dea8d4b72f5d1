"""催办, 抄送, 已阅, 暂挂, 终止: buttons of a whole case that decide nothing in it."""

from collections.abc import Callable
from typing import get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions import overseeing, twins
from engine.events.twins import Verdict
from engine.refusals import Refusal
from models.session import Session
from web.cases import page as case_page
from web.cases.tasks import Refused
from web.errors import sentence_of, status_of
from web.refusals import NotFound
from web.speaking import Identity, Me, Posted, Viewer, said, transaction

router = APIRouter(prefix="/cases/{case_id}")


@router.post("/urging")
def urge(request: Request, me: Me, form: Posted, case_id: Identity) -> Response:
    """Nudge those the case waits for."""
    return done(
        request,
        me,
        case_id,
        form,
        lambda session: overseeing.urge(session, case_id, actor=me.person, now=me.now),
    )


@router.post("/copies")
def copy_to(request: Request, me: Me, form: Posted, case_id: Identity) -> Response:
    """Send the case to a colleague for information."""
    to, note = said(form, "colleague"), said(form, "note")
    return done(
        request,
        me,
        case_id,
        form,
        lambda session: overseeing.copy_to(session, case_id, [to], actor=me.person, now=me.now, note=note),
    )


@router.post("/copies/{copy_id}/reading")
def mark_read(request: Request, me: Me, form: Posted, case_id: Identity, copy_id: Identity) -> Response:
    """Say that one has read one's copy."""
    return done(
        request,
        me,
        case_id,
        form,
        lambda session: overseeing.mark_read(session, case_id, copy_id, actor=me.person, now=me.now),
    )


@router.post("/hold")
def hold(request: Request, me: Me, form: Posted, case_id: Identity) -> Response:
    """Have the case wait."""
    reason = said(form, "reason")
    return done(
        request,
        me,
        case_id,
        form,
        lambda session: overseeing.hold(session, case_id, reason, actor=me.person, now=me.now),
    )


@router.post("/twins/{other}")
def judge_twin(request: Request, me: Me, form: Posted, case_id: Identity, other: Identity) -> Response:
    """Say whether another case is about the same person."""
    verdict = next((one for one in get_args(Verdict) if one == said(form, "verdict")), None)
    if verdict is None:
        raise NotFound
    reason = said(form, "reason")
    return done(
        request,
        me,
        case_id,
        form,
        lambda session: twins.judge(
            session, case_id, other, verdict, reason=reason, actor=me.person, now=me.now
        ),
    )


@router.post("/termination")
def terminate(request: Request, me: Me, form: Posted, case_id: Identity) -> Response:
    """End the case."""
    reason = said(form, "reason")
    return done(
        request,
        me,
        case_id,
        form,
        lambda session: overseeing.terminate(session, case_id, reason, actor=me.person, now=me.now),
    )


def done(
    request: Request, me: Viewer, case_id: str, form: FormData, act: Callable[[Session], None]
) -> Response:
    """Do it and come back to the case; a refusal is shown there, and nothing typed is lost."""
    try:
        with transaction(request) as session:
            case_page.visible_state(session, me, case_id)
            act(session)
    except Refusal as refusal:
        typed = {"reason": said(form, "reason"), "note": said(form, "note")}
        refused = Refused("overseeing", sentence_of(request, refusal), typed=typed)
        return case_page.show(request, me, case_id, status=status_of(refusal), refused=refused)
    return RedirectResponse(f"/cases/{case_id}?done=1", 303)
