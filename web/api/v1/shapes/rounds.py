"""The shapes of what is asked and told of rounds. Days are those of Shaanxi, both ends included."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from web.api.v1.shapes.base import In, Out


class Days(In):
    """Other days for a part of the calendar, and why; without ``opens_on`` it begins as before."""

    opens_on: date | None = None
    closes_on: date
    reason: str


class Span(In):
    """First and last day."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)
    opens_on: date
    closes_on: date


class Again(In):
    """A round like an earlier one: for which year, with which changes; without ``quota`` the places of that one."""

    year: int = Field(ge=1000, le=2999)
    days: dict[str, Span] = {}
    quota: dict[str, int] | None = None


class Difference(Out):
    """What was, what would be, and by which rule."""

    title: str
    old: str
    new: str
    why: str
    phase: str | None


class Proposal(Out):
    """The round as it would be opened."""

    title: str
    year: int
    days: dict[str, Span]
    differences: list[Difference]


class Phase(Out):
    """A part of the calendar; ``last_on`` is the last day of its grace."""

    key: str
    title: str
    opens_on: date
    closes_on: date
    last_on: date
    gate: str | None
    opened_at: datetime | None
    closed_at: datetime | None


class Missing(Out):
    """What a case lacks, whom it waits for, until when in words."""

    case_id: str
    number: str
    subject: str
    unit_name: str
    sentence: str
    people: list[str]
    due: str
    overdue: bool


class WhyNot(BaseModel):
    """A reason why the round cannot be decided yet; ``list`` is the address of its cases where there is a list."""

    why: str
    sentence: str
    count: int
    list: str


class Frozen(Out):
    """What was frozen at a gate: the hash and how many cases."""

    seq: int
    gate: str
    occasion: str
    at: datetime
    sha256: str
    cases: int


class Since(Out):
    """A case that is not as it was frozen."""

    case: str
    number: str
    how: str


class Board(BaseModel):
    """A round as far as it is the reader's business."""

    round: str
    title: str
    process: str
    standing: str = Field(description="of the intake: before, open, grace, over")
    phases: list[Phase]
    gates: list[str] = Field(description="those that are open")
    decidable: bool
    reasons: list[WhyNot]
    at_steps: dict[str, int]
    missing: list[Missing]
    places: dict[str, tuple[int, int]] = Field(description="given and used, by unit")
    freezes: list[Frozen]
    since: dict[str, list[Since]] = Field(description="by gate, what came or changed after its freeze")


class Sha(BaseModel):
    """The hash of what was frozen."""

    sha256: str
