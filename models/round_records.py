"""A round with its calendar, its gates and the end of its journal: read whole, stored as its events make it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.rounds.events import GateClosed, GateOpened, RoundEvent
from engine.rounds.evolving import replay_round
from engine.rounds.state import INTAKE, CaseInRound, RoundState
from engine.state import CaseState
from models import freezes, round_journal, round_phases, rounds
from models.correlation import correlation_of, door_of
from models.journal import Line
from models.round_phases import RoundPhase
from models.rounds import Round


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """A round as it is stored, with the end of its journal; without a state it is about to be opened."""

    key: str
    state: RoundState | None
    last: Line


def lock(session: Session, round_key: str) -> RoundRecord | None:
    """The round, locked until the transaction ends."""
    row = rounds.lock(session, round_key)
    return _record(session, row) if row else None


def load(session: Session, round_key: str) -> RoundRecord | None:
    """The round as it is now."""
    row = rounds.by_key(session, round_key)
    return _record(session, row) if row else None


def state_of(session: Session, round_key: str) -> RoundState | None:
    """The round as it is now, without its journal."""
    record = load(session, round_key)
    return record.state if record else None


def every(session: Session) -> list[RoundRecord]:
    """All rounds, by key."""
    return [_record(session, row) for row in session.scalars(select(Round).order_by(Round.key)).all()]


def unfinished(session: Session) -> Sequence[str]:
    """The rounds in whose calendar something is not over yet."""
    asked = (
        select(RoundPhase.round).where(RoundPhase.closed_at.is_(None)).distinct().order_by(RoundPhase.round)
    )
    return session.scalars(asked).all()


def save(
    session: Session, before: RoundRecord, events: Sequence[RoundEvent], *, by: str | None, now: datetime
) -> RoundRecord:
    """Store what ``events`` make of the round, and their journal lines."""
    state = replay_round(before.state, events, now, by)
    last = round_journal.add(
        session, before.key, events, after=before.last, by=by, at=now,
        correlation=correlation_of(session), door=door_of(session),
    )  # fmt: skip
    known = update(Round).where(Round.key == before.key)
    session.execute(known.values(version=state.version, seq=last.seq, head=last.hash))
    round_phases.keep(session, before.key, state.phases)
    for event in events:
        match event:
            case GateOpened(gate=gate):
                rounds.open_gate(session, before.key, gate, by=by, at=now)
            case GateClosed(gate=gate):
                rounds.close_gate(session, before.key, gate, by=by, at=now)
    return RoundRecord(before.key, state, last)


def within(session: Session, state: CaseState, *, gated: bool) -> CaseInRound | None:
    """What the case has to do with its round; what was frozen of it only where the definition has gates."""
    if state.round is None:
        return None
    intake = round_phases.phase(session, state.round, INTAKE)
    return CaseInRound(intake, freezes.frozen_of(session, state.round, state.id) if gated else {})


def _record(session: Session, row: Round) -> RoundRecord:
    state = RoundState(
        row.key,
        row.process,
        row.year,
        row.title,
        row.version,
        round_phases.of_round(session, row.key),
        rounds.open_gates(session, row.key),
    )
    return RoundRecord(row.key, state, Line(row.seq, row.head))
