"""批量办理: several cases decided at once, each by itself, where the definition says so and one way follows."""

from collections.abc import Sequence

from engine.definition import DetermineStep, Process
from engine.events import Event
from engine.handling.settling import ADVICE
from engine.matter import Matter
from engine.refusals import NoSuchAssignment, NotInBulk, SeveralWaysFollow
from engine.state import CaseState

MOST_AT_ONCE = 100


def must_suit_bulk(process: Process, state: CaseState, assignment_id: str) -> None:
    """The step may be decided in bulk, and the share is a plain one of it. Raises NotInBulk."""
    mine = state.assignment(assignment_id)
    if mine is None:
        raise NoSuchAssignment
    step = process.step(mine.step)
    if not step.bulk or mine.objection is not None or mine.via in ADVICE:
        raise NotInBulk(step=step.title)


def outcome_meant(matter: Matter, assignment_id: str) -> str | None:
    """The outcome that a yes in bulk fixes: the only one that grants. None at a step without outcomes."""
    mine = matter.state.assignment(assignment_id)
    step = matter.process.step(mine.step) if mine else None
    outcomes = step.outcomes if isinstance(step, DetermineStep) else []
    return next((one.key for one in outcomes if one.granted), None)


def must_have_one_way(before: Matter, assignment_id: str, events: Sequence[Event]) -> None:
    """What follows is one step, or nothing yet. Raises SeveralWaysFollow: whoever decides should see where it goes."""
    mine = before.state.assignment(assignment_id)
    pending = set(before.after(events).state.pending) - set(before.state.pending)
    if mine is not None and len(pending) > 1:
        raise SeveralWaysFollow(step=before.process.step(mine.step).title)
