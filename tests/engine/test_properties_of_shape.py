"""Whatever blocks a definition has, and whatever people, clock and office ask in whatever order, these things hold."""

from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import commands as c
from engine.definition import Process
from engine.events import read_event
from engine.evolution import evolve
from engine.linter.checks import check
from engine.offering.choices import choices
from engine.refusals import Refusal
from engine.state import AssignmentState, CaseState
from engine.way.shape import blocks_around
from engine.way.spots import read_spot
from tests.engine.blocks import LISTED, Paths, is_waiting
from tests.engine.builders import ADMIN, ANSWERS, LIN, Calendar2022, publicity, raw_process, sign

Raw = dict[str, Any]
BODIES = ("office", "party", "clerk")
LINES = ["甲", "乙", "丙"]


class Writer:
    """Writes lists of steps and blocks by chance; every key is used once."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.used = 0
        self.fields: list[Raw] = []

    def key(self, word: str) -> str:
        self.used += 1
        return f"{word}{self.used}"

    def entries(self, depth: int, *, shown: bool = True) -> list[Raw]:
        return [self.entry(depth, shown=shown) for _ in range(self.chance.randint(1, 3))]

    def entry(self, depth: int, *, shown: bool) -> Raw:
        if depth == 0 or self.chance.random() < 0.4:
            return self.step(shown=shown)
        kind = self.chance.choice(["parallel", "choice", "race", *(["for_each", "repeat"] if shown else [])])
        block: Raw = {"key": (key := self.key(kind[:4])), "title": key, "kind": kind}
        return {**block, **getattr(self, f"_{kind}")(depth - 1, shown=shown)}

    def step(self, *, shown: bool, waits: bool = False) -> Raw:
        kind = self.chance.choice(
            ["sign", "sign", "sign", "wait"] if waits else [*"sssss", "m", "w", "p", "g"]
        )
        key = title = self.key("s")
        if kind in ("wait", "w"):
            return {"key": key, "title": title, "kind": "wait", "for": "2 working days"}
        if kind == "m":
            return {"key": key, "title": title, "kind": "machine", "task": "roll_up", "document": "form"}
        if kind == "p" and shown:
            return publicity(key=key, title=key)
        mode = self.chance.choice(["any", "all"])
        policy = {"on_refusal": "end"} if mode == "all" else {}
        more = {"skip_if": self._condition()} if not waits and self.chance.random() < 0.2 else {}
        gate = {"gate": "review"} if kind == "g" else {}
        thens = self.chance.choice([["rerun"], ["rerun", "straight_back"], ["straight_back"]])
        return sign(key, self.chance.choice(BODIES), mode, **policy, **more, **gate, returns=thens)

    def _condition(self) -> Raw:
        return {"field": "cadre", "op": "==", "value": self.chance.choice([True, False])}

    def _parallel(self, depth: int, *, shown: bool) -> Raw:
        branches = [{"steps": self.entries(depth, shown=shown)} for _ in range(self.chance.randint(2, 3))]
        return {"branches": branches, "join": self.chance.choice(["all", "first", 2])}

    def _choice(self, depth: int, *, shown: bool) -> Raw:
        chosen = {"when": self._condition(), "steps": self.entries(depth, shown=shown)}
        other = {"otherwise": True, "steps": self.chance.choice([[], self.entries(depth, shown=shown)])}
        return {"branches": [chosen, other], "mode": self.chance.choice(["one", "many"])}

    def _race(self, depth: int, *, shown: bool) -> Raw:
        after = self.entries(depth, shown=shown)
        return {"branches": [{"steps": [self.step(shown=False, waits=True), *rest]} for rest in ([], after)]}

    def _for_each(self, depth: int, *, shown: bool) -> Raw:  # noqa: ARG002 - a showing is never walked by lines
        return {"over": "experts", "steps": self.entries(depth, shown=False), "grows": True}

    def _repeat(self, depth: int, *, shown: bool) -> Raw:
        """The round is over when what was recorded in it says so."""
        key = self.key("talk")
        self.fields.append({"key": f"{key}_agreed", "label": key, "type": "boolean", "filled_at": key})
        talk = {"key": key, "title": key, "kind": "record", "by": "clerk", "due": "3 working days"}
        until = {"field": f"{key}_agreed", "op": "==", "value": True}
        return {"until": until, "limit": 3, "steps": [talk, *self.entries(depth, shown=shown)]}


def written(chance: Random) -> Process:
    """A definition that the checks find sound: most are; the others are thrown away."""
    while True:
        writer = Writer(chance)
        raw = raw_process(
            *writer.entries(3),
            kind="campaign",
            gates=[{"key": "review", "title": "评审开始"}],
        )
        raw["form"] = {"subject": "name", "identity": "id_no", "fields": [*LISTED, *writer.fields]}
        if "'gate'" not in str(raw):
            raw["gates"], raw["kind"] = [], "case"
        process = Process.model_validate(raw)
        if not check(process):
            return process


class Passers:
    """People, clock, machines and gates, acting by chance."""

    def __init__(self, office: Paths, chance: Random) -> None:
        self.office = office
        self.chance = chance

    def act(self) -> None:
        acts = [self._person] * 12 + [self._take_back, self._time, self._time, self._machine, self._gate]
        command = self.chance.choice(acts)()
        if command is not None:
            with suppress(Refusal):
                self.office.ask(command)
        if self.chance.random() < 0.8:
            self.office.advances()

    def _person(self) -> c.Command | None:
        every = [one for one in self.office.state.assignments if one.status == "open"]
        return self._door(self.chance.choice(every)) if every else None

    def _door(self, share: AssignmentState) -> c.Command:
        actor = self.office.person(share)
        if share.step == "nominate":
            kept = self.office.state.answers.get("experts", [])
            experts = self.chance.choice([kept, kept, LINES[: self.chance.randint(0, 3)]])
            answers = {**ANSWERS, "experts": experts}
            return c.Submit(actor, share.id, answers, "演示人选", "h")
        if share.step == "decision":
            return c.Decide(actor, share.id, "approve", outcome="granted")
        to = self.chance.choice(self.office.process.steps).key
        said = {field.key: self.chance.random() < 0.5 for field in self.office.process.fields_at(share.step)}
        doors: list[c.Command] = [c.Decide(actor, share.id, "approve", answers=said)] * 8
        then = self.chance.choice([None, "straight_back", "straight_back"])
        doors += [c.SendBack(actor, share.id, to, "请补正", then)] * 2  # type: ignore[arg-type]
        doors.append(c.AddLine(actor, share.id, "丁"))
        if self.chance.random() < 0.05:
            doors.append(c.Decide(actor, share.id, "reject", "不符合"))
        return self.chance.choice(doors)

    def _take_back(self) -> c.Command | None:
        done = [one for one in self.office.state.assignments if one.status == "decided"]
        share = self.chance.choice(done) if done else None
        return c.TakeBack(self.office.person(share), share.id) if share else None

    def _time(self) -> c.Command | None:
        self.office.now += timedelta(days=self.chance.randint(1, 9))
        visits = [one for one in self.office.state.steps if one.kind in ("wait", "publicity")]
        visit = self.chance.choice(visits) if visits else None
        if visit is None:
            return None
        return c.Elapse(visit.id) if visit.kind == "wait" else c.CloseWindow(visit.id)

    def _machine(self) -> c.Command | None:
        visits = [one for one in self.office.state.steps if one.kind == "machine"]
        return c.FinishMachine(self.chance.choice(visits).id, {}) if visits else None

    def _gate(self) -> c.Command | None:
        gates = frozenset({"review"}) if self.chance.random() < 0.7 else frozenset()
        self.office.open_gates = gates
        if self.office.state.held is not None:
            return c.Resume(ADMIN)
        return None


def played(seed: int) -> Paths:
    chance = Random(seed)  # noqa: S311 - chance of a test
    office = Paths(written(chance))
    office.opens()
    office.submits(LIN, answers={**ANSWERS, "experts": LINES[: chance.randint(0, 3)]})
    passers = Passers(office, chance)
    for _ in range(chance.randint(0, 40)):
        if office.state.closed_at is None:
            passers.act()
    return office


offices = st.integers(min_value=0, max_value=2**32).map(played)


@settings(max_examples=80, deadline=None)
@given(offices)
def test_a_branching_case_is_never_lost_and_its_journal_replays_to_its_state(office: Paths) -> None:
    state = office.state
    assert is_waiting(state) or state.closed_at is not None, "nobody and nothing is waited for"
    replayed: CaseState | None = None
    for event, happened_at in office.told:
        replayed = evolve(replayed, read_event(event.model_dump(mode="json")), happened_at)
    assert replayed == state


@settings(max_examples=80, deadline=None)
@given(offices)
def test_what_is_open_stands_in_blocks_that_are_open_and_nothing_is_open_twice(office: Paths) -> None:
    state = office.state
    here = [(one.key, one.at) for one in state.steps if one.status == "open"]
    spots = here + [read_spot(spot) for spot in state.pending]
    assert len(set(spots)) == len(spots)
    assert len({one.id for one in state.steps}) == len(state.steps)
    assert len({one.id for one in state.blocks}) == len(state.blocks)
    assert len({one.id for one in state.assignments}) == len(state.assignments)
    for key, at in spots:
        for around in blocks_around(office.process, key, at):
            block = state.open_block(around.block.key, around.at)
            assert block is not None
            assert around.branch is None or around.branch in block.branches
            assert around.branch not in block.done
    if state.closed_at is not None:
        assert not spots
        assert not [one for one in state.blocks if one.status == "open"]


@settings(max_examples=80, deadline=None)
@given(offices)
def test_every_open_block_still_waits_for_a_branch_in_which_something_is_open(office: Paths) -> None:
    state = office.state
    here = [(one.key, one.at) for one in state.steps if one.status == "open"]
    spots = here + [read_spot(spot) for spot in state.pending]
    inside = {
        (around.block.key, around.at) for spot in spots for around in blocks_around(office.process, *spot)
    }
    for block in state.blocks:
        if block.status == "open":
            assert (block.key, block.at) in inside


@settings(max_examples=60, deadline=None)
@given(offices)
def test_every_open_share_of_a_branching_case_has_a_button_that_works(office: Paths) -> None:
    state = office.state
    for share in state.assignments:
        shown = choices(office.process, state, share.id, now=office.now, calendar=Calendar2022())
        if share.status == "open" and state.held is None and state.closed_at is None:
            working = [one for one in shown if not one.refused]
            assert working
            assert all(one.effects for one in working), "a button does not say what it does"
