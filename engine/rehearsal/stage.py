"""What is on the stage at a moment: the case, the clock, the people, and everything told so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from engine import commands as c
from engine import events as e
from engine.deadlines import Calendar, local_date
from engine.definition import Process, body_of, needs_draw
from engine.evolution import replay
from engine.forms.values import as_kept
from engine.handling.acts import ActName, acts_for
from engine.ledger.booking import APART
from engine.matter import Matter
from engine.meetings.case_votes import told_to_case
from engine.meetings.commands import CallMeeting
from engine.meetings.commands import Command as MeetingCommand
from engine.meetings.events import ItemClosed
from engine.meetings.evolution import evolve as evolve_meeting
from engine.meetings.handling import handle as handle_at_meeting
from engine.meetings.state import MeetingState, Papers
from engine.refusals import NoSuchCase, NoSuchMeeting, Refusal
from engine.rehearsal.casting import Cast
from engine.rehearsal.plausible import plausible
from engine.rehearsal.script import DrawnLine, Opening
from engine.rehearsal.whereabouts import whereabouts
from engine.rounds.relying import passable
from engine.rounds.state import CaseInRound, Frozen, RoundState
from engine.rulebook.answer import Answer
from engine.state import AssignmentState, CaseState, Person, Tally
from engine.transitions import bodies_to_advance, handle
from engine.way.copying import bodies_to_copy, occasions_of
from engine.way.opening import bodies_to_staff

FIRST = "rehearsal"
"""The version that the case is opened under."""


class Newcomer(Exception):
    """A name without a body wants to act, and a stand-in holds what it wants: the name takes that seat."""

    def __init__(self, name: str, body: str) -> None:
        """Keep who takes whose seat."""
        super().__init__(name, body)
        self.name = name
        self.body = body


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it is told: when, by whose act (nobody's when it came by itself), at which visit of which step."""

    at: datetime
    line: int
    actor: str | None
    event: e.Event
    step: str | None
    visit: int | None
    state: CaseState
    process: Process


@dataclass(frozen=True, slots=True)
class Refused:
    """An act that the rules said no to, and the visit that it was about, if it was about one."""

    at: datetime
    line: int
    actor: str | None
    act: str
    refusal: Refusal
    step: str | None
    visit: int | None


