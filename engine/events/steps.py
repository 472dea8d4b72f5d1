"""Steps that open, are passed over, are over, and the machine's work at them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from engine.events.facts import AssignmentOffered, Fact
from engine.state import CaseStatus, StepOutcome


class StepOpened(Fact):
    """A step opened: the nth visit, its people, its due date."""

    event: Literal["step.opened"] = "step.opened"
    id: str
    step: str
    kind: str
    visit: int
    due_at: datetime | None
    assignments: tuple[AssignmentOffered, ...] = ()
    recused: tuple[str, ...] = ()
    status: CaseStatus
    at: str = ""
    line: str | None = None
    back: tuple[str, ...] = ()


class StepSkipped(Fact):
    """The definition says that this case does not pass here; ``because`` names the rows of tables that say so."""

    event: Literal["step.skipped"] = "step.skipped"
    id: str
    step: str
    kind: str
    visit: int
    next: tuple[str, ...]
    at: str = ""
    because: str = ""


class StepSettled(Fact):
    """A visit is over; ``next`` are the steps that follow. Open shares of it are closed with ``because``."""

    event: Literal["step.settled"] = "step.settled"
    id: str
    step: str
    visit: int
    outcome: StepOutcome
    next: tuple[str, ...]
    because: str


class StepReopened(Fact):
    """A settled visit goes on: ``reopens`` are the shares its end had closed, ``drops`` the steps not to open."""

    event: Literal["step.reopened"] = "step.reopened"
    id: str
    step: str
    status: CaseStatus
    reopens: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()


class NewDue(Fact):
    """A share's new due date."""

    id: str
    due_at: datetime


class DueShifted(Fact):
    """Time that was not the reviewers' own is added to their due dates."""

    event: Literal["step.due_shifted"] = "step.due_shifted"
    id: str
    step: str
    due_at: datetime | None
    shares: tuple[NewDue, ...] = ()


class MachineFinished(Fact):
    """A machine step did its work, and filled its fields of the form."""

    event: Literal["machine.finished"] = "machine.finished"
    id: str
    step: str
    result: Mapping[str, str]
    answers: Mapping[str, object] = {}


StepEvent = StepOpened | StepSkipped | StepSettled | StepReopened | DueShifted | MachineFinished
