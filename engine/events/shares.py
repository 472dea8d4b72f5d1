"""What people do with their shares of a step."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from pydantic import Field

from engine.events.facts import AssignmentOffered, Fact
from engine.state import Decision


class AssignmentOpened(Fact):
    """In a sequence, the turn came to this person."""

    event: Literal["assignment.opened"] = "assignment.opened"
    id: str
    due_at: datetime | None


class AssignmentDecided(Fact):
    """A person did his or her share; with ``by_rule`` the definition did it, and ``comment`` says why."""

    event: Literal["assignment.decided"] = "assignment.decided"
    id: str
    by: str
    decision: Decision
    comment: str
    answers: Mapping[str, object] = Field(default_factory=dict)
    by_rule: bool = False


class AssignmentClaimed(Fact):
    """Somebody took a pooled share; the colleagues' shares (``waits``) wait, at most until ``until``."""

    event: Literal["assignment.claimed"] = "assignment.claimed"
    id: str
    by: str
    until: datetime
    waits: tuple[str, ...] = ()


class AssignmentGivenBack(Fact):
    """A claim ended (by the clock when ``by`` is nobody), or a delegate gave the share back without an opinion."""

    event: Literal["assignment.given_back"] = "assignment.given_back"
    id: str
    by: str | None
    note: str = ""


class AssignmentTransferred(Fact):
    """A share was handed over for good; by nobody when an absence begins or ends (代理)."""

    event: Literal["assignment.transferred"] = "assignment.transferred"
    id: str
    by: str | None
    to: AssignmentOffered
    note: str = ""


class AssignmentVacated(Fact):
    """Nobody holds the share any more: its holder declared a conflict of interest (``recused``), or has left."""

    event: Literal["assignment.vacated"] = "assignment.vacated"
    id: str
    by: str | None
    reason: str
    recused: bool


class AssignmentsOffered(Fact):
    """More people were given a share of an open visit, in place of those who cannot act."""

    event: Literal["assignment.offered"] = "assignment.offered"
    step_id: str
    due_at: datetime | None
    assignments: tuple[AssignmentOffered, ...]


class AssignmentDelegated(Fact):
    """A share waits until the one who was asked has given an opinion."""

    event: Literal["assignment.delegated"] = "assignment.delegated"
    id: str
    by: str
    to: AssignmentOffered
    note: str = ""


class AssignmentTakenBack(Fact):
    """A person took a decision or a hand-over back.

    ``closes`` are the shares that had come of it, ``waits`` those that wait for this one again.
    """

    event: Literal["assignment.taken_back"] = "assignment.taken_back"
    id: str
    by: str
    closes: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()


class SignerAdded(Fact):
    """Another signs as well, before, beside or after the one who added him or her."""

    event: Literal["signer.added"] = "signer.added"
    id: str
    by: str
    to: AssignmentOffered
    note: str = ""


class SignerRemoved(Fact):
    """A signer who was added signs no more, nor do those whom he or she brought in (``closes``)."""

    event: Literal["signer.removed"] = "signer.removed"
    id: str
    by: str
    reason: str = ""
    closes: tuple[str, ...] = ()


ShareEvent = (
    AssignmentOpened
    | AssignmentDecided
    | AssignmentClaimed
    | AssignmentGivenBack
    | AssignmentTransferred
    | AssignmentVacated
    | AssignmentsOffered
    | AssignmentDelegated
    | AssignmentTakenBack
    | SignerAdded
    | SignerRemoved
)
