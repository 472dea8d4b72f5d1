"""Walks a case of any definition through the engine alone, with one person or three for every body."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from engine import commands as c
from engine.definition import (
    BallotStep,
    Body,
    DetermineStep,
    Process,
    PublicityStep,
    Step,
    VisitStep,
    needs_draw,
)
from engine.events import Event, MeetingVote
from engine.evolution import replay
from engine.rehearsal.plausible import reviewed_by
from engine.state import AssignmentState, CaseState, OpinionState, Person, StepState, Tally, Unit
from engine.transitions import bodies_to_advance, handle
from engine.way.opening import bodies_to_staff
from tests.seeds.answers import answers_for

MONDAY = datetime(2022, 1, 17, 1, 0, tzinfo=UTC)
LONGER_THAN_A_WINDOW = timedelta(
    weeks=4
)  # and so on the same day of the week: notices are posted on working days


class EveryWeekday:
    """A calendar without holidays: the walk asks for an order of steps, not for dates."""

    def is_working_day(self, day: date, /) -> bool:
        return day.weekday() < 5


@dataclass
class Walker:
    """A case on its way, with its clock, what its form says differently, and everything that happened to it."""

    process: Process
    unit: Unit
    now: datetime = MONDAY
    events: list[Event] = field(default_factory=list)
    state: CaseState | None = None
    form: dict[str, object] = field(default_factory=dict)

    @property
    def case(self) -> CaseState:
        assert self.state is not None
        return self.state

    def open(self) -> None:
        self.now = self.now.replace(year=self.process.valid.first.year)
        while not EveryWeekday().is_working_day(self.now.date()):
            self.now += timedelta(days=1)
        first = self.process.steps[0].key
        staff = {key: people_of(body, key) for key, body in bodies_to_staff(self.process, [first]).items()}
        actor = next(iter(staff.values()))[0]
        self.do(
            c.OpenCase(
                version="v1",
                actor=actor,
                case_id="c1",
                number="N-1",
                unit=self.unit,
                round="r1",
                staff=staff,
                reviewed=reviewed_by(self.process, self.unit.key, self.now),
                by_office=self.process.opened_by == "signals",
            )
        )

    def do(self, command: c.Command) -> list[Event]:
        """Perform one command a little later; then let the office open what follows."""
        self.now += timedelta(hours=1)
        happened = handle(self.process, self.state, command, now=self.now, calendar=EveryWeekday())
        self.state = replay(self.state, happened, self.now)
        self.events += happened
        while self.case.pending and not self.case.held:
            self._advance()
        return happened

    def walk(self, to: str | None = None) -> CaseState:
        """Go on by the shortest way until step ``to`` is open, or to the end of the case."""
        for _ in range(100):
            if self.case.closed_at or (to and self.case.open_step(to)):
                return self.case
            for command in self._next_acts():
                self.do(command)
        message = f"{self.process.key} does not come to an end"
        raise AssertionError(message)

    def share(self, step: str) -> AssignmentState:
        """The first share of ``step`` that waits for somebody."""
        return next(one for one in self.case.assignments if one.step == step and one.status == "open")

    def actor(self, mine: AssignmentState) -> Person:
        return Person(mine.person, mine.name, mine.unit)

    def _advance(self) -> None:
        staff = {
            key: people_of(body, key) for key, body in bodies_to_advance(self.process, self.case).items()
        }
        drawn = {step.key: c.Drawn() for step in self.process.steps if needs_draw(step)}
        gates = frozenset(one.key for one in self.process.gates)
        command = c.Advance(staff, gates, drawn=drawn)
        happened = handle(self.process, self.case, command, now=self.now, calendar=EveryWeekday())
        assert happened, f"nothing opens after {self.case.pending}"
        self.state = replay(self.state, happened, self.now)
        self.events += happened

    def _next_acts(self) -> list[c.Command]:
        visit = next(one for one in self.case.steps if one.status == "open")
        return _ACTS[visit.kind](self, visit, self.process.step(visit.key))


def people_of(body: Body, key: str) -> tuple[Person, ...]:
    """Five members for an organ, two officers of a unit, one holder for another post; the name says which."""
    count = 5 if body.organ else 2 if body.post == "union_officer" else 1
    return tuple(
        Person(f"{key}{n}", f"{body.title}{n}", body.unit or "elsewhere") for n in range(1, count + 1)
    )


def _submit(walker: Walker, visit: StepState, _step: Step) -> list[c.Command]:
    mine = walker.share(visit.key)
    answers = {**answers_for(walker.process, visit.key), **walker.form}
    places = c.Places("单位", 1, 1 if walker.case.place_taken else 0)
    return [c.Submit(walker.actor(mine), mine.id, answers, "某人", "h1", places)]


def _sign(walker: Walker, visit: StepState, _step: Step) -> list[c.Command]:
    mine = walker.share(visit.key)
    answers = answers_for(walker.process, visit.key)
    return [c.Decide(walker.actor(mine), mine.id, "approve", answers=answers)]


def _determine(walker: Walker, visit: StepState, step: Step) -> list[c.Command]:
    assert isinstance(step, DetermineStep)
    mine = walker.share(visit.key)
    granted = next(one.key for one in step.outcomes if one.granted)
    answers = answers_for(walker.process, visit.key)
    return [c.Decide(walker.actor(mine), mine.id, "approve", answers=answers, outcome=granted)]


def _vote(walker: Walker, visit: StepState, step: Step) -> list[c.Command]:
    voters = [one for one in walker.case.share_of(visit.id) if one.body == getattr(step, "by", None)]
    if isinstance(step, BallotStep) and step.meeting:
        return [_at_a_meeting(visit, len(voters))]
    return [
        c.CastVote(walker.actor(mine), mine.id, "approve", Tally(len(voters), so_far, 0, 0))
        for so_far, mine in enumerate(voters)
    ]


def _at_a_meeting(visit: StepState, size: int) -> c.CountAtMeeting:
    """All came, and all agreed."""
    vote = MeetingVote(
        meeting="m1", number="HY-1", item="1", held_on="2022-01-17", everyone=size, present=size, issued=size,
        returned=size, invalid=0,
    )  # fmt: skip
    return c.CountAtMeeting(visit.id, size, size, 0, 0, vote, {}, "p1")


def _score(walker: Walker, visit: StepState, _step: Step) -> list[c.Command]:
    """Full points from everybody who scores."""
    sheet = walker.process.sheet_of(visit.key)
    assert sheet is not None
    points = {one.key: str(one.max) for one in sheet.criteria}
    return [c.Score(walker.actor(mine), mine.id, points) for mine in walker.case.share_of(visit.id)]


def _visit(walker: Walker, visit: StepState, step: Step) -> list[c.Command]:
    assert isinstance(step, VisitStep)
    there = walker.case.share_of(visit.id)[: step.people]
    report = answers_for(walker.process, visit.key)
    return [c.Decide(walker.actor(mine), mine.id, "approve", answers=report) for mine in there]


def _wait(walker: Walker, visit: StepState, _step: Step) -> list[c.Command]:
    walker.now += LONGER_THAN_A_WINDOW
    return [c.CloseWindow(visit.id)]


def _elapse(walker: Walker, visit: StepState, _step: Step) -> list[c.Command]:
    walker.now += LONGER_THAN_A_WINDOW
    return [c.Elapse(visit.id)]


def _hear(walker: Walker, visit: StepState, _step: Step) -> list[c.Command]:
    mine = walker.share(visit.key)
    asked = [one for one in walker.case.opinions if one.step_id == visit.id and one.answer is None]
    return [_consent(walker, mine, one) for one in asked]


def _consent(walker: Walker, mine: AssignmentState, opinion: OpinionState) -> c.Command:
    return c.RecordOpinion(walker.actor(mine), mine.id, opinion.agency, "agree", document="d1")


def _machine(walker: Walker, visit: StepState, _step: Step) -> list[c.Command]:
    return [c.FinishMachine(visit.id, {"pdf": "d2"}, answers_for(walker.process, visit.key))]


_ACTS: dict[str, Callable[[Walker, StepState, Step], list[c.Command]]] = {
    "submit": _submit,
    "sign": _sign,
    "record": _sign,
    "determine": _determine,
    "ballot": _vote,
    "score": _score,
    "visit": _visit,
    "publicity": _wait,
    "consult": _hear,
    "machine": _machine,
    "wait": _elapse,
}


def publicity_steps(process: Process) -> list[PublicityStep]:
    return [step for step in process.steps if isinstance(step, PublicityStep)]
