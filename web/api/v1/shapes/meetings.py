"""Meetings: whom one can call and for what, how one stands, and what is done there."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from engine.meetings.agenda import How, ItemKind
from engine.meetings.state import Attendance, Choice, ItemStatus, MeetingStatus, Outcome, Result
from web.api.v1.shapes.base import In, Out


class MeetingLine(Out):
    """A meeting in a list; ``cases`` is how many are on its agenda."""

    id: str
    number: str
    title: str
    organ: str
    status: MeetingStatus
    meets_at: datetime
    place: str
    cases: int


class Choosable(Out):
    """Something or somebody to choose from: an organ by its key, a person by the id."""

    key: str
    title: str


class OrganMember(Out):
    """A member of an organ and the weight of the seat."""

    id: str
    name: str
    unit: str
    weight: int


class Calling(Out):
    """What a meeting of an organ can be called with: members, votes of cases that wait, rules, and officials."""

    organ: str
    title: str
    members: list[OrganMember]
    waiting: list[Choosable] = Field(description="cases by id, with what is asked of each")
    rules: list[Choosable] = Field(description="published rules of votes, for motions and elections")
    people: list[Choosable] = Field(description="who can chair, write, or count")


class NewQuestion(In):
    """A motion, or an election with more candidates than seats; ``rules`` by key."""

    kind: Literal["motion", "election"]
    title: str = Field(max_length=200)
    rules: str
    secret: bool = True
    how: How = "electronic"
    seats: int = Field(1, ge=1, le=99)
    candidates: list[str] = Field([], max_length=200)
    run_offs: int = Field(0, ge=0, le=5)


class NewMeeting(In):
    """A call; people by id. ``members`` null calls the whole organ; ``how`` the votes of cases are cast."""

    organ: str
    title: str = Field("", max_length=200)
    meets_at: AwareDatetime
    place: str = Field("", max_length=200)
    chair: str
    clerk: str
    tellers: list[str] = []
    members: list[str] | None = None
    cases: list[str] = []
    how: How = "electronic"
    questions: list[NewQuestion] = []


class MeetingMember(Out):
    """A member who was called; ``here`` is in the room now."""

    person: str
    name: str
    weight: int
    attendance: Attendance
    here: bool
    note: str = Field(description="why one cannot come: for oneself and those who run the meeting")
    came_at: datetime | None
    left_at: datetime | None


class Papers(Out):
    """What was in the box; ``returned`` are all, ``invalid`` ones among them, ``votes`` those of candidates."""

    issued: int
    returned: int
    agree: int
    against: int
    abstain: int
    invalid: int
    votes: Mapping[str, int]


class Counted(Out):
    """The result of a ballot and the figures that it comes from."""

    papers: Papers
    everyone: int
    due: int
    present: int
    recused: int
    needed: int
    result: Result
    sentence: str
    elected: tuple[str, ...]
    run_off: tuple[str, ...]
    open_seats: int


class BallotHeld(Out):
    """One ballot on an item: how many papers went out and came back; who cast which is nobody's to know."""

    n: int
    seats: int
    candidates: tuple[str, ...]
    issued: int
    returned: int
    counted: Counted | None
    frozen: str = Field(description="hash of the round's data that was decided on; empty outside gates")


class Recused(Out):
    """Who stays out of an item, and why."""

    name: str
    reason: str


class AgendaItem(Out):
    """An item as the reader sees it; ``lacks`` says why nothing can be voted on now."""

    key: str
    kind: ItemKind
    title: str
    case: str | None
    rules: str
    clause: str
    secret: bool
    weighted: bool
    how: How
    seats: int
    candidates: tuple[str, ...]
    status: ItemStatus
    outcome: Outcome | None
    sentence: str
    elected: tuple[str, ...]
    due: int
    present: int
    lacks: str
    recused: list[Recused]
    ballots: list[BallotHeld]
    has_paper: bool = Field(description="a paper is out for the reader")
    has_voted: bool
    counts: bool = Field(description="the reader is a teller, and papers are to be counted")


class Meeting(Out):
    """A whole meeting, as far as the reader may know it."""

    id: str
    number: str
    title: str
    organ: str
    organ_title: str
    status: MeetingStatus
    meets_at: datetime
    place: str
    chair: str
    clerk: str
    tellers: list[str]
    runs: bool = Field(description="whether the reader runs it")
    reason: str
    opened_at: datetime | None
    closed_at: datetime | None
    members: list[MeetingMember]
    items: list[AgendaItem]


class Attendances(In):
    """Who is there, by person; ``left`` for those who have gone."""

    people: dict[str, Attendance | Literal["left"]]
    note: str = ""


class Tellers(In):
    """Two who count, by id; none to have nobody."""

    people: list[str]


class Recusal(In):
    """Staying out of an item: oneself, or whom one who runs the meeting names."""

    person: str | None = None
    reason: str


class ForWhom(In):
    """A latecomer, by id."""

    person: str


class VotePaper(In):
    """One's paper: a choice, or at an election the names that one votes for."""

    choice: Choice | None = None
    votes: list[str] = Field([], max_length=200)


class Count(In):
    """What a teller found in the box, in papers."""

    returned: int
    agree: int = 0
    against: int = 0
    abstain: int = 0
    invalid: int = 0
    votes: dict[str, int] = {}
