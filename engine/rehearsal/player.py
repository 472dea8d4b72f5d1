"""Plays a script: its acts in turn, the time between them, and what is expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from engine.deadlines import Calendar
from engine.definition import BallotStep, Process, ScoreStep
from engine.refusals import Refusal
from engine.rehearsal.act import Act, ByAdministrator, OnAssignment
from engine.rehearsal.acts import Line
from engine.rehearsal.acts_of_others import FailMachine, FinishMachine
from engine.rehearsal.acts_on_shares import Draft, Score, Submit, Vote
from engine.rehearsal.casting import Cast, cast_of
from engine.rehearsal.expectations import Difference, difference, open_steps
from engine.rehearsal.passing import let_pass
from engine.rehearsal.script import Expect, Opening, Pass
from engine.rehearsal.stage import FIRST, Newcomer, Refused, Stage, Told
from engine.state import CaseState


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of it: everything told in its order, the last state, and the first difference if there is one.

    ``process`` is the version that the case goes by at the end.
    """

    told: tuple[Told | Refused, ...]
    state: CaseState | None
    open: tuple[str, ...]
    process: Process
    difference: Difference | None


def play(
    process: Process,
    script: Sequence[Line],
    *,
    calendar: Calendar,
    versions: Mapping[str, Process] | None = None,
) -> Rehearsal:
    """Play ``script``, whose first moment is where the clock starts. Stops at the first difference.

    ``versions`` are the other versions to which the script moves the case, by the names that it has for them.
    """
    opening = script[0] if script and isinstance(script[0], Opening) else Opening()
    known = {FIRST: process, **(versions or {})}
    bodies = {key: body for one in reversed(known.values()) for key, body in one.bodies.items()}
    cast = _with_the_known(cast_of(bodies, opening), process, script)
    stage = Stage(process, opening, cast, calendar, _start(script), used=_used(opening), versions=known)
    stage = _anew(stage, _seated(stage, script))
    found = _play(stage, script)
    return Rehearsal(tuple(stage.told), stage.state, tuple(open_steps(stage)), stage.process, found)


def _seated(empty: Stage, script: Sequence[Line]) -> Cast:
    """The cast in which every name has the seat that it takes in the course of the script.

    Each time a name takes one the acts are played anew, as if it had sat there from the beginning.
    """
    cast = empty.cast
    while True:
        stage = _anew(empty, cast)
        try:
            for number, line in enumerate(script):
                _perform(stage, number, line)
        except Newcomer as newcomer:
            cast = cast.with_member(newcomer.name, newcomer.body)
        else:
            return cast


def _anew(empty: Stage, cast: Cast) -> Stage:
    """The stage before anything happened, with this cast."""
    return replace(
        empty,
        cast=cast,
        told=[],
        papers={},
        drafts={},
        gates=set(empty.opening.gates),
        round=None,
        frozen={},
        boxes={},
    )


def _used(opening: Opening) -> int:
    return opening.quota.used if opening.quota else 0


def _start(script: Sequence[Line]) -> datetime:
    """The first moment that is written. Raises ValueError when there is none."""
    for line in script:
        if isinstance(line, Pass | Act) and line.at is not None:
            return line.at
    message = "a script without a moment"
    raise ValueError(message)


def _with_the_known(cast: Cast, process: Process, script: Sequence[Line]) -> Cast:
    """Without a written cast, all who vote are members of the one ballot's body.

    Who does an administrator's act, and has no other part in the case, is one.
    """
    if cast.is_written:
        return cast
    ballots = {step.by for step in process.steps if isinstance(step, BallotStep)}
    panels = {step.by for step in process.steps if isinstance(step, ScoreStep)}
    others = {line.actor for line in script if isinstance(line, OnAssignment)}
    for line in script:
        match line:
            case Vote(actor=name) if len(ballots) == 1:
                cast = cast.with_member(name, next(iter(ballots)))
            case Score(actor=name) if len(panels) == 1:
                cast = cast.with_member(name, next(iter(panels)))
            case ByAdministrator(actor=name) if name not in others:
                cast = cast.with_administrator(name)
    return cast


def _play(stage: Stage, script: Sequence[Line]) -> Difference | None:
    since = 0
    for number, line in enumerate(script):
        if isinstance(line, Expect):
            found = difference(stage, line.expect, number, since)
        else:
            since = len(stage.told)
            _perform(stage, number, line)
            is_looked_at = isinstance(next(iter(script[number + 1 :]), None), Expect)
            found = None if is_looked_at else _refusal(stage, since)
        if found is not None:
            return found
    return None


def _perform(stage: Stage, number: int, line: Line) -> None:
    stage.line = number
    match line:
        case Pass():
            let_pass(stage, line.at)
        case Act():
            _act(stage, line)


def _act(stage: Stage, line: Act) -> None:
    let_pass(stage, line.at or stage.now, machines=not isinstance(line, FailMachine | FinishMachine))
    command = None
    try:
        if stage.state is None and isinstance(line, Submit | Draft):
            stage.ask(stage.opening_by(line.actor), line.actor)
        command = line.command(stage)
        if command is not None:
            stage.ask(command, line.actor)
    except Refusal as refusal:
        stage.refuse(line.act, line.actor, refusal, command)
    stage.advance()


def _refusal(stage: Stage, since: int) -> Difference | None:
    """An act that was refused, while the script goes on as if it had been done."""
    for one in stage.told[since:]:
        if isinstance(one, Refused):
            name = type(one.refusal).__name__
            sentence = f"不予办理（{name}）：{one.refusal.sentence}"
            return Difference(one.line, "refused", None, name, sentence)
    return None
