"""Any sound definition, anybody's acts, any clock: something is always next, nothing counts twice, all replays.

Definitions are written by chance out of all kinds of steps, modes, policies, returns, gates and blocks.
"""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import commands as c
from engine.definition import Process
from engine.events import AssignmentDecided, AssignmentTakenBack, BallotCounted, VoteCast, read_event
from engine.evolution import evolve
from engine.linter.checks import check
from engine.refusals import Refusal
from engine.state import AssignmentState, CaseState, Person, StandIn
from tests.engine.blocks import LISTED, Paths
from tests.engine.builders import (
    ADMIN,
    ANSWERS,
    CHU,
    DANG,
    LIN,
    MONDAY,
    NOMINEE_HASH,
    SEATS,
    STAFF,
    ballot,
    consult,
    raw_process,
    score,
    sign,
)
from tests.engine.every_command import about, about_the_case
from tests.engine.reviewing import EVERY_ACT, PEOPLE, SUN, WU
from tests.engine.test_properties_of_acts import POLICIES
from tests.engine.test_properties_of_shape import Raw, Writer

NOMINEE = replace(PEOPLE[4], identity=NOMINEE_HASH)
UNTIL = MONDAY + timedelta(days=3)


def away(person: Person, stand_in: Person) -> Person:
    return replace(person, stand_in=StandIn(stand_in, UNTIL))


OFFICE: c.Staff = {**STAFF, "office": (CHU, away(PEOPLE[0], WU), away(PEOPLE[1], NOMINEE), NOMINEE)}
ANYBODY = (LIN, DANG, CHU, SUN, WU, ADMIN, NOMINEE, *PEOPLE[:2])
LADDER: list[dict[str, Any]] = [
    {"do": "remind"},
    {"do": "escalate", "to": "clerk"},
    {"do": "pass_on", "to": "party"},
    {"do": "pass", "clause": "第八条"},
]

RECORD = {"kind": "record", "by": "clerk", "due": "3 working days"}
SUB_CASE = {"kind": "sub_case", "process": "other"}


class Author(Writer):
    """Writes steps of every kind, with every way of signing."""

    def __init__(self, chance: Random) -> None:
        super().__init__(chance)
        self.signed: list[str] = []

    def step(self, *, shown: bool, waits: bool = False) -> Raw:
        kind = self.chance.choice(["other", "ballot", "consult", "record", "sub", "score", *["sign"] * 5])
        if waits or kind == "other":
            return super().step(shown=shown, waits=waits)
        key = self.key("t")
        waited_for = self.chance.random() < 0.5
        written = {
            "ballot": ballot(key=key, title=key, **self._papers()),
            "consult": consult(key=key, title=key),
            "score": score(key=key, title=key),
            "record": {**RECORD, "key": key, "title": key},
            "sub": {**SUB_CASE, "key": key, "title": key, "waits": waited_for},
            "sign": self._signed(key),
        }
        return written[kind]

    def _papers(self) -> dict[str, Any]:
        base = self.chance.choice(["due", "present"])
        early = self.chance.random() < 0.5
        return {"secret": False, "early": early, "threshold": {"num": 1, "den": 2, "base": base}}

    def _signed(self, key: str) -> Raw:
        thens = self.chance.choice([["rerun"], ["rerun", "straight_back"], ["straight_back"]])
        more: dict[str, Any] = {"gate": "review"} if self.chance.random() < 0.1 else {}
        if self.chance.random() < 0.2:
            more["skip_if"] = self._condition()
        more |= self._people_and_clock()
        self.signed.append(key)
        stops = self.chance.random() < 0.5
        policy = self.chance.choice(POLICIES)
        return sign(key, "office", may=EVERY_ACT, ask_stops_clock=stops, returns=thens, **policy, **more)

    def _people_and_clock(self) -> dict[str, Any]:
        """Who stays out, who acts instead, whether the same person is asked again, and what being late leads to."""
        chosen = [one for one in LADDER[: self.chance.choice([0, 3, 4])] if self.chance.random() < 0.6]
        if chosen and self.chance.random() < 0.3:
            chosen[-1] = {"do": "refuse", "clause": "第八条"}
        rungs = [{**one, "after": f"{n} working days"} for n, one in enumerate(chosen, 1)]
        return {
            "overdue": rungs,
            "same_person": self.chance.choice(["ask", "pass", "adjacent"]),
            "four_eyes": self.signed[:1] if self.chance.random() < 0.2 else [],
            "nobody": self.chance.choice([None, "party"]),
        }


