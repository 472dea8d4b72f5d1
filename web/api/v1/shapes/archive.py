"""The shapes of requests and answers about keeping and destroying."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from web.api.v1.shapes.base import In, Out


class DueCase(Out):
    """A case whose period has run out."""

    case: str
    number: str
    title: str
    unit: str
    ending: str
    closed_at: datetime
    years: int
    clause: str
    since: date
    why: tuple[str, ...] = Field(description="what keeps it nevertheless")


class PreservedCase(Out):
    """A case of which nothing may be destroyed."""

    number: str
    process: str
    unit_name: str
    reason: str
    until: datetime | None
    who: str | None
    since: datetime


class DisposalItem(Out):
    """A case on a list."""

    case_id: str
    number: str
    process: str
    unit_name: str
    ending: str
    closed_at: datetime
    kept_years: int
    clause: str
    due_on: date
    struck: str | None
    hindered: str | None
    destroyed_at: datetime | None


class DisposalLine(Out):
    """A list."""

    number: str
    status: str
    proposed_at: datetime
    proposed_by: str
    note: str
    decided_at: datetime | None
    decided_by: str | None
    decision: str | None


class DisposalPage(BaseModel):
    """A list with what stands on it."""

    disposal: DisposalLine
    items: list[DisposalItem]


class NewDisposal(In):
    """Which cases are to be destroyed, and what was appraised."""

    cases: list[str]
    note: str


class Numbered(BaseModel):
    """The number that was given."""

    number: str


class DisposalDecision(In):
    """Yes or no; ``struck`` are the cases that are taken off the list, each with the reason."""

    approve: bool
    reason: str = ""
    struck: dict[str, str] = {}


class Preservation(In):
    """A case's number, or that of a household's file; the last day, or none."""

    number: str
    reason: str
    until: date | None = None


class Lifting(In):
    """A case's number, or that of a household's file."""

    number: str
    reason: str
