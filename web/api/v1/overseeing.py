"""催办, 抄送, 已阅, 暂挂, 恢复, 终止: acts on a whole case that decide nothing in it, in JSON."""

from collections.abc import Callable

from fastapi import APIRouter, Request

from actions import advance, overseeing, twins
from engine.handling.twins import VERDICTS
from engine.offering.afterwards import afterwards
from models import calendars, journal, processes
from models.reads import colleagues as reads
from models.session import Session
from web.api.v1 import shapes
from web.api.v1.moving import Administrator
from web.api.v1.precondition import AS_READ, must_be_as_read
from web.api.v1.speaker import Speaker
from web.cases.overdue import nudges
from web.cases.page import visible_state
from web.pages import words
from web.speaking import Identity, Viewer, transaction

router = APIRouter(dependencies=[AS_READ])


@router.get("/colleagues")
def colleagues(request: Request, speaker: Speaker, q: str = "") -> list[shapes.Colleague]:
    """To whom a share can be handed on: my own unit first, then the upper levels."""
    with transaction(request) as session:
        found = reads.colleagues(session, speaker.person.id, q=q.strip())
    return [shapes.Colleague.model_validate(one) for one in found]


@router.get("/cases/{case_id}/afterwards")
def offered(request: Request, speaker: Speaker, case_id: Identity) -> list[shapes.Button]:
    """What I can do about the case besides my own open shares, and what it would do."""
    with transaction(request) as session:
        state = visible_state(session, speaker, case_id)
        process = processes.get(session, state.version)
        found = afterwards(process, state, speaker.person, now=speaker.now, calendar=calendars.of(session))
        return [shapes.Button.model_validate(one) for one in found]


@router.get("/cases/{case_id}/nudges")
def log(request: Request, speaker: Speaker, case_id: Identity) -> list[shapes.Nudge]:
    """What was sent to whom because the case was late, by the clock or by people, latest first (催办与上报)."""
    with transaction(request) as session:
        state = visible_state(session, speaker, case_id)
        process, entries = processes.get(session, state.version), journal.lines(session, case_id)
        return [shapes.Nudge.model_validate(one) for one in nudges(process, state, entries, words(request))]


@router.get("/cases/{case_id}/twins")
def suspected(request: Request, speaker: Administrator, case_id: Identity) -> list[shapes.Twin]:
    """Cases of the round that may be about the same person, with what was found of each; for administrators."""
    with transaction(request) as session:
        found = visible_state(session, speaker, case_id).twins
    return [
        shapes.Twin(case=case, verdict=said, which="")
        if said in VERDICTS
        else shapes.Twin(case=case, verdict=None, which=said)
        for case, said in found.items()
    ]


@router.post("/cases/{case_id}/twins/{other}")
def judge_twin(
    request: Request, speaker: Speaker, case_id: Identity, other: Identity, said: shapes.TwinVerdict
) -> shapes.Done:
    """Say whether another case is about the same person; where it is, this one ends."""
    with transaction(request) as session:
        visible_state(session, speaker, case_id)
        must_be_as_read(request, session, case_id)
        twins.judge(
            session, case_id, other, said.verdict, reason=said.reason, actor=speaker.person, now=speaker.now
        )
    return shapes.Done(case=case_id)


@router.post("/cases/{case_id}/urging")
def urge(request: Request, speaker: Speaker, case_id: Identity) -> shapes.Done:
    """Nudge those the case waits for."""
    return _done(
        request,
        speaker,
        case_id,
        lambda session: overseeing.urge(session, case_id, actor=speaker.person, now=speaker.now),
    )


@router.post("/cases/{case_id}/copies")
def copy_to(request: Request, speaker: Speaker, case_id: Identity, said: shapes.Copies) -> shapes.Done:
    """Send the case to people for information."""
    return _done(
        request,
        speaker,
        case_id,
        lambda session: overseeing.copy_to(
            session,
            case_id,
            said.people,
            actor=speaker.person,
            now=speaker.now,
            note=said.note,
            again=said.again,
        ),
    )


@router.post("/cases/{case_id}/copies/{copy_id}/reading")
def mark_read(request: Request, speaker: Speaker, case_id: Identity, copy_id: Identity) -> shapes.Done:
    """Say that I have read my copy."""
    return _done(
        request,
        speaker,
        case_id,
        lambda session: overseeing.mark_read(
            session, case_id, copy_id, actor=speaker.person, now=speaker.now
        ),
    )


@router.post("/cases/{case_id}/hold")
def hold(request: Request, speaker: Speaker, case_id: Identity, said: shapes.Reason) -> shapes.Done:
    """Have the case wait (administrators)."""
    return _done(
        request,
        speaker,
        case_id,
        lambda session: overseeing.hold(session, case_id, said.reason, actor=speaker.person, now=speaker.now),
    )


@router.post("/cases/{case_id}/resumption")
def resume(request: Request, speaker: Speaker, case_id: Identity) -> shapes.Done:
    """Let a held case go on (administrators)."""
    return _done(
        request,
        speaker,
        case_id,
        lambda session: advance.resume(session, case_id, actor=speaker.person, now=speaker.now),
    )


@router.post("/cases/{case_id}/termination")
def terminate(request: Request, speaker: Speaker, case_id: Identity, said: shapes.Reason) -> shapes.Done:
    """End the case (administrators)."""
    return _done(
        request,
        speaker,
        case_id,
        lambda session: overseeing.terminate(
            session, case_id, said.reason, actor=speaker.person, now=speaker.now
        ),
    )


def _done(request: Request, speaker: Viewer, case_id: str, act: Callable[[Session], None]) -> shapes.Done:
    """Do it to a case that the speaker may see, in one transaction."""
    with transaction(request) as session:
        visible_state(session, speaker, case_id)
        must_be_as_read(request, session, case_id)
        act(session)
        return shapes.Done(case=case_id)
