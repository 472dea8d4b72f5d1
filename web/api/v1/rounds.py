"""Boards of rounds in JSON: read them, keep their calendars, freeze, and open another like an earlier one."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from actions import gates, round_calendar
from actions.repeating import open_again, propose_again
from engine.rounds.decidable import at_steps
from engine.rounds.planning import Span
from web.api.v1.shapes import Reason, RoundKey
from web.api.v1.shapes import rounds as shapes
from web.api.v1.speaker import Speaker
from web.pages import words
from web.refusals import OfficersOnly
from web.rounds.view import Board, board_of
from web.speaking import Viewer, transaction

router = APIRouter(prefix="/rounds/{round_key}")


def officer(speaker: Speaker) -> Viewer:
    """The one who asks looks after rounds. Raises OfficersOnly."""
    if not speaker.may_open_rounds:
        raise OfficersOnly
    return speaker


Officer = Annotated[Viewer, Depends(officer)]


@router.get("")
def board(request: Request, speaker: Speaker, round_key: str) -> shapes.Board:
    """The board, as far as the round is the reader's business."""
    with transaction(request) as session:
        found = board_of(session, speaker, round_key, words(request))
    return _board(found)


@router.post("/phases/{phase}/days")
def move_phase(request: Request, speaker: Officer, round_key: str, phase: str, said: shapes.Days) -> RoundKey:
    """Give a part of the calendar other days (延期、改期), with the reason."""
    with transaction(request) as session:
        round_calendar.move_phase(
            session,
            round_key,
            phase,
            opens_on=said.opens_on,
            closes_on=said.closes_on,
            reason=said.reason,
            actor=speaker.person,
            now=speaker.now,
        )
    return RoundKey(round=round_key)


@router.post("/phases/{phase}/closing")
def close_phase(request: Request, speaker: Officer, round_key: str, phase: str) -> RoundKey:
    """End a part of the calendar before its time; the clock does not open it again."""
    with transaction(request) as session:
        round_calendar.close_phase(session, round_key, phase, actor=speaker.person, now=speaker.now)
    return RoundKey(round=round_key)


@router.post("/gates/{gate}/freezes", status_code=201)
def freeze(request: Request, speaker: Officer, round_key: str, gate: str, said: Reason) -> shapes.Sha:
    """Take up what came or changed since the gate was opened."""
    with transaction(request) as session:
        sha256 = gates.freeze_again(
            session, round_key, gate, said.reason, actor=speaker.person, now=speaker.now
        )
    return shapes.Sha(sha256=sha256)


@router.get("/again")
def proposed(request: Request, speaker: Officer, round_key: str, year: int) -> shapes.Proposal:
    """The same as last year: what the round of ``year`` would be, and every difference. Nothing is opened."""
    with transaction(request) as session:
        return shapes.Proposal.model_validate(propose_again(session, round_key, year, now=speaker.now))


@router.post("/again", status_code=201)
def opened(request: Request, speaker: Officer, round_key: str, said: shapes.Again) -> RoundKey:
    """Open it, with the days and places that are changed: the units are told their places."""
    days = {key: Span(one.opens_on, one.closes_on) for key, one in said.days.items()}
    with transaction(request) as session:
        key = open_again(
            session,
            round_key,
            year=said.year,
            days=days,
            quota=said.quota,
            actor=speaker.person,
            now=speaker.now,
        )
    return RoundKey(round=key)


def _board(found: Board) -> shapes.Board:
    return shapes.Board(
        round=found.state.key,
        title=found.state.title,
        process=found.process.key,
        standing=found.standing,
        phases=[shapes.Phase.model_validate(one) for one in found.state.phases],
        gates=sorted(found.state.gates),
        decidable=not found.reasons and not found.over,
        reasons=[
            shapes.WhyNot(why=one.why, sentence=one.sentence, count=one.count, list=where)
            for one, where in found.reasons
        ],
        at_steps=dict(at_steps(found.process, found.cases)),
        missing=[shapes.Missing.model_validate(one) for one in found.missing],
        places={one.unit: (one.places, one.used) for one in found.places},
        freezes=[
            shapes.Frozen(
                seq=one.seq, gate=one.gate, occasion=one.occasion, at=one.at, sha256=one.sha256,
                cases=len(one.content["cases"]),
            )
            for one in found.freezes
        ],
        since={
            gate: [shapes.Since.model_validate(one) for one in lines] for gate, lines in found.since
        },
    )  # fmt: skip
