"""What follows an act: opening the next step, machine steps, and going on after a hold."""

from collections.abc import Mapping
from datetime import datetime

from actions.people import staff_for
from actions.perform import perform
from engine.commands import Advance, Command, FailMachine, FinishMachine, Resume
from engine.definition import Process, needs_draw
from engine.events import Event
from engine.rounds.relying import passable
from engine.state import CaseState, Person
from engine.transitions import bodies_to_advance
from engine.way.spots import key_of
from models import attachments, draws, round_records, rounds
from models.session import Session


def advance(session: Session, case_id: str, *, now: datetime) -> list[Event]:
    """Open every step that is pending. Asked twice, the second time nothing happens."""

    def ask(state: CaseState, process: Process) -> Command:
        bodies = bodies_to_advance(process, state)
        gated = state.round if process.gates else None
        gates = _gates(session, state, process) if gated else frozenset()
        waits = any(needs_draw(process.step(key_of(spot))) for spot in state.pending)
        drawn = draws.drawn_for(session, state) if waits else {}
        return Advance(staff_for(session, bodies, state, now=now), gates, drawn)

    return perform(session, case_id, ask, by=None, now=now)


def _gates(session: Session, state: CaseState, process: Process) -> frozenset[str]:
    """The gates of its round that the case passes: those that are open, unless it is not as it was frozen there."""
    opened = rounds.open_gates(session, state.round or "")
    within = round_records.within(session, state, gated=True)
    return passable(process, state, within, opened) if within and opened else opened


def finish_machine(
    session: Session,
    case_id: str,
    step_id: str,
    result: Mapping[str, str],
    *,
    now: datetime,
    answers: Mapping[str, object] | None = None,
) -> None:
    """A machine step's work is done, and filled in ``answers``; files it made become the case's.

    Files stand in ``result`` by digest, as ``docx``, ``pdf`` and ``xlsx``.

    Whoever comes second, or after the case went another way, changes nothing.
    """
    done = FinishMachine(step_id, result, answers or {})
    if not perform(session, case_id, lambda _state, _process: done, by=None, now=now):
        return
    for kind in ("docx", "pdf", "xlsx"):
        if kind in result:
            name = f"{result.get('name', '文书')}.{kind}"
            attachments.attach(session, case_id, result[kind], name, now=now)


def fail_machine(session: Session, case_id: str, step_id: str, reason: str, *, now: datetime) -> None:
    """A machine step failed for good: the case is held, and says why."""
    perform(session, case_id, lambda _state, _process: FailMachine(step_id, reason), by=None, now=now)


def resume(session: Session, case_id: str, *, actor: Person, now: datetime) -> None:
    """An administrator has a held case go on. Raises NothingHeld, NotAdministrator."""
    perform(session, case_id, lambda _state, _process: Resume(actor), by=actor.id, now=now)
