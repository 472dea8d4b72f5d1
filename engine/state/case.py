"""A whole case, and who speaks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from engine.state.around import CopyState, LinkState, ObjectionState, OpinionState, Waiver, WindowState
from engine.state.people import Unit
from engine.state.visits import AssignmentState, BlockState, StepState
from engine.state.words import CaseStatus


@dataclass(frozen=True, slots=True)
class CaseState:
    """A whole case: its own facts, and all visits, blocks, assignments, windows, objections, opinions and so on.

    ``twins`` are other cases of the round that may be about the same person: the verdict, or which case it is.
    ``ways_back`` are the ``back`` of visits that are about to open, by spot. ``late``: handed in within the grace.
    ``barred`` decided in the case that this one reviews. ``waivers`` are the exceptions that stand, by rule.
    ``preserved`` is why nothing of it may be destroyed (暂停销毁); after ``destroyed_at`` nothing personal is left.
    """

    id: str
    number: str
    process: str
    version: str
    unit: Unit
    round: str | None
    status: CaseStatus
    opened_by: str
    opened_at: datetime
    answers: Mapping[str, object]
    subject: str | None = None
    identity: str | None = None
    pending: tuple[str, ...] = ()
    held: str | None = None
    held_at: datetime | None = None
    outcome: str | None = None
    place_taken: bool = False
    place_category: str = ""
    twins: Mapping[str, str] = field(default_factory=dict)
    closed_at: datetime | None = None
    steps: tuple[StepState, ...] = ()
    assignments: tuple[AssignmentState, ...] = ()
    windows: tuple[WindowState, ...] = ()
    objections: tuple[ObjectionState, ...] = ()
    opinions: tuple[OpinionState, ...] = ()
    copies: tuple[CopyState, ...] = ()
    blocks: tuple[BlockState, ...] = ()
    links: tuple[LinkState, ...] = ()
    ways_back: Mapping[str, Sequence[str]] = field(default_factory=dict)
    late: bool = False
    barred: tuple[str, ...] = ()
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    preserved: str | None = None
    preserved_until: datetime | None = None
    destroyed_at: datetime | None = None

    def open_step(self, key: str) -> StepState | None:
        """The open visit of step ``key``, if the case is there."""
        return next((step for step in self.steps if step.key == key and step.status == "open"), None)

    def open_block(self, key: str, at: str) -> BlockState | None:
        """The passage through block ``key`` that is under way at these lines, if there is one."""
        return next((one for one in self.blocks if (one.key, one.at, one.status) == (key, at, "open")), None)

    def visits(self, key: str, at: str | None = None) -> int:
        """How often the case has been at step ``key`` (for these lines)."""
        return sum(step.key == key and at in (None, step.at) for step in self.steps)

    def assignment(self, assignment_id: str) -> AssignmentState | None:
        """The assignment with this id, if it is one of this case."""
        return next((one for one in self.assignments if one.id == assignment_id), None)

    def share_of(self, step_id: str) -> tuple[AssignmentState, ...]:
        """All assignments of one visit, in their order."""
        return tuple(one for one in self.assignments if one.step_id == step_id)


def applicants(state: CaseState) -> tuple[str, ...]:
    """Who speaks for the nominating unit: the one who opened the case, and whoever handed in a form."""
    submits = {step.id for step in state.steps if step.kind == "submit"}
    handed_in = (
        one.person for one in state.assignments if one.step_id in submits and one.status == "decided"
    )
    return (state.opened_by, *handed_in)
