"""抽签: a draw is held for all cases of a round that wait for it, recorded whole, and never held twice for a case."""

from collections.abc import Sequence
from datetime import datetime

from actions.advance import advance
from actions.people import staff_for
from engine.definition import Process, ScoreStep, VisitStep, needs_draw
from engine.people.recusal import why_recused
from engine.refusals import NoSuchDraw, NoSuchRound, NothingToDraw, SeedMissing
from engine.scores.draw_record import Candidate, Conflict, DrawRecord, held
from engine.state import CaseState, Person
from engine.way.spots import key_of
from models import cases, draws, outbox, processes, rounds
from models.correlation import correlation_of
from models.session import Session


def hold_draw(
    session: Session, round_key: str, step: str, seed: str, *, actor: Person, now: datetime
) -> DrawRecord:
    """Draw for every case of the round that waits at ``step``; they go on with the outbox line that this puts.

    Raises NoSuchRound, SeedMissing, NothingToDraw when no case waits, and DrawImpossible with every reason.
    """
    found = rounds.lock(session, round_key)
    if found is None:
        raise NoSuchRound(round=round_key)
    if not seed.strip():
        raise SeedMissing
    waiting = list(_waiting(session, round_key, step))
    if not waiting:
        raise NothingToDraw(step=_title(session, round_key, step))
    record = held(_record(session, round_key, step, seed.strip(), waiting, now=now))
    draws.put(session, round_key, step, record.model_dump(mode="json"), by=actor.id, now=now)
    outbox.put(
        session,
        event="draw.held",
        payload={"round": round_key, "step": step, "title": record.title, "cases": len(record.cases)},
        now=now,
        correlation=correlation_of(session),
        process=found.process,
    )
    return record


def pass_on(session: Session, round_key: str, step: str, *, now: datetime) -> None:
    """Open the step in every case of the round that waited for the draw; twice is once."""
    for state, _process in _pending(session, round_key, step):
        advance(session, state.id, now=now)


def waiting_for_draw(session: Session, round_key: str, step: str) -> int:
    """How many cases of the round wait for a draw at ``step``."""
    return len(list(_waiting(session, round_key, step)))


def draw_named(session: Session, draw_id: str) -> DrawRecord:
    """The record of a draw. Raises NoSuchDraw."""
    row = draws.get(session, draw_id)
    if row is None:
        raise NoSuchDraw
    return DrawRecord.model_validate(row.record)


def _pending(session: Session, round_key: str, step: str) -> list[tuple[CaseState, Process]]:
    found = []
    for case_id in cases.pending_in(session, round_key):
        record = cases.load(session, case_id)
        if record is not None and step in map(key_of, record.state.pending):
            found.append((record.state, processes.get(session, record.state.version)))
    return found


def _waiting(session: Session, round_key: str, step: str) -> list[tuple[CaseState, Process]]:
    """Those not drawn yet, and those held because somebody drawn is there no more."""
    return [
        (state, process)
        for state, process in _pending(session, round_key, step)
        if needs_draw(process.step(step))
        and (state.held is not None or step not in draws.drawn_for(session, state))
    ]


def _title(session: Session, round_key: str, step: str) -> str:
    """How the step is called; its key where it is not known."""
    process = rounds.definition(session, round_key)
    home = process.homes.get(step) if process else None
    return home.entry.title if home else step


def _record(
    session: Session,
    round_key: str,
    key: str,
    seed: str,
    waiting: Sequence[tuple[CaseState, Process]],
    *,
    now: datetime,
) -> DrawRecord:
    _, process = waiting[0]
    step = process.step(key)
    drawn = step.draw if isinstance(step, ScoreStep) else None
    record = DrawRecord(
        round=round_key,
        step=key,
        title=step.title,
        seed=seed,
        drawn_at=now,
        percent=step.sample if isinstance(step, ScoreStep | VisitStep) else None,
        per_case=drawn.per_case if drawn else None,
        cases=tuple(sorted(state.number for state, _ in waiting)),
    )
    if drawn is None:
        return record
    people = staff_for(session, {drawn.of: process.bodies[drawn.of]}, waiting[0][0], now=now)[drawn.of]
    return record.model_copy(
        update={
            "candidates": tuple(Candidate(id=one.id, name=one.name) for one in people),
            "conflicts": tuple(_conflicts(waiting, key, people)),
        }
    )


def _conflicts(
    waiting: Sequence[tuple[CaseState, Process]], key: str, people: Sequence[Person]
) -> list[Conflict]:
    """Who may not judge which case. A relative is a conflict without a name: the record of a draw is public."""
    return [
        Conflict(case=state.number, judge=one.id, reason=_in_public(why))
        for state, process in waiting
        for one in people
        if (why := _conflict(process, key, state, one)) is not None
    ]


def _conflict(process: Process, key: str, state: CaseState, one: Person) -> str | None:
    step = process.step(key)
    drawn = step.draw if isinstance(step, ScoreStep) else None
    return why_recused(process, state, step, drawn.of, one) if drawn else None


def _in_public(why: str) -> str:
    return {"是本事项的人选": "人选本人", "来自推荐单位": "本单位"}.get(why, "回避")
