"""Who may run a meeting, and where an item has to stand for an act: the guards of every command."""

from engine.meetings.state import (
    STATUS_LABELS,
    ItemState,
    ItemStatus,
    MeetingState,
    MeetingStatus,
    MemberState,
)
from engine.refusals import (
    ItemNotWaiting,
    MeetingNotAsSuch,
    NoSuchItem,
    NotAMember,
    NothingToCount,
    NotRunningMeeting,
)
from engine.state import Person

_ITEM_STATUS: dict[ItemStatus, str] = {"waiting": "还没有开始", "open": "正在表决", "closed": "已经结束"}


def runs(meeting: MeetingState, person: str) -> bool:
    """Whether the person chairs the meeting or writes it down."""
    return person in (meeting.chair.person, meeting.clerk.person)


def must_run(meeting: MeetingState, actor: Person, act: str) -> None:
    """Raises NotRunningMeeting for anybody but chair and clerk."""
    if not runs(meeting, actor.id):
        raise NotRunningMeeting(chair=meeting.chair.name, clerk=meeting.clerk.name, act=act)


def must_be(meeting: MeetingState, act: str, *statuses: MeetingStatus) -> None:
    """Raises MeetingNotAsSuch when the meeting is at none of these."""
    if meeting.status not in statuses:
        raise MeetingNotAsSuch(status=STATUS_LABELS[meeting.status], act=act)


def item_of(meeting: MeetingState, key: str) -> ItemState:
    """The item. Raises NoSuchItem."""
    found = meeting.item(key)
    if found is None:
        raise NoSuchItem
    return found


def item_at(meeting: MeetingState, key: str, act: str, *statuses: ItemStatus) -> ItemState:
    """The item of an open meeting, at one of these statuses. Raises ItemNotWaiting, MeetingNotAsSuch, NoSuchItem."""
    must_be(meeting, act, "open")
    found = item_of(meeting, key)
    if found.status not in statuses:
        raise ItemNotWaiting(item=found.item.title, status=_ITEM_STATUS[found.status], act=act)
    return found


def voting_at(meeting: MeetingState, key: str, act: str) -> ItemState:
    """The item whose papers are out. Raises NothingToCount besides."""
    found = item_at(meeting, key, act, "open")
    if not found.is_voting:
        raise NothingToCount(item=found.item.title)
    return found


def member_of(meeting: MeetingState, person: str) -> MemberState:
    """The member. Raises NotAMember."""
    found = meeting.member(person)
    if found is None:
        raise NotAMember(who=person)
    return found


def officials(meeting: MeetingState, person: str) -> tuple[str, ...]:
    """The parts that the person has in the meeting, in words."""
    parts = [("主持人", meeting.chair), ("记录人", meeting.clerk), *(("计票人", t) for t in meeting.tellers)]
    return tuple(dict.fromkeys(word for word, one in parts if one.person == person))
