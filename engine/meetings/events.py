"""All that can have happened at a meeting, past tense, with the dotted name each has in the meeting's journal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from engine.meetings.agenda import Fact, Item
from engine.meetings.state import Attendance, Choice, Official, Outcome, Papers, Result, Seat


class MeetingCalled(Fact):
    """A body was called to meet. ``everyone`` are all its seats and the sum of their weights."""

    event: Literal["meeting.called"] = "meeting.called"
    meeting: str
    number: str
    title: str
    organ: str
    organ_title: str
    everyone: tuple[int, int]
    meets_at: datetime
    place: str
    chair: Official
    clerk: Official
    tellers: tuple[Official, ...]
    members: tuple[Seat, ...]
    items: tuple[Item, ...]


class MeetingCancelled(Fact):
    """It was called off."""

    event: Literal["meeting.cancelled"] = "meeting.cancelled"
    reason: str


class TellersNamed(Fact):
    """These people count."""

    event: Literal["tellers.named"] = "tellers.named"
    tellers: tuple[Official, ...]


class AttendanceTaken(Fact):
    """Who came, was excused, or stayed away."""

    event: Literal["attendance.taken"] = "attendance.taken"
    people: Mapping[str, Attendance]
    note: str = ""


class MemberLeft(Fact):
    """Somebody left before the end."""

    event: Literal["member.left"] = "member.left"
    person: str


class MeetingBegun(Fact):
    """The meeting was opened."""

    event: Literal["meeting.begun"] = "meeting.begun"


class MemberRecused(Fact):
    """Somebody stays out of an item."""

    event: Literal["member.recused"] = "member.recused"
    item: str
    person: str
    reason: str


class PapersIssued(Fact):
    """A ballot was begun: papers went to these people. ``recused`` are those who the case says stay out of it."""

    event: Literal["papers.issued"] = "papers.issued"
    item: str
    ballot: int
    to: tuple[str, ...]
    recused: Mapping[str, str] = {}
    candidates: tuple[str, ...] = ()
    seats: int = 1


class PaperIssued(Fact):
    """Somebody who came late got a paper."""

    event: Literal["paper.issued"] = "paper.issued"
    item: str
    person: str


class PaperReturned(Fact):
    """Somebody returned a paper; what it says is in here only where the vote is open."""

    event: Literal["paper.returned"] = "paper.returned"
    item: str
    person: str
    choice: Choice | None = None
    votes: tuple[str, ...] = ()


class CountProposed(Fact):
    """The first teller said what was found; another one has to find the same."""

    event: Literal["count.proposed"] = "count.proposed"
    item: str
    papers: Papers
    by: Official


class ItemCounted(Fact):
    """A ballot was counted."""

    event: Literal["item.counted"] = "item.counted"
    item: str
    ballot: int
    papers: Papers
    everyone: int
    due: int
    present: int
    recused: int
    needed: int
    result: Result
    sentence: str
    elected: tuple[str, ...] = ()
    run_off: tuple[str, ...] = ()
    open_seats: int = 0
    tellers: tuple[Official, ...] = ()


class ItemClosed(Fact):
    """An item is over."""

    event: Literal["item.closed"] = "item.closed"
    item: str
    outcome: Outcome
    sentence: str
    elected: tuple[str, ...] = ()


class MeetingEnded(Fact):
    """The meeting is over."""

    event: Literal["meeting.ended"] = "meeting.ended"


Event = (
    MeetingCalled
    | MeetingCancelled
    | TellersNamed
    | AttendanceTaken
    | MemberLeft
    | MeetingBegun
    | MemberRecused
    | PapersIssued
    | PaperIssued
    | PaperReturned
    | CountProposed
    | ItemCounted
    | ItemClosed
    | MeetingEnded
)

_ANY: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="event")])


def read_event(payload: Mapping[str, object]) -> Event:
    """The event stored as ``payload``. Raises pydantic's ValidationError when it is none of a meeting."""
    return _ANY.validate_python(dict(payload))
