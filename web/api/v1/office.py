"""Rounds, their gates and draws, and the demonstration clock in JSON."""

from fastapi import APIRouter, Request

from actions import clock, gates
from actions.draws import hold_draw
from actions.rounds import open_round
from engine.scores.draw_record import DrawRecord
from web.api.v1 import shapes
from web.api.v1.speaker import Speaker
from web.pages import office_of
from web.refusals import NotFound, OfficersOnly
from web.speaking import transaction

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


@router.post("/clock")
def move(request: Request, speaker: Speaker, said: shapes.ClockMove) -> shapes.Now:
    """Move the clock of a demonstration office on."""
    if not office_of(request).settings.demo:
        raise NotFound
    with transaction(request) as session:
        clock.move(session, to=said.to, actor=speaker.person, now=speaker.now)
    return shapes.Now(now=said.to)
