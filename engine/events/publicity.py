"""The public showing and the objections to it."""

from datetime import datetime
from typing import Literal

from engine.events.facts import AssignmentOffered, Fact


class PublicityOpened(Fact):
    """The public showing began."""

    event: Literal["publicity.opened"] = "publicity.opened"
    id: str
    step: str
    level: str
    closes_at: datetime


class PublicitySuspended(Fact):
    """An objection stopped the window of this case, and of no other."""

    event: Literal["publicity.suspended"] = "publicity.suspended"
    id: str
    days_left: int


class PublicityResumed(Fact):
    """The inquiry found nothing; the window runs for its remaining working days."""

    event: Literal["publicity.resumed"] = "publicity.resumed"
    id: str
    closes_at: datetime


class PublicityClosed(Fact):
    """The public showing ended."""

    event: Literal["publicity.closed"] = "publicity.closed"
    id: str
    step: str


class ObjectionFiled(Fact):
    """Somebody objected; these people look into it."""

    event: Literal["objection.filed"] = "objection.filed"
    id: str
    step_id: str
    step: str
    visit: int
    due_at: datetime | None
    assignments: tuple[AssignmentOffered, ...]


class ObjectionAssigned(Fact):
    """An objection that nobody could look into was given to people who can."""

    event: Literal["objection.assigned"] = "objection.assigned"
    id: str
    step_id: str
    assignments: tuple[AssignmentOffered, ...]


class ObjectionSettled(Fact):
    """The inquiry into an objection ended."""

    event: Literal["objection.settled"] = "objection.settled"
    id: str
    upheld: bool
    reason: str
    by: str


PublicityEvent = (
    PublicityOpened
    | PublicitySuspended
    | PublicityResumed
    | PublicityClosed
    | ObjectionFiled
    | ObjectionAssigned
    | ObjectionSettled
)