@dataclass
class Stage:
    """One case on the pure engine. ``line`` is the place in the script that is being played, from 0."""

    process: Process
    opening: Opening
    cast: Cast
    calendar: Calendar
    now: datetime
    line: int = 0
    followed: int = 0
    cases: int = 0
    used: int = 0
    state: CaseState | None = None
    told: list[Told | Refused] = field(default_factory=list)
    papers: dict[str, list[c.Choice]] = field(default_factory=dict)
    drafts: dict[str, Mapping[str, object]] = field(default_factory=dict)
    gates: set[str] = field(default_factory=set)
    round: RoundState | None = None
    frozen: dict[str, Frozen] = field(default_factory=dict)
    versions: Mapping[str, Process] = field(default_factory=dict)
    meeting: MeetingState | None = None
    shares: Answer | None = None
    boxes: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    @property
    def matter(self) -> Matter:
        """The case as the rules look at it. Raises NoSuchCase before it is opened."""
        return Matter(self.process, self.case, self.now, self.calendar)

    @property
    def case(self) -> CaseState:
        """The case. Raises NoSuchCase before it is opened."""
        if self.state is None:
            raise NoSuchCase
        return self.state

    def ask(self, command: c.Command, actor: str | None = None) -> list[e.Event]:
        """Ask the engine, and keep what happened. Raises its refusals, and NoSuchCase before there is a case."""
        before = None if isinstance(command, c.OpenCase) else self.case
        events = handle(
            self.process, before, command, now=self.now, calendar=self.calendar, within=self._within()
        )
        if events:
            self.state = replay(before, events, self.now)
            self._keep(events, actor, self.state)
            self._take_up(self.state.version)
        if isinstance(command, c.CastVote):
            self.papers.setdefault(self._visit_of(command.assignment), []).append(command.choice)
        return events

    def ask_meeting(self, command: MeetingCommand, *, by: str) -> c.Command | None:
        """Ask the meeting; returns what the case is to be told of it.

        Raises the refusals of the rules of meetings, and NoSuchMeeting before there is one.
        """
        if self.meeting is None and not isinstance(command, CallMeeting):
            raise NoSuchMeeting
        told = None
        for event in handle_at_meeting(self.meeting, command):
            self.meeting = evolve_meeting(self.meeting, event, self.now)
            if isinstance(event, ItemClosed):
                told = told_to_case(self.meeting, event, by=by)
        return told

    def drop(self, item: str, marks: Sequence[str]) -> None:
        """Put a paper into the box of the item's last ballot."""
        self.boxes.setdefault((item, self._ballots(item)), []).extend([*marks, "*"])

    def meeting_box(self, item: str) -> Papers:
        """The papers in the box of the item's last ballot."""
        marks = self.boxes.get((item, self._ballots(item)), [])
        said = {name: marks.count(name) for name in ("agree", "against", "abstain")}
        names = {one: marks.count(one) for one in marks if one not in (*said, "*")}
        return Papers(returned=marks.count("*"), **said, votes=names)

    def _ballots(self, item: str) -> int:
        found = self.meeting.item(item) if self.meeting else None
        return len(found.ballots) if found else 0

    def tried(self, command: c.Command) -> list[e.Event]:
        """What the command would do. Raises the refusals of the engine."""
        return handle(
            self.process, self.case, command, now=self.now, calendar=self.calendar, within=self._within()
        )

    def refuse(self, act: str, actor: str | None, refusal: Refusal, command: c.Command | None) -> None:
        """Keep that an act was refused."""
        share = self.state.assignment(getattr(command, "assignment", "")) if self.state else None
        place = (share.step, share.visit) if share else (None, None)
        self.told.append(Refused(self.now, self.line, actor, act, refusal, *place))

    def advance(self) -> None:
        """Open what follows, as the office does by itself, until nothing more follows."""
        while self.state is not None and (
            self.ask(self._opening_what_follows(self.state)) or self._send_copies()
        ):
            pass

    def _opening_what_follows(self, state: CaseState) -> c.Advance:
        staff = self.cast.staff(bodies_to_advance(self.process, state))
        gates = passable(self.process, state, self._within(), self.gates)
        return c.Advance(staff, gates, self._drawn())

    def _within(self) -> CaseInRound:
        return CaseInRound(self.round.intake if self.round else None, self.frozen)

    def _drawn(self) -> dict[str, c.Drawn]:
        """What draws said of the case: what is written; else it is in every sample, and all judge."""
        written = self.opening.drawn
        lines = {one.key: written.get(one.key, DrawnLine()) for one in self.process.steps if needs_draw(one)}
        return {
            key: c.Drawn(line.chosen, frozenset(line.judges) if line.judges else None)
            for key, line in lines.items()
        }

    def _take_up(self, version: str) -> None:
        """Go on by the definition of the version that the case has now."""
        self.process = self.versions.get(version, self.process)

    def _send_copies(self) -> list[e.Event]:
        """What the definition says is sent for information because of what has happened since the last time."""
        news = [one.event for one in self.told[self.followed :] if isinstance(one, Told)]
        self.followed = len(self.told)
        sent: list[e.Event] = []
        for step_id, on in filter(None, map(occasions_of, news)):
            bodies = bodies_to_copy(self.process, self.case, step_id, on)
            sent += self.ask(c.CopyByRule(step_id, on, self.cast.staff(bodies))) if bodies else []
        return sent

    def opening_by(self, actor: str, reviewed: c.Reviewed | None = None) -> c.OpenCase:
        """The command that opens the next case; whatever comes afterwards is about that one.

        Raises Newcomer when the actor takes the empty seat of the body that fills the form.
        """
        filling = body_of(self.process.steps[0]) or ""
        self._seat(actor, [filling] if self.cast.is_free(filling) else [])
        number = self.cases + 1
        return c.OpenCase(
            version=FIRST,
            actor=self.cast.person(actor),
            case_id=f"rehearsal-{number}",
            number=f"{self.process.short}-{local_date(self.now).year}-{number:04}",
            unit=self.cast.unit,
            round=None,
            staff=self.cast.staff(bodies_to_staff(self.process, [self.process.steps[0].key])),
            reviewed=reviewed,
            by_office=self.process.opened_by == "signals",
        )

    def share(
        self,
        actor: str,
        names: frozenset[ActName],
        step: str | None = None,
        *,
        objection: str | None = None,
        line: str | None = None,
    ) -> AssignmentState | None:
        """The share that the actor means by one of the acts ``names``; somebody else's when he or she has none.

        Raises Newcomer when a stand-in has it and the actor has no part in the case yet.
        """
        shares = [one for one in self.case.assignments if step in (None, one.step)]
        shares = [one for one in shares if objection in (None, one.objection)]
        shares = [one for one in shares if line in (None, self._line_of(one))]
        fitting = [one for one in shares if one.status in ("open", "waiting") and self._fits(one, names)]
        self._seat(
            actor, [one.body for one in fitting if one.person == one.body and self.cast.is_free(one.body)]
        )
        mine = [one for one in shares if one.person == self.cast.person(actor).id]
        ranked = [
            *[one for one in fitting if one in mine],
            *[one for one in mine if one.status in ("open", "waiting")],
            *reversed(mine),
            *fitting,
            *reversed(shares),
        ]
        return ranked[0] if ranked else None

    def answers(self, step: str, given: Mapping[str, object]) -> dict[str, object]:
        """A complete form for ``step``: plausible, then the script's, then as handed in before, then ``given``.

        What is given as null is left out.
        """
        own = {one.key: one for one in self.process.fields_at(step)}
        layers = (self.opening.answers, self.case.answers)
        known = {key: value for layer in layers for key, value in layer.items() if key in own}
        answers = {**plausible(self.process, step), **known, **given}
        return {
            key: as_kept(own[key], value) if key in own else value
            for key, value in answers.items()
            if value is not None
        }

    def places(self) -> c.Places | None:
        """The unit's quota line, if the script gives it one."""
        quota = self.opening.quota
        return c.Places(self.cast.unit.name, quota.places, self.used) if quota else None

    def level(self) -> c.Places | None:
        """The places of the level that ranks, if the script gives it some."""
        level = self.opening.level
        return c.Places("上级", level.places, level.used) if level else None

    def box(self, step_id: str) -> Tally:
        """The papers in the box of a visit."""
        papers = self.papers.get(step_id, [])
        return Tally(0, papers.count("approve"), papers.count("reject"), papers.count("abstain"))

    def colleague(self, name: str, unit: str) -> Person:
        """Whoever is brought in: a new name is somebody of ``unit``, and stays so to the end."""
        if not self.cast.is_known(name):
            self.cast = self.cast.with_guest(name, unit)
        return self.cast.person(name)

    def last_move(self) -> tuple[e.CaseMoved | None, tuple[str, ...]]:
        """The last move of the case, and the names of the events after it."""
        events = [one.event for one in self.told if isinstance(one, Told)]
        for place in range(len(events) - 1, -1, -1):
            if isinstance(moved := events[place], e.CaseMoved):
                return moved, tuple(one.event for one in events[place + 1 :])
        return None, ()

    def _line_of(self, share: AssignmentState) -> str | None:
        return next((one.line for one in self.case.steps if one.id == share.step_id), None)

    def _fits(self, share: AssignmentState, names: frozenset[ActName]) -> bool:
        return bool(names.intersection(acts_for(self.process.step(share.step), share)))

    def _seat(self, actor: str, free: list[str]) -> None:
        if free and not self.cast.is_seated(actor):
            raise Newcomer(actor, free[0])

    def _visit_of(self, assignment: str) -> str:
        share = self.case.assignment(assignment)
        return share.step_id if share else ""

    def _keep(self, events: list[e.Event], actor: str | None, state: CaseState) -> None:
        for event in events:
            self.cases += isinstance(event, e.CaseOpened)
            if isinstance(event, e.QuotaTaken | e.QuotaReturned) and event.category != APART:
                self.used += 1 if isinstance(event, e.QuotaTaken) else -1
            step, visit = whereabouts(state, event)
            self.told.append(Told(self.now, self.line, actor, event, step, visit, state, self.process))
