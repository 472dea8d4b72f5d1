"""Lines of lists, and how many there are."""

from datetime import datetime

from pydantic import Field

from web.api.v1.shapes.base import Out


class InboxLine(Out):
    """A line of the inbox."""

    case_id: str
    assignment_id: str | None
    number: str
    subject: str | None
    process_title: str
    unit_name: str
    status: str
    step_title: str | None
    visit: int | None
    since: datetime
    due_at: datetime | None
    objection: bool
    decision: str | None
    others: list[str] = Field(description="whom it waits for; of my own share, who else has it to do")
    waits_since: datetime | None
    reminded_at: datetime | None = Field(description="the last reminder, by the clock or a person")
    bulk: bool = Field(description="may be decided together with others")


class Figures(Out):
    """How many lines each box of the inbox has, and how many of the first are late."""

    waiting: int
    group: int
    claimable: int
    copied: int
    done: int
    started: int
    overdue: int
