"""The acts at a meeting: call, attend, stay out, issue, cast, count, close, run off, put off, end."""

from typing import Literal

from pydantic import Field

from engine import commands as c
from engine.definition import BallotStep, Key, Strict
from engine.meetings import commands as m
from engine.meetings.agenda import Item
from engine.meetings.case_votes import entitled_in, item_for
from engine.meetings.state import Attendance, MeetingState, Official, Papers, Seat
from engine.refusals import NoSuchMeeting
from engine.rehearsal.act import Personal
from engine.rehearsal.script import OneOrMore, Text
from engine.rehearsal.stage import Stage
from engine.state import Person
from engine.votes.question import VoteRules


class ElectionLine(Strict):
    """An election on the agenda: rules as of ``banshi rule vote.result``, candidates, seats, run-offs."""

    rules: VoteRules
    candidates: OneOrMore
    seats: int = Field(1, ge=1)
    run_offs: int = Field(1, ge=0, le=5)


class AtMeeting(Personal):
    """An act at the meeting that was called last; a result that concerns the case settles its ballot."""

    def meeting(self, stage: Stage) -> MeetingState:
        """The meeting. Raises NoSuchMeeting before one is called."""
        if stage.meeting is None:
            raise NoSuchMeeting
        return stage.meeting

    def done(self, stage: Stage, command: m.Command) -> c.Command | None:
        """Ask the meeting; what the case is to be told comes back."""
        return stage.ask_meeting(command, by=self.person(stage).id)


class CallMeeting(AtMeeting):
    """Call the body of the case's open ballot (or ``body``): its vote is the item ``vote``, elections have own keys."""

    body: Key | None = None
    chair: str
    tellers: OneOrMore = Field(default_factory=list)
    uncalled: OneOrMore = Field(default_factory=list)
    how: Literal["electronic", "paper"] = "electronic"
    elections: dict[Key, ElectionLine] = Field(default_factory=dict)

    def command(self, stage: Stage) -> c.Command | None:
        """召集会议."""
        stage.meeting = None
        items = [*_votes(stage, self.how), *(_election(key, one) for key, one in self.elections.items())]
        body = self.body or _body(stage)
        seats = [Seat(person=p.id, name=p.name, unit=p.unit, weight=p.weight) for p in _people(stage, body)]
        call = m.CallMeeting(
            actor=self.person(stage),
            meeting="meeting",
            number="HY-1",
            title="会议",
            organ=body,
            organ_title=stage.process.bodies[body].title,
            meets_at=stage.now,
            place="",
            chair=_official(stage, self.chair),
            clerk=_official(stage, self.actor),
            tellers=tuple(_official(stage, one) for one in self.tellers),
            members=tuple(one for one in seats if one.person not in self.uncalled),
            uncalled=tuple(one for one in seats if one.person in self.uncalled),
            items=tuple(items),
        )
        return self.done(stage, call)


class Attend(AtMeeting):
    """Note ``people`` as present, excused or absent; the meeting is opened with the first who are present."""

    people: OneOrMore
    attendance: Attendance = "present"

    def command(self, stage: Stage) -> c.Command | None:
        """签到、请假."""
        noted: dict[str, Attendance] = dict.fromkeys(self.people, self.attendance)
        self.done(stage, m.TakeAttendance(self.person(stage), noted))
        if self.attendance == "present" and self.meeting(stage).status == "called":
            self.done(stage, m.BeginMeeting(self.person(stage)))
        return None


class LeaveMeeting(AtMeeting):
    """Note that somebody left before the end."""

    people: OneOrMore

    def command(self, stage: Stage) -> c.Command | None:
        """提前离开."""
        for one in self.people:
            self.done(stage, m.LeaveEarly(self.person(stage), one))
        return None


class StayOut(AtMeeting):
    """Stay out of an item; ``who`` is whom chair or clerk note as staying out."""

    item: Key = "vote"
    who: str | None = None
    reason: Text = ""

    def command(self, stage: Stage) -> c.Command | None:
        """回避."""
        return self.done(
            stage, m.RecuseFrom(self.person(stage), self.item, self.who or self.actor, self.reason)
        )


