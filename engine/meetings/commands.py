"""All that can be asked of a meeting, imperative. Each names who asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engine.meetings.agenda import Item
from engine.meetings.state import Attendance, Choice, Official, Papers, Seat
from engine.state import Person


@dataclass(frozen=True, slots=True)
class CallMeeting:
    """Call the members of a body to a meeting on a day, with its agenda. ``uncalled`` are seats not called."""

    actor: Person
    meeting: str
    number: str
    title: str
    organ: str
    organ_title: str
    meets_at: datetime
    place: str
    chair: Official
    clerk: Official
    tellers: tuple[Official, ...]
    members: tuple[Seat, ...]
    uncalled: tuple[Seat, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class CancelMeeting:
    """Call it off, with the reason."""

    actor: Person
    reason: str


@dataclass(frozen=True, slots=True)
class NameTellers:
    """Name who counts papers, before any paper is out."""

    actor: Person
    tellers: tuple[Official, ...]


@dataclass(frozen=True, slots=True)
class TakeAttendance:
    """Note who came, asked to be excused, or stayed away; the same again brings it up to date."""

    actor: Person
    people: Mapping[str, Attendance]
    note: str = ""


@dataclass(frozen=True, slots=True)
class LeaveEarly:
    """Note that somebody left; ``TakeAttendance`` brings him or her back."""

    actor: Person
    person: str


@dataclass(frozen=True, slots=True)
class BeginMeeting:
    """Open the meeting."""

    actor: Person


@dataclass(frozen=True, slots=True)
class RecuseFrom:
    """Have somebody stay out of an item, with the reason (回避); by that person, or by whoever runs the meeting."""

    actor: Person
    item: str
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Issue the papers of an item to those who are here. ``entitled`` brings the shares of a case's vote up to date."""

    actor: Person
    item: str
    entitled: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class IssuePaper:
    """Issue a paper to somebody who came while papers are out."""

    actor: Person
    item: str
    person: str


@dataclass(frozen=True, slots=True)
class CastPaper:
    """Return a paper: a choice, or the candidates that one votes for. It enters no event where the vote is secret."""

    actor: Person
    item: str
    choice: Choice | None = None
    votes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountPapers:
    """A teller says what was found in the box; when another one finds the same, it is counted."""

    actor: Person
    item: str
    papers: Papers


@dataclass(frozen=True, slots=True)
class CloseItem:
    """Count what lies in the box (``box``: electronic papers only)."""

    actor: Person
    item: str
    box: Papers = field(default_factory=Papers)


@dataclass(frozen=True, slots=True)
class RunOff:
    """Hold another ballot: between the tied, or for the seats still open; after a void one, the same again."""

    actor: Person
    item: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """Close an item without (a further) vote: deferred with the reason, or an election with its vacancies."""

    actor: Person
    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class EndMeeting:
    """Close the meeting; every item has to be closed."""

    actor: Person


Command = (
    CallMeeting
    | CancelMeeting
    | NameTellers
    | TakeAttendance
    | LeaveEarly
    | BeginMeeting
    | RecuseFrom
    | OpenItem
    | IssuePaper
    | CastPaper
    | CountPapers
    | CloseItem
    | RunOff
    | SetAside
    | EndMeeting
)