def written(chance: Random) -> Process:
    """A definition that the checks find sound; the others are thrown away."""
    while True:
        author = Author(chance)
        raw = raw_process(*author.entries(2))
        raw["form"] = {"subject": "name", "identity": "id_no", "fields": [*LISTED, *author.fields]}
        if "'gate'" in str(raw):
            raw |= {"gates": [{"key": "review", "title": "评审开始"}], "kind": "campaign"}
        process = Process.model_validate(raw)
        if not check(process):
            return process


class World:
    """People who ask anything, the clock, machines, other cases, outside bodies and the gates of the round."""

    def __init__(self, office: Paths, chance: Random) -> None:
        self.office = office
        self.chance = chance

    def turns(self) -> None:
        """Something happens, or is refused."""
        kinds = [self._sensible] * 4 + [self._anything] * 7 + [self._itself] * 3 + [self._office]
        command = self.chance.choice(kinds)()
        if command is not None:
            with suppress(Refusal):
                self._keep_paper(command, self.office.ask(command))
        if self.chance.random() < 0.8:
            self.office.advances()

    def _sensible(self) -> c.Command | None:
        """Whoever has an open share does what it is for."""
        shares = [one for one in self.office.state.assignments if one.status == "open"]
        if not shares:
            return None
        share = self.chance.choice(shares)
        return self.chance.choice(list(self._fitting(share)))

    def _fitting(self, share: AssignmentState) -> list[c.Command]:
        who = self._holder(share)
        if share.via == "question":
            return [c.AnswerQuestion(who, share.id, "答复")]
        if share.objection is not None:
            return [c.RecordFinding(who, share.id, share.objection, self.chance.random() < 0.2, "经核查")]
        return self._work(who, share, self.office.process.step(share.step).kind)

    def _work(self, who: Person, share: AssignmentState, kind: str) -> list[c.Command]:
        box = self.office.box(share)
        match kind:
            case "consult":
                asked = [one.agency for one in self.office.state.opinions if one.step_id == share.step_id]
                return [c.RecordOpinion(who, share.id, one, "agree", "", "digest") for one in asked]
            case "ballot":
                said: c.Choice = self.chance.choice(("approve", "approve", "reject", "abstain"))
                return [c.CastVote(who, share.id, said, box), c.CloseBallot(who, share.id, box)]
            case "score":
                return [c.Score(who, share.id, {"results": self.chance.randint(0, 60), "team": 10})]
            case "submit":
                return [c.Submit(who, share.id, self._form(), "演示人选", NOMINEE_HASH)]
        filled = {one.key: self.chance.random() < 0.5 for one in self.office.process.fields_at(share.step)}
        outcome = "granted" if kind == "determine" else None
        return [c.Decide(who, share.id, "approve", "", filled, outcome)]

    def _anything(self) -> c.Command:
        """Anybody asks anything, about any share."""
        every = list(self.office.state.assignments)
        share = self.chance.choice([one for one in every if one.status in ("open", "waiting")] * 4 + every)
        who = self.chance.choice([self._holder(share)] * 20 + [*ANYBODY])
        return self.chance.choice(list(about(self.office, share, who, self.chance.choice(ANYBODY))))

    def _itself(self) -> c.Command | None:
        """Time passes, and whatever comes by itself may come: on time, late or twice."""
        state = self.office.state
        self.office.now += timedelta(hours=self.chance.randint(1, 200))
        comings: list[c.Command] = [c.CloseWindow(one.id) for one in state.windows]
        for one in state.steps:
            comings += [
                c.Elapse(one.id),
                *[c.Climb(one.id, OFFICE)] * 3,
                c.MoveUp(one.key),
                c.FinishMachine(one.id, {}),
                c.FailMachine(one.id, "坏了"),
                c.AttachSubCase(one.id, "sub", "XLC-9"),
            ]
            comings.append(c.CloseSubCase(one.id, "sub", "determined", "granted"))
        for share in state.assignments:
            comings += [c.ExpireClaim(share.id), c.Remind(share.id, "soon"), c.Remind(share.id, "overdue")]
            comings += self._of_people(share)
        for opinion in state.opinions:
            comings.append(c.ReceiveOpinion(opinion.id, "agree", "", "digest", "处长"))
        for window in (one for one in state.steps if one.kind == "publicity"):
            comings.append(c.FileObjection(f"o{len(state.objections)}", window.key, (DANG,)))
        return self.chance.choice(comings)

    def _of_people(self, share: AssignmentState) -> list[c.Command]:
        """The holder is away, or back, or has left."""
        holder, other = self._holder(share), self.chance.choice(ANYBODY)
        return [
            c.StandInFor(share.id, away(holder, other)),
            c.EndStandIn(share.id, other),
            c.ReplaceLeaver(share.id, OFFICE),
        ]

    def _office(self) -> c.Command:
        """Administrators and the round; whoever holds a case lets it go on again sooner or later."""
        self.office.open_gates = frozenset({"review"}) if self.chance.random() < 0.7 else frozenset()
        if self.office.state.held is not None:
            return c.Resume(ADMIN)
        who = self.chance.choice(ANYBODY)
        return self.chance.choice(
            [one for one in about_the_case(self.office, who) if not isinstance(one, c.Terminate)]
        )

    def _form(self) -> dict[str, object]:
        lines = ["甲", "乙", "丙"][: self.chance.randint(0, 3)]
        return {**ANSWERS, "cadre": self.chance.random() < 0.5, "experts": lines}

    def _holder(self, share: AssignmentState) -> Person:
        everybody = [*ANYBODY, *(one for people in OFFICE.values() for one in people)]
        return next(one for one in everybody if one.id == share.person)

    def _keep_paper(self, command: c.Command, events: list[Any]) -> None:
        if isinstance(command, c.CastVote) and any(isinstance(one, VoteCast) for one in events):
            share = self.office.state.assignment(command.assignment)
            assert share is not None
            self.office.papers.setdefault(share.step_id, []).append(command.choice)


