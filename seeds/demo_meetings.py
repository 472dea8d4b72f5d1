"""The meetings of the demonstration: called with what waits for them; held, with everybody's paper and the result."""

from datetime import timedelta

from actions import advance, meetings
from actions.meeting_cases import numbered, waiting_for
from engine.meetings.agenda import Item, put_to_vote
from engine.meetings.state import Attendance
from models import meetings as stored
from models import organisation
from seeds import demo_script as s
from seeds import rule_sets
from seeds.demo_stage import Stage

_RULES = "vote_committee"
_ITEM = timedelta(minutes=10)  # what an item takes


def call(stage: Stage, line: s.MeetingLine) -> None:
    """Call the members, as the secretary does."""
    motions = [_motion(title) for title in line.motions]
    notice = meetings.Notice(
        organ=line.organ,
        organ_title=line.organ_title,
        title=line.title,
        meets_at=line.meets_at,
        place=line.place,
        chair=stage.person(line.chair).id,
        clerk=stage.person(line.clerk).id,
        items=numbered([*waiting_for(stage.session, line.organ), *motions]),
    )
    called = meetings.call_meeting(stage.session, notice, actor=stage.person(line.by), now=line.at)
    stage.meeting_of[line.title] = called


def hold(stage: Stage, line: s.MeetingLine) -> None:
    """Take attendance, vote on every item, and end it; the cases go on with what was decided."""
    session, meeting, now = stage.session, stage.meeting_of[line.title], line.meets_at
    chair = stage.person(line.chair)
    excused = {stage.person(login).id for login in line.excused}
    members = [one.id for one in organisation.members(session, line.organ)]
    meetings.take_attendance(session, meeting, _who_came(members, excused), actor=chair, now=now)
    meetings.begin(session, meeting, actor=chair, now=now)
    for item in _agenda(stage, meeting):
        now += _ITEM
        meetings.open_item(session, meeting, item.key, actor=chair, now=now)
        for member in members:
            if member not in excused:
                voter = organisation.person(session, member)
                meetings.cast_paper(session, meeting, item.key, "agree", actor=voter, now=now)
        meetings.close_item(session, meeting, item.key, actor=chair, now=now)
        if item.case is not None:
            advance.advance(session, item.case.case, now=now)
    meetings.end(session, meeting, actor=chair, now=now)


def _who_came(members: list[str], excused: set[str]) -> dict[str, Attendance]:
    return {one: "excused" if one in excused else "present" for one in members}


def _agenda(stage: Stage, meeting: str) -> list[Item]:
    record = stored.load(stage.session, meeting)
    return [one.item for one in record.state.items] if record else []


def _motion(title: str) -> Item:
    return put_to_vote("motion", title, rule_sets.named("vote.result", _RULES, on=None), secret=False)
