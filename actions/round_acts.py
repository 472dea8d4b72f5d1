"""The one road of every act on a round: lock it, ask the engine, freeze at each gate, store, tell the machines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.places import lapse
from engine.deadlines import local_date
from engine.definition import Gate, Process
from engine.refusals import NoSuchGate, NoSuchProcess, NoSuchRound
from engine.rounds.events import (
    GateClosed,
    GateOpened,
    Occasion,
    PhaseClosed,
    PhaseRescheduled,
    RoundEvent,
    RoundFrozen,
)
from engine.rounds.freezing import Difference, Freeze, freeze, since
from engine.rounds.state import RoundState
from engine.scores.round_scores import Case
from models import freezes, outbox, places, processes, round_records, rounds
from models.correlation import correlation_of
from models.reads import statistics
from models.round_records import RoundRecord
from models.session import Session

_NOT_CARRIED_OVER = "本届结束，未用名额不结转"
_TOLD = (GateOpened, GateClosed, PhaseRescheduled)


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round under its lock, with the definition that says what gates it has."""

    record: RoundRecord
    state: RoundState
    process: Process

    @property
    def gates(self) -> dict[str, str]:
        """The titles of the gates."""
        return {one.key: one.title for one in self.process.gates}

    def gate(self, key: str) -> Gate:
        """The gate called ``key``. Raises NoSuchGate."""
        for one in self.process.gates:
            if one.key == key:
                return one
        known = "、".join(self.gates.values()) or "无"
        raise NoSuchGate(process=self.process.title, gate=key, gates=known)


def locked(session: Session, round_key: str, *, now: datetime) -> OpenRound:
    """The round, locked until the transaction ends. Raises NoSuchRound and NoSuchProcess."""
    record = round_records.lock(session, round_key)
    if record is None or record.state is None:
        raise NoSuchRound(round=round_key)
    return OpenRound(record, record.state, definition_of(session, record.state, now=now))


def definition_of(session: Session, state: RoundState, *, now: datetime) -> Process:
    """What the round goes by. Raises NoSuchProcess when no version was in force on the day it was opened."""
    process = rounds.definition(session, state.key)
    if process is None:
        raise NoSuchProcess(process=state.process, day=local_date(now).isoformat())
    return process


def store(
    session: Session, found: OpenRound, events: Sequence[RoundEvent], *, by: str | None, now: datetime
) -> None:
    """Store what happened, one event after the other; before a gate moves the round's data is frozen there.

    When the last part of the calendar is over, unused places lapse.
    """
    record = found.record
    for event in events:
        match event:
            case GateOpened(gate=gate):
                record = freeze_at(session, found.process, record, gate, "opened", by=by, now=now)
            case GateClosed(gate=gate):
                record = freeze_at(session, found.process, record, gate, "closed", by=by, now=now)
        record = round_records.save(session, record, [event], by=by, now=now)
        if isinstance(event, _TOLD):
            tell(session, found.state, event, now=now)
    if any(isinstance(event, PhaseClosed) for event in events) and record.state and record.state.is_over:
        lapse(session, record.key, now=now, by=by, reason=_NOT_CARRIED_OVER)


def freeze_at(
    session: Session,
    process: Process,
    record: RoundRecord,
    gate: str,
    occasion: Occasion,
    *,
    by: str | None,
    now: datetime,
    reason: str = "",
) -> RoundRecord:
    """Freeze the round's data at the gate, and write so into its journal."""
    made = frozen_now(session, process, record.key, gate, occasion, now=now)
    event = RoundFrozen(
        gate=gate, occasion=occasion, sha256=made.sha256, cases=len(made.content["cases"]), reason=reason
    )
    after = round_records.save(session, record, [event], by=by, now=now)
    freezes.put(session, record.key, after.last.seq, made, at=now)
    return after


def frozen_now(
    session: Session, process: Process, round_key: str, gate: str, occasion: Occasion, *, now: datetime
) -> Freeze:
    """The round's data as it is now."""
    lines = places.ledger(session, round_key)
    kept = [(f"{one.unit}:{one.category}".strip(":"), one.places, one.used) for one in lines]
    cases = cases_of(session, process, round_key)
    return freeze(process, gate, cases, kept, round_key=round_key, occasion=occasion, now=now)


def cases_of(session: Session, process: Process, round_key: str) -> list[Case]:
    """The cases of the round that were handed in, each with the version it goes by."""
    found = statistics.nominees(session, process.key, round_key)
    return [(processes.get(session, one.version), one) for one in found]


def differing_since(
    session: Session, process: Process, round_key: str
) -> list[tuple[str, Sequence[Difference]]]:
    """By the title of the gate, the cases that are not as the freeze has them on which decisions rely (冻结之后)."""
    relied = [(one, freezes.relied_on(session, round_key, one.key)) for one in process.gates]
    frozen = [(gate, row) for gate, row in relied if row is not None]
    cases = cases_of(session, process, round_key) if frozen else []
    return [(gate.title, since(row.content, cases)) for gate, row in frozen]


def tell(session: Session, state: RoundState, event: RoundEvent, *, now: datetime) -> None:
    """Have the machines act on it: cases that waited go on, people hear of other days."""
    payload = event.model_dump(mode="json", exclude={"reason"}) | {"round": state.key}
    outbox.put(
        session,
        event=event.event,
        payload=payload,
        now=now,
        correlation=correlation_of(session),
        process=state.process,
    )
