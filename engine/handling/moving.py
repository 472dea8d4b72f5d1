"""A running case goes on under another version of its definition: where it would stand there, or why it cannot.

A case never loses what it has: every visit, block, open share and pending spot needs its place in the new version.
People keep their shares and due dates; what opens later opens by the new rules.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from engine import commands as c
from engine import events as e
from engine.definition import Process, StepBase
from engine.handling.guards import ADMINISTRATOR, must_explain
from engine.handling.moving_reasons import Places, body_in, reasons
from engine.matter import Matter
from engine.people.recusal import concerns
from engine.refusals import (
    ActedSinceMove,
    CaseIsOver,
    MappingUnreadable,
    MoveRefused,
    NoMoveToUndo,
    NoSuchVersion,
    NotAdministrator,
    OwnCase,
    VersionAlready,
)
from engine.state import CASE_STATUS_LABELS, CaseState, Person
from engine.way.spots import key_of

HARMLESS = frozenset(
    {
        "assignment.reminded",
        "assignment.overdue",
        "overdue.reminded",
        "overdue.escalated",
        "case.urged",
        "case.copied",
        "copy.read",
        "case.linked",
        "case.unlinked",
        "case.disclosed",
        "document.issued",
        "document.voided",
    }
)
"""What may happen after a move without anybody having acted on it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a move would do to one case: it stays where it is, under the same or other names, or why it cannot move.

    ``notes`` say what will be different although nobody loses anything.
    """

    how: Literal["same", "mapped", "refused"]
    because: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    visits: tuple[e.Renamed, ...] = ()
    blocks: tuple[e.Renamed, ...] = ()
    bodies: tuple[e.Renamed, ...] = ()


def plan(old: Process, new: Process, state: CaseState, mapping: Mapping[str, str]) -> Plan:
    """Where the case would stand. ``mapping`` names the steps and blocks that are called otherwise in ``new``."""
    places = Places(old, new, state, mapping)
    because = tuple(reasons(places))
    if because:
        return Plan("refused", because)
    visits = tuple(_renamed(one.id, one.key, places.name(one.key)) for one in state.steps)
    blocks = tuple(_renamed(one.id, one.key, places.name(one.key)) for one in state.blocks)
    bodies = tuple(
        _renamed(one.id, one.body, body_in(places, one.step, one.body) or one.body)
        for one in state.assignments
    )
    changed = [tuple(one for one in several if one.was != one.now) for several in (visits, blocks, bodies)]
    moved = any(changed) or any(places.name(key_of(spot)) != key_of(spot) for spot in state.pending)
    return Plan("mapped" if moved else "same", (), tuple(_notes(places)), *changed)


def check_mapping(old: Process, new: Process, mapping: Mapping[str, str]) -> None:
    """Raises MappingUnreadable with every line that names no step of the old or of the new version."""
    wrong = [f"旧版没有 {key}" for key in mapping if key not in old.homes]
    wrong += [f"新版没有 {key}" for key in mapping.values() if key not in new.homes]
    if wrong:
        raise MappingUnreadable(count=len(wrong), lines="；".join(wrong))


def move(matter: Matter, command: c.Move) -> list[e.Event]:
    """Go on under another version of the same process. Raises MoveRefused with every reason."""
    _must_be_administrator(matter, command.actor)
    must_explain("移到新的版本", command.reason)
    if matter.state.version == command.version:
        raise VersionAlready
    if command.target.key != matter.process.key:
        raise NoSuchVersion(process=matter.process.title, version=command.version)
    check_mapping(matter.process, command.target, command.mapping)
    planned = plan(matter.process, command.target, matter.state, command.mapping)
    if planned.how == "refused":
        raise MoveRefused(number=matter.state.number, because="；".join(planned.because))
    return [
        e.CaseMoved(
            by=command.actor.id,
            reason=command.reason,
            from_version=matter.state.version,
            to_version=command.version,
            mapping={was: now for was, now in command.mapping.items() if was != now},
            visits=planned.visits,
            blocks=planned.blocks,
            bodies=planned.bodies,
        )
    ]


def undo(matter: Matter, command: c.UndoMove) -> list[e.Event]:
    """Go back to the version before, as long as nobody has acted since. Raises NoMoveToUndo, ActedSinceMove."""
    _must_be_administrator(matter, command.actor)
    moved = command.moved
    if moved is None or moved.undone or moved.to_version != matter.state.version:
        raise NoMoveToUndo
    if set(command.since) - HARMLESS:
        raise ActedSinceMove
    return [
        e.CaseMoved(
            by=command.actor.id,
            reason="撤销版本移动",
            from_version=moved.to_version,
            to_version=moved.from_version,
            mapping={now: was for was, now in moved.mapping.items()},
            visits=_back(moved.visits),
            blocks=_back(moved.blocks),
            bodies=_back(moved.bodies),
            undone=True,
        )
    ]


def _back(renamed: tuple[e.Renamed, ...]) -> tuple[e.Renamed, ...]:
    return tuple(_renamed(one.id, one.now, one.was) for one in renamed)


def _renamed(identity: str, was: str, now: str) -> e.Renamed:
    return e.Renamed(id=identity, was=was, now=now)


def _must_be_administrator(matter: Matter, actor: Person) -> None:
    if ADMINISTRATOR not in actor.posts:
        raise NotAdministrator
    if concerns(matter.state, actor):
        raise OwnCase
    if matter.state.closed_at is not None:
        raise CaseIsOver(status=CASE_STATUS_LABELS[matter.state.status])


def _notes(places: Places) -> Iterator[str]:
    """Steps of the new version that this case will not see, due dates that stay as they were."""
    passed = {places.name(key) for key in places.used}
    for home in places.new.layout:
        entry = home.entry
        if isinstance(entry, StepBase) and entry.key not in passed and not places.is_ahead(entry.key):
            yield f"新版的“{entry.title}”在当前环节之前，本件不再经过"
    for visit in places.state.steps:
        if visit.status == "open" and visit.due_at is not None:
            was, now = places.old.step(visit.key).due, places.new.step(places.name(visit.key)).due
            if was != now:
                yield f"“{places.old.step(visit.key).title}”正在办理，仍按原来的时限"
