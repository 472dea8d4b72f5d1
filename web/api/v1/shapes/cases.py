"""A case as the API tells it, with everything in it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from engine.forms.rights import without
from engine.state import CaseState
from web.api.v1.shapes.base import In, Out


class Step(Out):
    """A visit of a step."""

    id: str
    key: str
    kind: str
    visit: int
    status: str
    opened_at: datetime
    due_at: datetime | None
    outcome: str | None
    settled_at: datetime | None
    result: dict[str, str] | None
    at: str = Field(description="for which lines of the lists around it, outermost first: 2.0")
    line: str | None = Field(description="what is written in the innermost of these lines")
    back: list[str] = Field(
        description="the spots that open straight after it, because they returned the case"
    )


class Block(Out):
    """A passage through a block: branches taken and done; ``needed`` empty means all of them."""

    key: str
    kind: str
    visit: int
    status: str
    at: str
    branches: list[int]
    done: list[int]
    needed: int | None
    lines: list[str]
    times: int
    outcome: str | None


class Assignment(Out):
    """A person's share of a step."""

    id: str
    step: str
    visit: int
    body: str
    person: str
    name: str
    unit: str
    status: str
    opened_at: datetime
    due_at: datetime | None
    objection: str | None
    decision: str | None
    decided_at: datetime | None
    via: str = Field(
        description="how it came about: offer, transfer, delegate, before, beside, after, question"
    )
    parent: str | None = Field(description="the assignment it came from")
    note: str | None
    claimed_until: datetime | None


class Copy(Out):
    """A copy sent for information, by nobody where the definition says so, and when it was read."""

    id: str
    person: str
    name: str
    sent_by: str | None
    sent_at: datetime
    note: str | None
    read_at: datetime | None


class Window(Out):
    """A public showing."""

    id: str
    level: str
    posted_at: datetime
    closes_at: datetime
    suspended_at: datetime | None
    days_left: int | None
    closed_at: datetime | None


class Asked(Out):
    """An outside body's opinion, or that it was asked."""

    agency: str
    title: str
    asked_at: datetime
    due_at: datetime | None
    answer: str | None
    reason: str | None
    answered_at: datetime | None
    valid_until: datetime | None


class Case(Out):
    """A case; of sealed answers only the mask."""

    id: str
    number: str
    process: str
    version: str
    status: str
    subject: str | None
    held: str | None
    late: bool = Field(description="handed in after the round had closed, within its grace")
    outcome: str | None
    pending: list[str] = Field(description="steps about to open, with the lines they are for: look@0")
    opened_at: datetime
    closed_at: datetime | None
    answers: dict[str, Any]
    steps: list[Step]
    blocks: list[Block]
    assignments: list[Assignment]
    windows: list[Window]
    opinions: list[Asked]
    copies: list[Copy]


class NewLink(In):
    """The other case, by its number; the kind is follows, appeals, same_subject or related."""

    number: str
    kind: str
    note: str = ""


class LinkedCase(Out):
    """Another case, what it is to this one, and since when."""

    id: str
    kind: str
    other: str
    number: str
    note: str | None
    linked_at: datetime


class RuleResult(Out):
    """A rule against what is filled in; ``judged`` is false while something is missing."""

    key: str
    title: str
    met: bool
    judged: bool
    evidence: str
    clause: str
    checked_at: str
    later: str = Field(
        description="the step at which it will be answered; empty once the case has come there"
    )
    waiver: str = Field(description="by whom and why an exception was made; empty where none was")
    waived_at: str = Field(description="the step that may make an exception; empty where none may")


class Button(Out):
    """What an assignment's holder could do, and what it would do."""

    act: str
    value: str
    label: str
    effects: list[str]
    needs_comment: bool
    refused: bool


class Nudge(Out):
    """One line of the log of nudges and escalations; ``answered`` is when the share, or the step, was done."""

    at: datetime
    text: str
    to: str
    answered: datetime | None


class Stored(BaseModel):
    """An uploaded file: the object to put into an answer."""

    digest: str
    name: str
    kind: str
    size: int


def case_of(state: CaseState, hidden: frozenset[str]) -> Case:
    """The case as the API tells it to whom these fields are ``hidden`` from."""
    shown, seen = Case.model_validate(state), without(state.answers, hidden)
    return shown.model_copy(update={"answers": {key: _unsealed(one) for key, one in seen.items()}})


def _unsealed(answer: object) -> object:
    """A sealed value leaves the office as its mask only, in a row of a table too."""
    if isinstance(answer, list | tuple):
        return [_unsealed(one) for one in answer]
    if not isinstance(answer, Mapping):
        return answer
    if "sealed" in answer:
        return answer.get("masked")
    return {key: _unsealed(one) for key, one in answer.items()}
