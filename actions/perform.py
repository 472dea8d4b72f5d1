"""The one road of every act on a case: lock, ask the engine, store what it answers."""

from collections.abc import Callable
from datetime import datetime

from engine.commands import Command
from engine.definition import Process
from engine.events import Event
from engine.ledger.of_cases import booking_of
from engine.refusals import NoSuchAssignment, NoSuchCase
from engine.rounds.state import CaseInRound
from engine.showing.shown import made_by
from engine.state import CaseState
from engine.transitions import asks_of_round, handle
from models import calendars, cases, places, processes, round_records, showings
from models.cases import CaseRecord
from models.correlation import correlation_of
from models.session import Session

Ask = Callable[[CaseState, Process], Command]


def ready(command: Command) -> Ask:
    """For a command that is the same whatever the state is by then."""
    return lambda _state, _process: command


def perform(session: Session, case_id: str, ask: Ask, *, by: str | None, now: datetime) -> list[Event]:
    """Do to the case what ``ask`` makes of its locked state. Raises NoSuchCase and every refusal of the engine."""
    record = cases.lock(session, case_id)
    if record is None:
        raise NoSuchCase
    return perform_locked(session, record, ask, by=by, now=now)


def perform_on(session: Session, assignment_id: str, ask: Ask, *, by: str, now: datetime) -> list[Event]:
    """The same, for whoever holds an assignment. Raises NoSuchAssignment and every refusal of the engine."""
    record = cases.lock_by_assignment(session, assignment_id)
    if record is None:
        raise NoSuchAssignment
    return perform_locked(session, record, ask, by=by, now=now)


def perform_locked(
    session: Session, record: CaseRecord, ask: Ask, *, by: str | None, now: datetime
) -> list[Event]:
    """The same, for whoever has locked the case already. Raises every refusal of the engine."""
    process = processes.get(session, record.state.version)
    command = ask(record.state, process)
    within = _within(session, record.state, process, command)
    events = handle(process, record.state, command, now=now, calendar=calendars.of(session), within=within)
    if events:
        after = cases.save(session, record, events, by=by, now=now, correlation=correlation_of(session))
        _book_places(session, record.state, events, by=by, now=now)
        if after.state.windows:
            _keep_what_is_shown(session, record.state, events, now=now)
    return events


def _within(session: Session, state: CaseState, process: Process, command: Command) -> CaseInRound | None:
    """What the command needs to know of the case's round: most need nothing, and then nothing is asked."""
    if not asks_of_round(process, type(command)):
        return None
    return round_records.within(session, state, gated=bool(process.gates))


def _keep_what_is_shown(session: Session, before: CaseState, events: list[Event], *, now: datetime) -> None:
    """Note what the public pages show otherwise since this act: its proof is kept with the act, or not at all."""
    if made := made_by(before, events, now, lambda version: processes.get(session, version)):
        showings.record(session, before.id, made)


def _book_places(
    session: Session, state: CaseState, events: list[Event], *, by: str | None, now: datetime
) -> None:
    """Places follow the events: what the journal says was taken or returned is what the ledger books."""
    if state.round is not None:
        booked = [one for event in events if (one := booking_of(state, event)) is not None]
        places.book(session, state.round, booked, by=by, now=now)
