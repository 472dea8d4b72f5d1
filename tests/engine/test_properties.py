"""Whatever people, the clock and the machines ask, in whatever order, these things hold."""

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
from engine.events import AssignmentDecided, VoteCast, read_event
from engine.evolution import evolve
from engine.offering.choices import choices
from engine.refusals import Refusal
from engine.state import AssignmentState, CaseState, Person
from tests.engine.builders import (
    ADMIN,
    ANSWERS,
    BU,
    CHU,
    DANG,
    GAO,
    LIN,
    NOMINEE_HASH,
    SEATS,
    SHI,
    Calendar2022,
    Office,
    a_process,
    ballot,
    consult,
    publicity,
    sign,
)

CHIEF = replace(
    GAO, identity=NOMINEE_HASH
)  # the nominee: a chair of the unit, an officer and a member as well
OFFICER = replace(BU, identity=NOMINEE_HASH)
MEMBER = replace(SEATS[0], identity=NOMINEE_HASH)
NOMINEE = {CHIEF.id, OFFICER.id, MEMBER.id}
PEOPLE = (LIN, CHIEF, DANG, SHI, CHU, OFFICER, ADMIN, MEMBER, *SEATS[1:3])
STAFF: c.Staff = {
    "grass": (LIN, CHIEF),
    "party": (DANG,),
    "city": (SHI,),
    "office": (CHU, OFFICER, ADMIN),
    "clerk": (CHU,),
    "seats": (MEMBER, *SEATS[1:3]),
}
MACHINE = {"key": "form", "title": "审批表", "kind": "machine", "task": "roll_up", "document": "form"}
MAYBE_SKIPPED = {"skip_if": {"field": "unit.direct", "op": "==", "value": True}}

STEPS: list[dict[str, Any]] = [
    sign("any_of", "office", "any", **MAYBE_SKIPPED),
    sign("all_of", "office", "all", needs_valid="ask", returns=["straight_back", "rerun"]),
    sign("in_turn", "office", "sequence"),
    ballot(may=["send_back"], returns=["straight_back"]),
    ballot(key="open_vote", secret=False, threshold={"num": 1, "den": 2, "base": "present"}),
    publicity(may=["send_back"]),
    consult(**MAYBE_SKIPPED),
    MACHINE,
]
QUOTA = {"taken_at": "nominate", "kept_from": "decision", "source": "domain §8.18"}

definitions = st.lists(
    st.sampled_from(STEPS), min_size=2, max_size=7, unique_by=lambda step: str(step["key"])
).map(lambda steps: a_process(*steps, quota=QUOTA))


class Passers:
    """People, the public, the clock and the machines of an office, acting by chance; also nonsensically."""

    def __init__(self, office: Office, chance: Random) -> None:
        self.office = office
        self.chance = chance

    def act(self) -> None:
        self.office.now += timedelta(minutes=self.chance.randint(1, 60))
        acts = [self._person] * 10 + [self._clock] * 3 + [self._machine, self._public, self._office]
        with suppress(Refusal):
            self.office.ask(self.chance.choice(acts)())
        if self.chance.random() < 0.8:
            self.office.advances()

    def _person(self) -> c.Command:
        every = self.office.state.assignments
        share = self.chance.choice([one for one in every if one.status == "open"] or every)
        owner = next(one for one in PEOPLE if one.id == share.person)
        who = self.chance.choice([owner] * 20 + list(PEOPLE))
        return self.chance.choice(doors(self.office, who, share))

    def _clock(self) -> c.Command:
        self.office.now += timedelta(days=self.chance.randint(0, 20))
        share = self.chance.choice(self.office.state.assignments).id
        timers: list[c.Command] = [c.Remind(share, "soon"), c.Remind(share, "overdue")]
        timers += [c.CloseWindow(one.id) for one in self.office.state.windows] * 3
        return self.chance.choice(timers)

    def _machine(self) -> c.Command:
        step = self.chance.choice(self.office.state.steps[-2:]).id
        outcomes: list[c.Command] = [c.FinishMachine(step, {"docx": "d"}), c.FailMachine(step, "坏了")]
        return self.chance.choice(outcomes)

    def _public(self) -> c.Command:
        people = self.chance.choice([(), (DANG,), (DANG, CHIEF)])
        return c.FileObjection(f"o{len(self.office.state.objections)}", "showing", people)

    def _office(self) -> c.Command:
        others: list[c.Command] = [
            *(c.Resume(ADMIN) for _ in range(12)),
            c.Resume(CHU),
            c.Withdraw(LIN, "撤销"),
        ]
        return self.chance.choice(others)


