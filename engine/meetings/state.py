"""The frozen state of a meeting: its members and who is there, its items and every ballot held on them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from engine.meetings.agenda import Fact, Item

MeetingStatus = Literal["called", "open", "closed", "cancelled"]
Attendance = Literal["invited", "present", "excused", "absent"]
ItemStatus = Literal["waiting", "open", "closed"]
Outcome = Literal["passed", "failed", "elected", "vacant", "no_quorum", "deferred"]
Result = Literal["passed", "failed", "elected", "run_off", "vacant", "void"]
Choice = Literal["agree", "against", "abstain"]

ATTENDANCE_LABELS: dict[Attendance, str] = {
    "invited": "未签到",
    "present": "出席",
    "excused": "请假",
    "absent": "缺席",
}
OUTCOME_LABELS: dict[Outcome, str] = {
    "passed": "通过",
    "failed": "未通过",
    "elected": "当选",
    "vacant": "有空缺",
    "no_quorum": "不足法定人数",
    "deferred": "未表决",
}
STATUS_LABELS: dict[MeetingStatus, str] = {
    "called": "已通知",
    "open": "开会中",
    "closed": "已散会",
    "cancelled": "已取消",
}


class Seat(Fact):
    """A member who is called, as the list of members says."""

    person: str
    name: str
    unit: str
    weight: int = 1


class Official(Fact):
    """Who runs the meeting, writes it down, or counts."""

    person: str
    name: str


class Papers(Fact):
    """What lies in the box, or what tellers found in it, in papers (of weights, in a weighted vote).

    ``returned`` are all papers that came back; ``invalid`` ones are among them. ``votes`` are those of candidates.
    """

    issued: int = 0
    returned: int = 0
    agree: int = 0
    against: int = 0
    abstain: int = 0
    invalid: int = 0
    votes: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Counted:
    """The result of a ballot and the figures it comes from; ``due`` and ``everyone`` are without the recused."""

    papers: Papers
    everyone: int
    due: int
    present: int
    recused: int
    result: Result
    sentence: str
    needed: int = 0
    elected: tuple[str, ...] = ()
    run_off: tuple[str, ...] = ()
    open_seats: int = 0
    tellers: tuple[Official, ...] = ()


@dataclass(frozen=True, slots=True)
class BallotState:
    """One ballot on an item; a run-off, or one after a void one, is another. ``issued`` and ``returned`` are people."""

    n: int
    issued: tuple[str, ...]
    candidates: tuple[str, ...] = ()
    seats: int = 1
    returned: tuple[str, ...] = ()
    proposed: Papers | None = None
    proposed_by: Official | None = None
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item as it stands: who stays out of it and why, and its ballots."""

    item: Item
    status: ItemStatus = "waiting"
    recused: Mapping[str, str] = field(default_factory=dict)
    ballots: tuple[BallotState, ...] = ()
    outcome: Outcome | None = None
    sentence: str = ""
    elected: tuple[str, ...] = ()

    @property
    def ballot(self) -> BallotState | None:
        """The last ballot, if one was held."""
        return self.ballots[-1] if self.ballots else None

    @property
    def is_voting(self) -> bool:
        """Whether papers are out and not counted."""
        return self.status == "open" and self.ballot is not None and self.ballot.counted is None

    @property
    def run_offs_held(self) -> int:
        """How many run-offs there were: ballots after one with a result that asked for another."""
        return sum(one.counted is not None and one.counted.result != "void" for one in self.ballots[:-1])


@dataclass(frozen=True, slots=True)
class MemberState:
    """A member who is called. ``here``: in the room now; who came late or left early is present all the same."""

    seat: Seat
    attendance: Attendance = "invited"
    here: bool = False
    note: str = ""
    came_at: datetime | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MeetingState:
    """A whole meeting. ``everyone`` is what all seats of the body come to, whether called or not: (people, weights)."""

    id: str
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
    members: tuple[MemberState, ...]
    items: tuple[ItemState, ...]
    status: MeetingStatus = "called"
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    reason: str = ""

    def item(self, key: str) -> ItemState | None:
        """The item with this key, if it is on the agenda."""
        return next((one for one in self.items if one.item.key == key), None)

    def member(self, person: str) -> MemberState | None:
        """The member, if the person is one."""
        return next((one for one in self.members if one.seat.person == person), None)

    @property
    def present(self) -> tuple[MemberState, ...]:
        """All who came, for however long."""
        return tuple(one for one in self.members if one.attendance == "present")
