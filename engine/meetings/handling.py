"""``handle(meeting, command) -> events | refusal``: each command of a meeting finds its handler here only."""

from collections.abc import Callable
from typing import Any

from engine.meetings import calling, recusing, settling, voting
from engine.meetings import commands as c
from engine.meetings.events import Event
from engine.meetings.state import MeetingState


def handle(meeting: MeetingState | None, command: c.Command) -> list[Event]:
    """What happens when ``command`` is asked of the meeting. Raises a ``Refusal`` when the rules say no.

    Raises ValueError for a command other than ``CallMeeting`` without a meeting: that is a bug, not a refusal.
    """
    if isinstance(command, c.CallMeeting):
        return calling.call_meeting(command)
    if meeting is None:
        message = f"{type(command).__name__} without a meeting"
        raise ValueError(message)
    return _HANDLERS[type(command)](meeting, command)


_HANDLERS: dict[type, Callable[[MeetingState, Any], list[Event]]] = {
    c.CancelMeeting: calling.cancel,
    c.NameTellers: calling.name_tellers,
    c.TakeAttendance: calling.take_attendance,
    c.LeaveEarly: calling.leave_early,
    c.BeginMeeting: calling.begin,
    c.RecuseFrom: recusing.recuse,
    c.OpenItem: voting.open_item,
    c.IssuePaper: voting.issue_paper,
    c.CastPaper: voting.cast_paper,
    c.CountPapers: settling.count_papers,
    c.CloseItem: settling.close_item,
    c.RunOff: settling.run_off,
    c.SetAside: settling.set_aside,
    c.EndMeeting: calling.end,
}
