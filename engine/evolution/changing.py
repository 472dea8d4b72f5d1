"""How an effect changes one part of a state."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from engine import events as e
from engine.state import (
    AssignmentState,
    BlockState,
    CaseState,
    CopyState,
    LinkState,
    ObjectionState,
    OpinionState,
    StepState,
    WindowState,
)

Stored = TypeVar(
    "Stored",
    StepState,
    AssignmentState,
    WindowState,
    ObjectionState,
    OpinionState,
    CopyState,
    BlockState,
    LinkState,
)
Visited = TypeVar("Visited", StepState, BlockState)
Effect = Callable[[CaseState, Any, datetime], CaseState]


def ways_without(state: CaseState, spots: Collection[str]) -> Mapping[str, Sequence[str]]:
    """The ways that lead straight back, less those that begin at ``spots``."""
    if not state.ways_back:
        return state.ways_back
    return {spot: back for spot, back in state.ways_back.items() if spot not in spots}


def without(pending: tuple[str, ...], spots: Collection[str]) -> tuple[str, ...]:
    """What is still to be opened, less ``spots``."""
    return tuple(one for one in pending if one not in spots)


def new_share(
    one: e.AssignmentOffered,
    step: StepState,
    due: datetime | None,
    at: datetime,
    objection: str | None = None,
) -> AssignmentState:
    """The share that somebody is given in a visit, due from when it is his or her turn."""
    return AssignmentState(
        id=one.id,
        step_id=step.id,
        step=step.key,
        visit=step.visit,
        body=one.body,
        person=one.person,
        name=one.name,
        unit=one.unit,
        position=one.position,
        status="waiting" if one.waiting else "open",
        why=one.why,
        opened_at=at,
        due_at=None if one.waiting else due,
        objection=objection,
        via=one.via,
        parent=one.parent,
        weight=one.weight,
        for_person=one.for_person,
        for_name=one.for_name,
        for_until=one.for_until,
    )


def closed(one: AssignmentState, because: str) -> AssignmentState:
    """The share as it is when its visit ends: done, or closed with the reason."""
    if one.status not in ("open", "waiting"):
        return one
    return replace(one, status="closed", closed_because=because)


def change(items: tuple[Stored, ...], item_id: str, **changes: Any) -> tuple[Stored, ...]:  # noqa: ANN401 - any field
    """The items, of which the one with ``item_id`` has other values in some fields."""
    return tuple(replace(one, **changes) if one.id == item_id else one for one in items)


def change_share(state: CaseState, assignment_id: str, **changes: object) -> CaseState:
    """The case, of which one share has other values in some fields."""
    return replace(state, assignments=change(state.assignments, assignment_id, **changes))


def handed_on(state: CaseState, giver: str, one: e.AssignmentOffered, note: str, at: datetime) -> CaseState:
    """A new share beside the giver's, of the same visit and inquiry, and as urgent."""
    mine = next(share for share in state.assignments if share.id == giver)
    step = next(step for step in state.steps if step.id == mine.step_id)
    share = new_share(one, step, mine.due_at, at, mine.objection)
    return replace(state, assignments=(*state.assignments, replace(share, note=note or None)))
