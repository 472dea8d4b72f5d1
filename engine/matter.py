"""A case as a command finds it: its rules, its state, the moment and the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from engine.deadlines import Calendar
from engine.definition import Process, Step
from engine.events import Event
from engine.evolution import replay
from engine.rounds.state import CaseInRound
from engine.state import AssignmentState, CaseState, StepState
from engine.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Matter:
    """All that a rule may look at. There is no clock and no database behind it.

    ``within`` is what the case has to do with its round, where the command asks for it.
    """

    process: Process
    state: CaseState
    now: datetime
    calendar: Calendar
    within: CaseInRound | None = None

    @property
    def time(self) -> WorkingTime:
        """The office's own time: its calendar and the hours of this process."""
        return WorkingTime(self.calendar, self.process.office_hours)

    def after(self, events: Sequence[Event]) -> "Matter":
        """The same matter once ``events`` have happened."""
        return replace(self, state=replay(self.state, events, self.now))

    def step_of(self, visit: StepState) -> Step:
        """What the definition says of the step that ``visit`` is a visit of."""
        return self.process.step(visit.key)

    def visit(self, step_id: str) -> StepState | None:
        """The visit with this id, open or settled."""
        return next((one for one in self.state.steps if one.id == step_id), None)

    def open_visit(self, step_id: str) -> StepState | None:
        """The visit with this id while it is open: a timer or a machine acts on no other."""
        visit = self.visit(step_id)
        return visit if visit and visit.status == "open" and not self.state.closed_at else None

    def turn(self, mine: AssignmentState) -> "Turn":
        """The share with its visit and step. Raises LookupError for a share of no visit, which cannot be."""
        visit = self.visit(mine.step_id)
        if visit is None:
            message = f"assignment {mine.id} without its visit"
            raise LookupError(message)
        return Turn(self.step_of(visit), visit, mine)


@dataclass(frozen=True, slots=True)
class Turn:
    """A person's own open share, with the visit and the step it belongs to."""

    step: Step
    visit: StepState
    mine: AssignmentState
