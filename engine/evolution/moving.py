"""What moving to another version does to the case."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect, Visited
from engine.state import AssignmentState, CaseState, StepState
from engine.way.spots import renamed


def _case_moved(state: CaseState, event: e.CaseMoved, _at: datetime) -> CaseState:
    visits = {one.id: one.now for one in event.visits}
    blocks = {one.id: one.now for one in event.blocks}
    bodies = {one.id: one.now for one in event.bodies}
    return replace(
        state,
        version=event.to_version,
        steps=tuple(_moved_visit(one, visits, event.mapping) for one in state.steps),
        blocks=tuple(_moved(one, blocks) for one in state.blocks),
        assignments=tuple(_moved_share(one, visits, bodies) for one in state.assignments),
        pending=_renamed(state.pending, event.mapping),
        ways_back={
            renamed(spot, event.mapping): _renamed(back, event.mapping)
            for spot, back in state.ways_back.items()
        },
    )


def _renamed(spots: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(renamed(spot, names) for spot in spots)


def _moved_visit(one: StepState, keys: Mapping[str, str], names: Mapping[str, str]) -> StepState:
    moved = _moved(one, keys)
    return replace(moved, back=_renamed(moved.back, names)) if moved.back else moved


def _moved(one: Visited, keys: Mapping[str, str]) -> Visited:
    return replace(one, key=keys[one.id]) if one.id in keys else one


def _moved_share(
    share: AssignmentState, visits: Mapping[str, str], bodies: Mapping[str, str]
) -> AssignmentState:
    if share.step_id not in visits and share.id not in bodies:
        return share
    step, body = visits.get(share.step_id, share.step), bodies.get(share.id, share.body)
    return replace(share, step=step, body=body)


EFFECTS: dict[type, Effect] = {
    e.CaseMoved: _case_moved,
}
