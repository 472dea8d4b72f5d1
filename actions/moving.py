"""Moving running cases to another version of their definition: preview, move, and taking it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from actions.perform import perform
from engine.commands import Move, UndoMove
from engine.definition import Process
from engine.events import CaseMoved, read_event
from engine.handling.moving import Plan, check_mapping, plan
from engine.refusals import CaseInTransit, NoSuchVersion
from engine.state import CaseState, Person
from models import cases, journal, processes
from models.reads import moving as reads
from models.session import Session


@dataclass(frozen=True, slots=True)
class Prospect:
    """A running case and what a move would do to it."""

    case: CaseState
    plan: Plan


def preview(session: Session, version: str, to_version: str, mapping: Mapping[str, str]) -> list[Prospect]:
    """What a move would do to each running case of ``version``. Raises NoSuchVersion, MappingUnreadable."""
    old, new = definition(session, version), definition(session, to_version)
    if old.key != new.key:
        raise NoSuchVersion(process=old.title, version=to_version)
    check_mapping(old, new, mapping)
    found = [cases.load(session, case_id) for case_id in reads.open_under(session, version)]
    return [Prospect(one.state, plan(old, new, one.state, mapping)) for one in found if one is not None]


def move(
    session: Session,
    case_id: str,
    to_version: str,
    mapping: Mapping[str, str],
    reason: str,
    *,
    actor: Person,
    now: datetime,
) -> None:
    """Move one case. Raises MoveRefused with every reason, CaseInTransit, NoSuchVersion, NotAdministrator."""
    target = definition(session, to_version)

    def ask(state: CaseState, _process: Process) -> Move:
        if mapping and reads.in_transit(session, case_id):
            raise CaseInTransit(number=state.number)
        return Move(actor, to_version, target, mapping, reason)

    perform(session, case_id, ask, by=actor.id, now=now)


def undo(session: Session, case_id: str, *, actor: Person, now: datetime) -> None:
    """Take the last move back. Raises ActedSinceMove, NoMoveToUndo, CaseInTransit, NotAdministrator."""

    def ask(state: CaseState, _process: Process) -> UndoMove:
        moved, since = _last_move(session, case_id)
        if moved is not None and moved.mapping and reads.in_transit(session, case_id):
            raise CaseInTransit(number=state.number)
        return UndoMove(actor, moved, since)

    perform(session, case_id, ask, by=actor.id, now=now)


def definition(session: Session, version: str) -> Process:
    """The definition of a version. Raises NoSuchVersion when nobody published it."""
    found = processes.find(session, version)
    if found is None:
        raise NoSuchVersion(process=version.partition("@")[0], version=version)
    return found


def _last_move(session: Session, case_id: str) -> tuple[CaseMoved | None, tuple[str, ...]]:
    """The last move of the case, and the events after it."""
    entries = journal.lines(session, case_id)
    places = [n for n, one in enumerate(entries) if one.event == "case.moved"]
    if not places:
        return None, ()
    moved = read_event(entries[places[-1]].payload)
    since = tuple(one.event for one in entries[places[-1] + 1 :])
    return (moved if isinstance(moved, CaseMoved) else None), since
