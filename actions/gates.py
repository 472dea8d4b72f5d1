"""Gates of a round (关口): opened for all of its cases at once, closed again for those that have not come yet."""

from datetime import datetime

from actions.advance import advance
from actions.round_acts import freeze_at, locked, store, tell
from engine.rounds import keeping
from engine.rounds.events import GateOpened
from engine.state import Person
from engine.way.spots import key_of
from models import cases, freezes, processes
from models.session import Session


def open_gate(session: Session, round_key: str, gate: str, *, actor: Person, now: datetime) -> None:
    """Let the cases of the round pass. Those that wait already go on with the outbox line that this puts.

    The round's data is frozen first. Raises NoSuchRound, NoSuchGate, GateAlready, and PhaseNotBegun before the first
    day of the phase that the gate belongs to.
    """
    found = locked(session, round_key, now=now)
    events = keeping.open_gate(found.state, gate, found.gate(gate).title, now)
    store(session, found, events, by=actor.id, now=now)


def close_gate(session: Session, round_key: str, gate: str, *, actor: Person, now: datetime) -> None:
    """Have the cases that come from now on wait; those that have passed have passed. Raises the same."""
    found = locked(session, round_key, now=now)
    events = keeping.close_gate(found.state, gate, found.gate(gate).title)
    store(session, found, events, by=actor.id, now=now)


def freeze_again(
    session: Session, round_key: str, gate: str, reason: str, *, actor: Person, now: datetime
) -> str:
    """Take up what came or changed since the gate was opened (补充冻结). Returns the new hash.

    Raises NoSuchRound, NoSuchGate, GateNotOpen and CommentMissing.
    """
    found = locked(session, round_key, now=now)
    title = found.gate(gate).title
    keeping.must_be_open_to_freeze(found.state, gate, title, reason)
    freeze_at(
        session, found.process, found.record, gate, "again", by=actor.id, now=now, reason=reason.strip()
    )
    tell(session, found.state, GateOpened(gate=gate, title=title), now=now)
    return freezes.frozen_hash(session, round_key, gate) or ""


def pass_on(session: Session, round_key: str, gate: str, *, now: datetime) -> None:
    """Open the steps that waited for the gate, in every case of the round; twice is once."""
    for case_id in cases.pending_in(session, round_key):
        record = cases.load(session, case_id)
        if record is None:
            continue
        process = processes.get(session, record.state.version)
        if any(process.step(key_of(spot)).gate == gate for spot in record.state.pending):
            advance(session, case_id, now=now)
