"""回避 at a meeting: who stays out of an item, and what that does to its quorum."""

from engine.meetings import commands as c
from engine.meetings import events as e
from engine.meetings.counting import ballot_of
from engine.meetings.evolution import evolve
from engine.meetings.running import item_of, member_of, must_be, must_run
from engine.meetings.standing import standing, why_not_quorate
from engine.meetings.state import MeetingState
from engine.refusals import PaperReturnedAlready, ReasonMissing


def recuse(meeting: MeetingState, command: c.RecuseFrom) -> list[e.Event]:
    """Somebody stays out of an item. Where that breaks the quorum while papers are out, the item is closed."""
    if command.actor.id != command.person:
        must_run(meeting, command.actor, "登记回避")
    must_be(meeting, "登记回避", "called", "open")
    found = item_of(meeting, command.item)
    member = member_of(meeting, command.person)
    if not command.reason.strip():
        raise ReasonMissing
    if found.status == "closed" or (found.ballot and command.person in found.ballot.returned):
        raise PaperReturnedAlready(who=member.seat.name, act="申请回避")
    if command.person in found.recused:
        return []
    declared = e.MemberRecused(item=command.item, person=command.person, reason=command.reason.strip())
    after = evolve(meeting, declared, meeting.meets_at)
    one = item_of(after, command.item)
    if not one.is_voting:
        return [declared]
    why = why_not_quorate(after, one, standing(after, one, here=frozenset(ballot_of(one).issued)))
    if why is None:
        return [declared]
    return [declared, e.ItemClosed(item=command.item, outcome="no_quorum", sentence=why)]
