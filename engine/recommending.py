"""When the union may begin its own case from what a part of it recommended (分工会推荐)."""

from engine.definition import Process
from engine.refusals import NotChosen
from engine.state import CaseState


def is_chosen(process: Process, state: CaseState) -> bool:
    """Whether the case is a recommendation that the union has chosen."""
    return bool(process.recommends_for) and process.grants(state.outcome)


def must_be_chosen(process: Process, state: CaseState) -> None:
    """The union has chosen the recommendation. Raises NotChosen."""
    if not is_chosen(process, state):
        raise NotChosen(number=state.number)


def taken_up_as(state: CaseState) -> str | None:
    """The number of the case that the union began from it, if it did."""
    ends = (one.number for one in state.links if one.kind == "followed_by" and one.removed_at is None)
    return next(ends, None)
