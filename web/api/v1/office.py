"""Rounds, public showings and the demonstration clock in JSON."""

from fastapi import APIRouter, Request

from actions import clock, gates
from actions.draws import hold_draw
from actions.rounds import open_round
from engine.draw_record import DrawRecord
from models.reads import publicity as reads
from web import human_check
from web.api.v1 import shapes
from web.api.v1.speaker import Speaker
from web.objections import Typed, standing, take_in
from web.pages import office_of
from web.publicity import notice_of
from web.refusals import NotFound, OfficersOnly
from web.speaking import Identity, transaction

router = APIRouter()


@router.post("/rounds", status_code=201)
def new_round(request: Request, speaker: Speaker, said: shapes.NewRound) -> shapes.RoundKey:
    """Open a round: the units are told their places."""
    if not speaker.may_open_rounds:
        raise OfficersOnly
    with transaction(request) as session:
        key = open_round(
            session, said.process, year=said.year, quota=said.quota, actor=speaker.person, now=speaker.now
        )
    return shapes.RoundKey(round=key)


@router.post("/rounds/{round_key}/gates/{gate}/opening")
def open_gate(request: Request, speaker: Speaker, round_key: str, gate: str) -> shapes.RoundKey:
    """Let the cases of the round pass the gate."""
    if not speaker.may_open_rounds:
        raise OfficersOnly
    with transaction(request) as session:
        gates.open_gate(session, round_key, gate, actor=speaker.person, now=speaker.now)
    return shapes.RoundKey(round=round_key)


@router.post("/rounds/{round_key}/gates/{gate}/closing")
def close_gate(request: Request, speaker: Speaker, round_key: str, gate: str) -> shapes.RoundKey:
    """Have the cases that come from now on wait at the gate."""
    if not speaker.may_open_rounds:
        raise OfficersOnly
    with transaction(request) as session:
        gates.close_gate(session, round_key, gate, actor=speaker.person, now=speaker.now)
    return shapes.RoundKey(round=round_key)


@router.post("/rounds/{round_key}/draws/{step}", status_code=201)
def draw(request: Request, speaker: Speaker, round_key: str, step: str, said: shapes.Seed) -> DrawRecord:
    """Hold a draw for all cases of the round that wait for it; the answer is its record."""
    if not speaker.may_open_rounds:
        raise OfficersOnly
    with transaction(request) as session:
        return hold_draw(session, round_key, step, said.seed, actor=speaker.person, now=speaker.now)


@router.get("/publicity")
def shown(request: Request) -> list[shapes.Notice]:
    """What is shown to the public now; open to all."""
    with transaction(request) as session:
        found = reads.shown(session, now=office_of(request).clock())
        notices = [notice_of(request, session, one) for one in found]
    return [
        shapes.Notice(
            id=one.shown.id,
            process=one.shown.process_title,
            unit=one.shown.unit_name,
            level=one.shown.level,
            posted_at=one.shown.posted_at,
            closes_at=one.shown.closes_at,
            suspended=one.shown.suspended_at is not None,
            lines=dict(one.lines),
        )
        for one in notices
    ]


@router.get("/publicity/question")
def question(request: Request) -> shapes.Question:
    """The small question to be answered with an objection; it holds for half an hour and for one answer."""
    asked = human_check.ask(office_of(request))
    return shapes.Question(add=(asked.first, asked.second), check=asked.token)


@router.post("/publicity/{window}/objections", status_code=201)
def objection(request: Request, window: Identity, said: shapes.Objection) -> shapes.Code:
    """Object to what is shown; open to all, a few times an hour from one address and for one case."""
    return shapes.Code(code=take_in(request, window, Typed(**said.model_dump())))


@router.post("/publicity/objections")
def objection_state(request: Request, said: shapes.Code) -> shapes.ObjectionState:
    """How an objection stands, for its author."""
    found = standing(request, said.code)
    return shapes.ObjectionState(
        filed_at=found.filed_at, due_at=found.due_at, upheld=found.upheld, finding=found.finding
    )


@router.post("/clock")
def move(request: Request, speaker: Speaker, said: shapes.ClockMove) -> shapes.Now:
    """Move the clock of a demonstration office on."""
    if not office_of(request).settings.demo:
        raise NotFound
    with transaction(request) as session:
        clock.move(session, to=said.to, actor=speaker.person, now=speaker.now)
    return shapes.Now(now=said.to)
