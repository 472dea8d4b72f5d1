"""Ids that follow from the case and the place in it, so that opening twice is opening once."""

from uuid import NAMESPACE_OID, uuid5

from engine.state import CaseState
from engine.way.spots import written


def id_within(case_id: str, *path: object) -> str:
    """The id of something in a case."""
    return str(uuid5(NAMESPACE_OID, "/".join(map(str, (case_id, *path)))))


def step_id(state: CaseState, key: str, at: str = "") -> tuple[str, int]:
    """Id and number of the next visit of step ``key`` (for these lines)."""
    visit = state.visits(key, at) + 1
    return id_within(state.id, written(key, at), visit), visit
