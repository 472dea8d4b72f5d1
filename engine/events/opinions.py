"""Outside bodies that are asked, and what they say."""

from datetime import date, datetime
from typing import Literal

from engine.events.facts import Fact
from engine.state import Answer


class OpinionAsked(Fact):
    """One outside body that is asked; ``carried`` is an earlier consent that is still valid."""

    id: str
    agency: str
    title: str
    carried: str | None = None
    carried_at: datetime | None = None
    valid_until: datetime | None = None


class OpinionsAsked(Fact):
    """Outside bodies were asked for their opinion."""

    event: Literal["opinion.asked"] = "opinion.asked"
    step_id: str
    opinions: tuple[OpinionAsked, ...]
    due_at: datetime | None


class OpinionReceived(Fact):
    """An outside body answered by its signed link; whoever asked puts it on file, or asks again."""

    event: Literal["opinion.received"] = "opinion.received"
    id: str
    agency: str
    answer: Answer
    reason: str
    document: str
    signer: str


class OpinionRecorded(Fact):
    """An outside body's answer was put on file; ``dated`` is the day of the paper, where that is known."""

    event: Literal["opinion.recorded"] = "opinion.recorded"
    id: str
    agency: str
    answer: Answer
    reason: str
    document: str | None
    valid_until: datetime | None
    by: str
    signer: str = ""
    dated: date | None = None


OpinionEvent = OpinionsAsked | OpinionReceived | OpinionRecorded
