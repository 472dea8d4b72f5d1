"""Calling a meeting, calling it off, naming tellers, opening and ending it; who is there."""

from collections import Counter

from engine.meetings import commands as c
from engine.meetings import events as e
from engine.meetings.agenda import wrong_with
from engine.meetings.running import member_of, must_be, must_run
from engine.meetings.state import MeetingState, Official
from engine.refusals import (
    AgendaUnfit,
    ItemsLeft,
    MembersMissing,
    NoRightToCall,
    ReasonMissing,
    TellersTwice,
)

CALLERS = frozenset({"prov_officer", "prov_head", "administrator"})
"""The posts whose holders may call a meeting."""
_TWO = 2


def call_meeting(command: c.CallMeeting) -> list[e.Event]:
    """Call the members. Raises AgendaUnfit with everything that is wrong with the agenda."""
    if not command.actor.posts & CALLERS:
        raise NoRightToCall
    if not command.members:
        raise MembersMissing
    _must_be_distinct(command.tellers)
    wrong = list(wrong_with(command.items, [one.name for one in command.tellers]))
    if not command.items:
        wrong = ["没有议题"]
    if any(one.how == "paper" for one in command.items) and len(command.tellers) < _TWO:
        wrong.append("有议题用纸质票，须指定两名计票人")
    if wrong:
        raise AgendaUnfit(count=len(wrong), findings="；".join(wrong))
    seats = (*command.members, *command.uncalled)
    return [
        e.MeetingCalled(
            meeting=command.meeting,
            number=command.number,
            title=command.title,
            organ=command.organ,
            organ_title=command.organ_title,
            everyone=(len(seats), sum(one.weight for one in seats)),
            meets_at=command.meets_at,
            place=command.place,
            chair=command.chair,
            clerk=command.clerk,
            tellers=command.tellers,
            members=command.members,
            items=command.items,
        )
    ]


def cancel(meeting: MeetingState, command: c.CancelMeeting) -> list[e.Event]:
    """Call the meeting off, before it was opened."""
    must_run(meeting, command.actor, "取消会议")
    must_be(meeting, "取消会议", "called")
    return [e.MeetingCancelled(reason=_reason(command.reason))]


def name_tellers(meeting: MeetingState, command: c.NameTellers) -> list[e.Event]:
    """Name those who count; a candidate cannot be one."""
    must_run(meeting, command.actor, "指定计票人")
    must_be(meeting, "指定计票人", "called", "open")
    _must_be_distinct(command.tellers)
    items = [one.item for one in meeting.items]
    wrong = [one for one in wrong_with(items, [t.name for t in command.tellers]) if "计票人" in one]
    if wrong:
        raise AgendaUnfit(count=len(wrong), findings="；".join(wrong))
    return [e.TellersNamed(tellers=command.tellers)]


def take_attendance(meeting: MeetingState, command: c.TakeAttendance) -> list[e.Event]:
    """Note who is there; members may ask for themselves to be excused, as long as the meeting has not begun."""
    if not _excuses_itself(meeting, command):
        must_run(meeting, command.actor, "登记出席")
    must_be(meeting, "登记出席", "called", "open")
    for person in command.people:
        member_of(meeting, person)
    news = {who: said for who, said in command.people.items() if _is_news(meeting, who, said)}
    return [e.AttendanceTaken(people=news, note=command.note)] if news else []


def leave_early(meeting: MeetingState, command: c.LeaveEarly) -> list[e.Event]:
    """Note that somebody left. A paper that he or she has is still out."""
    must_run(meeting, command.actor, "登记离开")
    must_be(meeting, "登记离开", "open")
    found = member_of(meeting, command.person)
    return [e.MemberLeft(person=command.person)] if found.here else []


def begin(meeting: MeetingState, command: c.BeginMeeting) -> list[e.Event]:
    """Open the meeting. Whether enough are there is asked at each item: for each it may be different."""
    must_run(meeting, command.actor, "宣布开会")
    must_be(meeting, "宣布开会", "called")
    return [e.MeetingBegun()]


def end(meeting: MeetingState, command: c.EndMeeting) -> list[e.Event]:
    """Close the meeting. Whoever never signed in was absent."""
    must_run(meeting, command.actor, "宣布散会")
    must_be(meeting, "宣布散会", "open")
    left = [one.item.title for one in meeting.items if one.status != "closed"]
    if left:
        raise ItemsLeft(items="、".join(left))
    never = {one.seat.person: "absent" for one in meeting.members if one.attendance == "invited"}
    absent = [e.AttendanceTaken.model_validate({"people": never})] if never else []
    return [*absent, e.MeetingEnded()]


def _reason(text: str) -> str:
    if not text.strip():
        raise ReasonMissing
    return text.strip()


def _must_be_distinct(tellers: tuple[Official, ...]) -> None:
    twice = [one.name for one, n in Counter(tellers).items() if n > 1]
    if twice:
        raise TellersTwice(names="、".join(twice))


def _excuses_itself(meeting: MeetingState, command: c.TakeAttendance) -> bool:
    only_me = dict(command.people) == {command.actor.id: "excused"}
    return only_me and meeting.status == "called"


def _is_news(meeting: MeetingState, person: str, said: str) -> bool:
    found = meeting.member(person)
    return found is not None and (found.attendance != said or (said == "present" and not found.here))
