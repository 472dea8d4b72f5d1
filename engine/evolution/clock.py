"""What the clock does to shares."""

from dataclasses import replace
from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect, change, change_share, new_share
from engine.state import CaseState


def _assignment_reminded(state: CaseState, event: e.AssignmentReminded, at: datetime) -> CaseState:
    return change_share(state, event.id, reminded_at=at)


def _assignment_overdue(state: CaseState, event: e.AssignmentOverdue, at: datetime) -> CaseState:
    return change_share(state, event.id, overdue_at=at)


def _rung_fired(state: CaseState, event: e.OverdueReminded, _at: datetime) -> CaseState:
    return _risen(state, event)


def _overdue_passed_on(state: CaseState, event: e.OverduePassedOn, at: datetime) -> CaseState:
    gone = {"status": "closed", "closed_because": event.because, "claimed_until": None}
    for share in event.closes:
        state = change_share(state, share, **gone)
    step = next(one for one in state.steps if one.id == event.id)
    offered = tuple(new_share(one, step, event.due_at, at, event.objection) for one in event.assignments)
    return _risen(replace(state, assignments=(*state.assignments, *offered)), event)


def _risen(state: CaseState, event: e.OverdueReminded | e.OverduePassedOn) -> CaseState:
    """The visit, or the inquiry, stands a rung higher."""
    if event.objection is None:
        return replace(state, steps=change(state.steps, event.id, rungs=event.rung))
    return replace(state, objections=change(state.objections, event.objection, rungs=event.rung))


EFFECTS: dict[type, Effect] = {
    e.AssignmentReminded: _assignment_reminded,
    e.AssignmentOverdue: _assignment_overdue,
    e.OverdueReminded: _rung_fired,
    e.OverdueEscalated: _rung_fired,
    e.OverduePassedOn: _overdue_passed_on,
    e.OverdueRefused: _rung_fired,
    e.OverduePassed: _rung_fired,
}
