"""At which visit of which step an event happened."""

from engine.events import Event
from engine.state import AssignmentState, CaseState, ObjectionState, OpinionState, StepState

Whereabouts = tuple[str | None, int | None]


def whereabouts(state: CaseState, event: Event) -> Whereabouts:
    """Step and visit of ``event``, looked up in the state after it; nothing for what concerns the whole case."""
    step, visit = getattr(event, "step", None), getattr(event, "visit", None)
    if step is not None:
        return step, visit or state.visits(step)
    found = _visit(state, getattr(event, "step_id", None) or getattr(event, "id", None))
    return (found.key, found.visit) if found else (None, None)


def _visit(state: CaseState, identity: str | None) -> StepState | None:
    """The visit with this id, or the one that the assignment, objection or opinion of this id belongs to."""
    parts: list[AssignmentState | ObjectionState | OpinionState]
    parts = [*state.assignments, *state.objections, *state.opinions]
    owner = next((one.step_id for one in parts if one.id == identity), identity)
    return next((one for one in state.steps if one.id == owner), None)
