"""Gates of a round (关口): opened for all of its cases at once, closed again for those that have not come yet."""

from datetime import datetime

from actions.advance import advance
from engine.deadlines import local_date
from engine.definition import Gate
from engine.refusals import GateAlready, NoSuchGate, NoSuchProcess, NoSuchRound
from engine.spots import key_of
from engine.state import Person
from models import cases, outbox, processes, rounds
from models.correlation import correlation_of
from models.session import Session


def open_gate(session: Session, round_key: str, gate: str, *, actor: Person, now: datetime) -> None:
    """Let the cases of the round pass. Those that wait already go on with the outbox line that this puts.

    Raises NoSuchRound, NoSuchGate and GateAlready.
    """
    found, known = _known(session, round_key, gate, now=now)
    row = rounds.gate(session, round_key, gate)
    if row is not None and row.closed_at is None:
        raise GateAlready(gate=known.title, how="打开")
    rounds.open_gate(session, round_key, gate, by=actor.id, at=now)
    _tell(session, "gate.opened", found, known, now=now)


def close_gate(session: Session, round_key: str, gate: str, *, actor: Person, now: datetime) -> None:
    """Have the cases that come from now on wait; those that have passed have passed. Raises the same."""
    found, known = _known(session, round_key, gate, now=now)
    row = rounds.gate(session, round_key, gate)
    if row is None or row.closed_at is not None:
        raise GateAlready(gate=known.title, how="关闭")
    rounds.close_gate(session, round_key, gate, by=actor.id, at=now)
    _tell(session, "gate.closed", found, known, now=now)


def pass_on(session: Session, round_key: str, gate: str, *, now: datetime) -> None:
    """Open the steps that waited for the gate, in every case of the round; twice is once."""
    for case_id in cases.pending_in(session, round_key):
        record = cases.load(session, case_id)
        if record is None:
            continue
        process = processes.get(session, record.state.version)
        if any(process.step(key_of(spot)).gate == gate for spot in record.state.pending):
            advance(session, case_id, now=now)


def _known(session: Session, round_key: str, gate: str, *, now: datetime) -> tuple[rounds.Round, Gate]:
    found = rounds.by_key(session, round_key)
    if found is None:
        raise NoSuchRound(round=round_key)
    current = processes.current(session, found.process, local_date(now))
    if current is None:
        raise NoSuchProcess(process=found.process, day=local_date(now).isoformat())
    _version, process = current
    for one in process.gates:
        if one.key == gate:
            return found, one
    gates = "、".join(one.title for one in process.gates) or "无"
    raise NoSuchGate(process=process.title, gate=gate, gates=gates)


def _tell(session: Session, event: str, found: rounds.Round, gate: Gate, *, now: datetime) -> None:
    payload = {"round": found.key, "gate": gate.key, "title": gate.title}
    correlation = correlation_of(session)
    outbox.put(session, event=event, payload=payload, now=now, correlation=correlation, process=found.process)
