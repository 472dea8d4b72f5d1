"""What opening and settling a step does to the case."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect, change, change_share, closed, new_share, ways_without, without
from engine.state import CaseState, CaseStatus, StepState
from engine.way.spots import written


def _step_opened(state: CaseState, event: e.StepOpened, at: datetime) -> CaseState:
    step = StepState(
        event.id,
        event.step,
        event.kind,
        event.visit,
        "open",
        at,
        event.due_at,
        at=event.at,
        line=event.line,
        back=event.back,
    )
    offered = tuple(new_share(one, step, event.due_at, at) for one in event.assignments)
    return replace(
        state,
        status=event.status,
        ways_back=ways_without(state, [written(event.step, event.at)]),
        steps=(*state.steps, step),
        assignments=(*state.assignments, *offered),
        pending=without(state.pending, [written(event.step, event.at)]),
    )


def _step_skipped(state: CaseState, event: e.StepSkipped, at: datetime) -> CaseState:
    step = StepState(
        event.id,
        event.step,
        event.kind,
        event.visit,
        "settled",
        at,
        outcome="skipped",
        settled_at=at,
        at=event.at,
    )
    pending = without(state.pending, [written(event.step, event.at)]) + event.next
    return replace(state, steps=(*state.steps, step), pending=pending)


def _step_settled(state: CaseState, event: e.StepSettled, at: datetime) -> CaseState:
    steps = tuple(
        replace(one, status="settled", outcome=event.outcome, settled_at=at) if one.id == event.id else one
        for one in state.steps
    )
    assignments = tuple(
        replace(closed(one, event.because), closed_with_step=one.status in ("open", "waiting"))
        if one.step_id == event.id
        else one
        for one in state.assignments
    )
    return replace(
        state,
        steps=steps,
        assignments=assignments,
        pending=state.pending + event.next,
        status=_status_without(state, event),
        ways_back=_ways_on(state, event),
    )


def _ways_on(state: CaseState, event: e.StepSettled) -> Mapping[str, Sequence[str]]:
    """What is opened again keeps its own way back: a vote held anew, a step that had itself sent the case back."""
    latest = {written(one.key, one.at): one for one in state.steps}
    settled = next(one for one in state.steps if one.id == event.id)
    kept = {
        spot: latest[spot].back
        for spot in event.next
        if spot in latest and latest[spot].back and (spot in settled.back or latest[spot].id == settled.id)
    }
    return {**state.ways_back, **kept} if kept else state.ways_back


def _status_without(state: CaseState, event: e.StepSettled) -> CaseStatus:
    """With other branches still at work, a public showing that ends leaves the case under way."""
    others = [one.kind for one in state.steps if one.status == "open" and one.id != event.id]
    if state.status == "in_publicity" and others and "publicity" not in others:
        return "under_way"
    return state.status


def _machine_finished(state: CaseState, event: e.MachineFinished, _at: datetime) -> CaseState:
    steps = change(state.steps, event.id, result=event.result)
    return replace(state, steps=steps, answers={**state.answers, **event.answers})


def _step_reopened(state: CaseState, event: e.StepReopened, _at: datetime) -> CaseState:
    state = replace(
        state,
        status=event.status,
        steps=change(state.steps, event.id, status="open", outcome=None, settled_at=None),
        pending=tuple(key for key in state.pending if key not in event.drops),
        ways_back=ways_without(state, event.drops),
    )
    for share in event.reopens:
        state = change_share(state, share, status="open", closed_because=None, closed_with_step=False)
    return state


def _due_shifted(state: CaseState, event: e.DueShifted, _at: datetime) -> CaseState:
    state = replace(state, steps=change(state.steps, event.id, due_at=event.due_at))
    for share in event.shares:
        state = change_share(state, share.id, due_at=share.due_at)
    return state


EFFECTS: dict[type, Effect] = {
    e.StepOpened: _step_opened,
    e.StepSkipped: _step_skipped,
    e.StepSettled: _step_settled,
    e.MachineFinished: _machine_finished,
    e.StepReopened: _step_reopened,
    e.DueShifted: _due_shifted,
}
