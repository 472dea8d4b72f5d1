"""What showings and objections do to the case."""

from dataclasses import replace
from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect, change, closed, new_share
from engine.state import CaseState, ObjectionState, WindowState


def _publicity_opened(state: CaseState, event: e.PublicityOpened, at: datetime) -> CaseState:
    window = WindowState(event.id, event.level, posted_at=at, closes_at=event.closes_at)
    return replace(state, windows=(*state.windows, window))


def _publicity_suspended(state: CaseState, event: e.PublicitySuspended, at: datetime) -> CaseState:
    return replace(state, windows=change(state.windows, event.id, suspended_at=at, days_left=event.days_left))


def _publicity_resumed(state: CaseState, event: e.PublicityResumed, _at: datetime) -> CaseState:
    changes = {"suspended_at": None, "days_left": None, "closes_at": event.closes_at}
    return replace(state, windows=change(state.windows, event.id, **changes))


def _publicity_closed(state: CaseState, event: e.PublicityClosed, at: datetime) -> CaseState:
    return replace(state, windows=change(state.windows, event.id, closed_at=at))


def _objection_filed(state: CaseState, event: e.ObjectionFiled, at: datetime) -> CaseState:
    step = next(one for one in state.steps if one.id == event.step_id)
    offered = tuple(new_share(one, step, event.due_at, at, event.id) for one in event.assignments)
    objection = ObjectionState(event.id, event.step_id, filed_at=at, due_at=event.due_at)
    return replace(
        state,
        objections=(*state.objections, objection),
        assignments=(*state.assignments, *offered),
    )


def _objection_assigned(state: CaseState, event: e.ObjectionAssigned, at: datetime) -> CaseState:
    step = next(one for one in state.steps if one.id == event.step_id)
    due = next(one.due_at for one in state.objections if one.id == event.id)
    offered = tuple(new_share(one, step, due, at, event.id) for one in event.assignments)
    return replace(state, assignments=(*state.assignments, *offered))


def _objection_settled(state: CaseState, event: e.ObjectionSettled, at: datetime) -> CaseState:
    found = {"upheld": event.upheld, "finding": event.reason, "found_by": event.by, "found_at": at}
    assignments = tuple(
        closed(one, "异议已有核查结论") if one.objection == event.id else one for one in state.assignments
    )
    objections = change(state.objections, event.id, **found)
    return replace(state, objections=objections, assignments=assignments)


EFFECTS: dict[type, Effect] = {
    e.PublicityOpened: _publicity_opened,
    e.PublicitySuspended: _publicity_suspended,
    e.PublicityResumed: _publicity_resumed,
    e.PublicityClosed: _publicity_closed,
    e.ObjectionFiled: _objection_filed,
    e.ObjectionAssigned: _objection_assigned,
    e.ObjectionSettled: _objection_settled,
}