def doors(office: Office, who: Person, share: AssignmentState) -> list[c.Command]:
    """Every command that a person could send about a share; a draw picks one of those that fit, or another."""
    box = office.box(share)
    agencies = [one.agency for one in office.state.opinions if one.step_id == share.step_id] or ["police"]
    place = c.Places(office.unit.name, 1, 0)
    fitting: dict[str, list[c.Command]] = {
        "nominate": [c.Submit(who, share.id, ANSWERS, "演示人选", NOMINEE_HASH, place)],
        "vote": [*[c.CastVote(who, share.id, "approve", box)] * 5, c.CloseBallot(who, share.id, box)],
        "open_vote": [c.CastVote(who, share.id, choice, box) for choice in ("approve", "abstain", "reject")],
        "ask": [c.RecordOpinion(who, share.id, agency, "agree", "", "digest") for agency in agencies],
        "showing": [c.RecordFinding(who, share.id, share.objection or "", upheld=False, reason="无据")],
        "decision": [c.Decide(who, share.id, "approve", outcome="granted")],
    }
    rare: list[c.Command] = [
        c.Decide(who, share.id, "reject", "不符合条件"),
        c.SendBack(who, share.id, "nominate", "请补正"),
        c.RecordOpinion(who, share.id, agencies[0], "defer", "核实中", "digest"),
    ]
    return fitting.get(share.step, [c.Decide(who, share.id, "approve")]) * 6 + rare


def assert_somebody_or_something_is_next(state: CaseState) -> None:
    if state.closed_at is not None:
        assert not [one for one in state.steps if one.status == "open"]
        assert not [one for one in state.assignments if one.status in ("open", "waiting")]
        assert not [one for one in state.windows if one.closed_at is None]
        return
    moving = (
        any(one.status == "open" for one in state.assignments)
        or any(one.closed_at is None and one.suspended_at is None for one in state.windows)
        or any(one.status == "open" and one.kind == "machine" for one in state.steps)
        or bool(state.pending)
        or state.held is not None
        or any(one.upheld is None for one in state.objections)  # after a resume, the next advance assigns it
    )
    assert moving, "an open case that nobody and nothing will move"


def play(process: Process, chance: Random, *, acts: int, direct: bool) -> Office:
    office = Office(process, staff=STAFF, direct=direct).opens()
    passers = Passers(office, chance)
    for _ in range(acts):
        passers.act()
        assert_somebody_or_something_is_next(office.state)
    return office


offices = st.builds(
    play,
    definitions,
    st.integers(0, 2**32).map(Random),
    acts=st.integers(1, 120).map(lambda n: 121 - n),
    direct=st.booleans(),
)


@settings(max_examples=200, deadline=None)
@given(offices)
def test_a_case_is_never_lost_and_its_journal_replays_to_its_state(office: Office) -> None:
    state: CaseState | None = None
    for event, happened_at in office.told:
        state = evolve(state, read_event(event.model_dump(mode="json")), happened_at)
    assert state == office.state

    acted = Counter(event.id for event, _ in office.told if isinstance(event, AssignmentDecided | VoteCast))
    assert all(times == 1 for times in acted.values()), "somebody acted twice on one share"
    assert not NOMINEE & {getattr(event, "by", None) for event, _ in office.told}, "the nominee acted"

    assert len([one for one in office.state.steps if one.status == "open"]) <= 1
    taken = Counter(event.event for event, _ in office.told)
    assert office.state.place_taken == (taken["quota.taken"] - taken["quota.returned"] == 1)
    assert len({one.id for one in office.state.assignments}) == len(office.state.assignments)


@settings(max_examples=60, deadline=None)
@given(offices)
def test_every_open_share_of_a_moving_case_has_a_button_that_works(office: Office) -> None:
    state = office.state
    for share in state.assignments:
        shown = choices(office.process, state, share.id, now=office.now, calendar=Calendar2022())
        if share.status != "open" or state.held or state.closed_at:
            assert shown == []
        else:
            assert any(not one.refused and one.effects for one in shown) or is_stopped_by_expiry(office)


def is_stopped_by_expiry(office: Office) -> bool:
    """Only opinions that expired may leave a reviewer without a working button, and then it says so."""
    expired = [one for one in office.state.opinions if one.valid_until and one.valid_until <= office.now]
    return bool(expired)
