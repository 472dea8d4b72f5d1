"""What the clock does: reminders, and the ladder of what is overdue (超时)."""

from datetime import datetime
from typing import Literal

from engine.events.facts import AssignmentOffered, Fact


class AssignmentReminded(Fact):
    """The time to the due date has run down to the reminder."""

    event: Literal["assignment.reminded"] = "assignment.reminded"
    id: str


class AssignmentOverdue(Fact):
    """The due date has passed; ``told`` is false where the ladder of the step nudges at the same moment."""

    event: Literal["assignment.overdue"] = "assignment.overdue"
    id: str
    told: bool = True


class RungFired(Fact):
    """The ``rung``-th rung of the ladder of an overdue visit, or of the inquiry into an objection; from 1."""

    id: str
    step: str
    rung: int
    objection: str | None = None


class OverdueReminded(RungFired):
    """Those who hold these shares of an overdue visit were nudged again."""

    event: Literal["overdue.reminded"] = "overdue.reminded"
    shares: tuple[str, ...]


class Informed(Fact):
    """Somebody who was told."""

    person: str
    name: str


class OverdueEscalated(RungFired):
    """A body was told that a visit is overdue; nobody, when none of its people may know (上报)."""

    event: Literal["overdue.escalated"] = "overdue.escalated"
    body: str
    people: tuple[Informed, ...]


class OverduePassedOn(RungFired):
    """The shares not done were given to the people of another body; all stay where they are when nobody may act."""

    event: Literal["overdue.passed_on"] = "overdue.passed_on"
    body: str
    because: str
    closes: tuple[str, ...] = ()
    due_at: datetime | None = None
    assignments: tuple[AssignmentOffered, ...] = ()


class OverdueRefused(RungFired):
    """The definition refuses what nobody decided in time (按规则)."""

    event: Literal["overdue.refused"] = "overdue.refused"
    clause: str


class OverduePassed(RungFired):
    """The definition passes what nobody decided in time (按规则)."""

    event: Literal["overdue.passed"] = "overdue.passed"
    clause: str


ClockEvent = (
    AssignmentReminded
    | AssignmentOverdue
    | OverdueReminded
    | OverdueEscalated
    | OverduePassedOn
    | OverdueRefused
    | OverduePassed
)