def is_something_next(state: CaseState) -> bool:
    """Whether there is an open share, a moment that will come, an answer that is waited for, or an administrator."""
    visits = [one for one in state.steps if one.status == "open"]
    here = {one.id for one in visits}
    return (
        any(one.status == "open" for one in state.assignments)
        or any(one.kind == "wait" and one.due_at is not None for one in visits)
        or any(one.closed_at is None and one.suspended_at is None for one in state.windows)
        or any(one.answer in (None, "defer") for one in state.opinions if one.step_id in here)
        or any(one.kind in ("machine", "sub_case") for one in visits)
        or bool(state.pending)
        or state.held is not None
    )


def assert_well(office: Paths) -> None:
    """Nothing is open in a case that is over; in another something is next, by itself if by nobody."""
    state = office.state
    if state.closed_at is None:
        if not is_something_next(state):
            office.advances()  # after a pause the office looks for people again
        assert office.state.closed_at or is_something_next(office.state), "nobody and nothing is waited for"
        return
    assert not [one for one in state.steps if one.status == "open"]
    assert not [one for one in state.assignments if one.status in ("open", "waiting")]
    assert not [one for one in state.windows if one.closed_at is None]


def played(seed: int) -> Paths:
    """A case of a chance definition after a number of turns; what is next is looked at after each."""
    chance = Random(seed)  # noqa: S311 - chance of a test
    office = Paths(written(chance), staff=OFFICE)
    office.opens()
    world = World(office, chance)
    office.submits(LIN, answers=world._form())  # noqa: SLF001 - the form that its people fill
    for _ in range(chance.randint(10, 80)):
        world.turns()
        assert_well(office)
    return office


offices = st.integers(min_value=0, max_value=2**32).map(played)


@settings(max_examples=100)
@given(offices)
def test_somebody_or_something_is_always_next_and_the_journal_is_the_case(office: Paths) -> None:
    state: CaseState | None = None
    for event, happened_at in office.told:
        state = evolve(state, read_event(event.model_dump(mode="json")), happened_at)
    assert state == office.state


@settings(max_examples=100)
@given(offices)
def test_no_act_counts_twice_and_nobody_acts_in_the_own_case(office: Paths) -> None:
    done: set[str] = set()
    papers: Counter[str] = Counter()
    for event, _ in office.told:
        assert getattr(event, "by", None) != NOMINEE.id
        match event:
            case AssignmentDecided() | VoteCast():
                assert event.id not in done, "done twice without being taken back"
                done.add(event.id)
                papers[_visit(office, event.id)] += isinstance(event, VoteCast)
            case AssignmentTakenBack():
                done.discard(event.id)
            case BallotCounted():
                assert event.approve + event.reject + event.abstain == papers[event.id] <= len(SEATS)


def _visit(office: Paths, share: str) -> str:
    found = office.state.assignment(share)
    return found.step_id if found else ""