class IssuePapers(AtMeeting):
    """Issue the papers of an item; with ``to`` one more, to a latecomer."""

    item: Key = "vote"
    to: str | None = None

    def command(self, stage: Stage) -> c.Command | None:
        """发票."""
        if self.to is not None:
            return self.done(stage, m.IssuePaper(self.person(stage), self.item, self.to))
        found = self.meeting(stage).item(self.item)
        vote = found.item.case if found else None
        entitled = entitled_in(stage.process, stage.case, vote) if vote else None
        return self.done(stage, m.OpenItem(self.person(stage), self.item, entitled))


class CastPaper(AtMeeting):
    """Return a paper: ``choice``, or ``votes`` for candidates."""

    item: Key = "vote"
    choice: Literal["agree", "against", "abstain"] | None = None
    votes: OneOrMore = Field(default_factory=list)

    def command(self, stage: Stage) -> c.Command | None:
        """投票."""
        told = self.done(stage, m.CastPaper(self.person(stage), self.item, self.choice, tuple(self.votes)))
        stage.drop(self.item, [self.choice] if self.choice else self.votes)
        return told


class CountPapers(AtMeeting):
    """A teller's count of papers cast on paper."""

    item: Key = "vote"
    papers: Papers

    def command(self, stage: Stage) -> c.Command | None:
        """登记票数."""
        return self.done(stage, m.CountPapers(self.person(stage), self.item, self.papers))


class CloseItem(AtMeeting):
    """Close the vote on an item and count the papers cast here."""

    item: Key = "vote"

    def command(self, stage: Stage) -> c.Command | None:
        """计票."""
        return self.done(stage, m.CloseItem(self.person(stage), self.item, stage.meeting_box(self.item)))


class RunOff(AtMeeting):
    """Another ballot on an item."""

    item: Key = "vote"

    def command(self, stage: Stage) -> c.Command | None:
        """再次投票."""
        return self.done(stage, m.RunOff(self.person(stage), self.item))


class SetAside(AtMeeting):
    """Close an item without a further vote."""

    item: Key = "vote"
    reason: Text = ""

    def command(self, stage: Stage) -> c.Command | None:
        """不再表决."""
        return self.done(stage, m.SetAside(self.person(stage), self.item, self.reason))


class EndMeeting(AtMeeting):
    """Close the meeting, or call it off with a ``reason`` before it begins."""

    reason: Text = ""

    def command(self, stage: Stage) -> c.Command | None:
        """散会，或取消会议."""
        who = self.person(stage)
        ends = m.CancelMeeting(who, self.reason) if self.reason else m.EndMeeting(who)
        return self.done(stage, ends)


def _ballot(stage: Stage) -> tuple[BallotStep, str] | None:
    """The open ballot of the case that is held at a meeting, with the id of its visit."""
    for visit in stage.state.steps if stage.state else ():
        step = stage.process.step(visit.key)
        if visit.status == "open" and isinstance(step, BallotStep) and step.meeting:
            return step, visit.id
    return None


def _votes(stage: Stage, how: str) -> list[Item]:
    found = _ballot(stage)
    if found is None:
        return []
    step, step_id = found
    return [item_for("vote", stage.process, stage.case, step, step_id).model_copy(update={"how": how})]


def _body(stage: Stage) -> str:
    """The body of the open ballot; without one, the first that votes."""
    found = _ballot(stage)
    ballots = [step.by for step in stage.process.steps if isinstance(step, BallotStep)]
    return found[0].by if found else ballots[0] if ballots else next(iter(stage.process.bodies))


def _election(key: str, line: ElectionLine) -> Item:
    return Item(
        key=key,
        kind="election",
        title=key,
        rules=line.rules,
        how="paper",
        seats=line.seats,
        candidates=tuple(line.candidates),
        run_offs=line.run_offs,
    )


def _people(stage: Stage, body: str) -> tuple[Person, ...]:
    return tuple(stage.cast.staff([body])[body])


def _official(stage: Stage, name: str) -> Official:
    found = stage.cast.person(name)
    return Official(person=found.id, name=found.name)
