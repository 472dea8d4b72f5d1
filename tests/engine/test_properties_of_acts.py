"""Whatever reviewers do to each other's shares, in whatever order, these things hold."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import commands as c
from engine.definition import On
from engine.events import AssignmentDecided, AssignmentTakenBack, read_event
from engine.evolution import evolve
from engine.handling.settling import families, root_of, voices
from engine.handling.turns import waits_for
from engine.offering.afterwards import afterwards
from engine.offering.choices import choices
from engine.refusals import Refusal
from engine.state import AssignmentState, CaseState, Person
from tests.engine.builders import (
    ADMIN,
    ANSWERS,
    BODIES,
    BU,
    CHU,
    LIN,
    NOMINEE_HASH,
    STAFF,
    Calendar2022,
    a_process,
    sign,
)
from tests.engine.reviewing import EVERY_ACT, PEOPLE, SUN, WU, Reviewing

NOMINEE = replace(PEOPLE[4], identity=NOMINEE_HASH)
COLLEAGUE = replace(LIN, id="colleague", name="同单位的人")
EVERYBODY = (LIN, CHU, BU, SUN, WU, ADMIN, COLLEAGUE, NOMINEE, *PEOPLE[:3])
COPIES = [{"to": ["office"], "on": "returned"}, {"to": ["office", "party"], "on": "opened", "again": True}]
OCCASIONS: list[tuple[On, ...]] = [("opened",), ("approved", "closed"), ("returned", "closed")]
POLICIES: list[dict[str, Any]] = [
    {"mode": "any"},
    {"mode": "any", "pool": True, "claim": "2 working days"},
    {"mode": "all", "on_refusal": "end"},
    {"mode": "all", "on_refusal": "collect"},
    {"mode": "all", "on_refusal": "majority"},
    {"mode": "sequence", "on_refusal": "end"},
    {"mode": "sequence", "on_refusal": "collect"},
    {"mode": "n_of_m", "on_refusal": "end", "needed": 2},
    {"mode": "n_of_m", "on_refusal": "collect", "needed": 2},
    {"mode": "n_of_m", "on_refusal": "majority", "needed": 2},
]


def a_definition(policies: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - a Process
    steps = [
        sign(
            f"s{n}",
            "office",
            may=EVERY_ACT,
            ask_stops_clock=n % 2 == 0,
            returns=[["rerun"], ["straight_back", "rerun"]][n % 2],
            copy_to=COPIES,
            **policy,
        )
        for n, policy in enumerate(policies)
    ]
    return a_process(*steps, bodies={key: BODIES[key] for key in ("grass", "office", "clerk", "party")})


class Busy:
    """People who do anything to any share, sensibly or not."""

    def __init__(self, office: Reviewing, chance: Random) -> None:
        self.office = office
        self.chance = chance

    def act(self) -> None:
        self.office.now += timedelta(hours=self.chance.randint(0, 30))
        share = self._some_share()
        owner = next((one for one in EVERYBODY if one.id == share.person), LIN)
        actor = self.chance.choice([owner] * 9 + [self.chance.choice(EVERYBODY)])
        with suppress(Refusal):
            self.office.ask(self.chance.choice(self._doors(actor, share)))
        if self.chance.random() < 0.7:
            self.office.advances()

    def _some_share(self) -> AssignmentState:
        every = self.office.state.assignments
        standing = [one for one in every if one.status in ("open", "waiting")]
        return self.chance.choice(standing * 3 + list(every))

    def _doors(self, actor: Person, share: AssignmentState) -> list[c.Command]:
        to = self.chance.choice(EVERYBODY)
        place = self.chance.choice(("before", "beside", "after"))
        said = self.chance.choice(("approve", "approve", "approve", "abstain", "reject"))
        own: list[c.Command] = [
            c.Submit(actor, share.id, ANSWERS, "演示人选", NOMINEE_HASH),
            *[c.Decide(actor, share.id, said, "理由")] * 3,  # type: ignore[arg-type]
            c.Transfer(actor, share.id, to),
            c.Delegate(actor, share.id, to),
            c.AddSigner(actor, share.id, to, place),  # type: ignore[arg-type]
            c.RemoveSigner(actor, share.id),
            *[c.TakeBack(actor, share.id)] * 2,
            c.Claim(actor, share.id),
            c.GiveBack(actor, share.id),
            c.ExpireClaim(share.id),
            c.Ask(actor, share.id, "问题"),
            *[c.AnswerQuestion(actor, share.id, "答复")] * 2,
            c.Urge(actor),
            c.CopyTo(actor, (to,)),
            c.CopyByRule(share.step_id, self.chance.choice(OCCASIONS), self.office.staff),
        ]
        rare: list[c.Command] = [
            c.SendBack(actor, share.id, "nominate", "补正"),
            c.Hold(ADMIN, "等"),
            c.Terminate(ADMIN, "终止"),
        ]
        resumes: list[c.Command] = [c.Resume(ADMIN)] if self.office.state.held else []
        return own * 3 + rare + resumes * 60


def play(policies: list[dict[str, Any]], chance: Random, acts: int) -> Reviewing:
    staff = {**STAFF, "office": (CHU, BU, PEOPLE[0], NOMINEE)}
    office = Reviewing(a_definition(policies), staff=staff)
    office.opens()
    office.submits()
    busy = Busy(office, chance)
    for _ in range(acts):
        busy.act()
        check_invariants(office)
    return office


def check_invariants(office: Reviewing) -> None:
    state = office.state
    if state.closed_at is not None:
        assert not [one for one in state.assignments if one.status in ("open", "waiting")]
        assert not [one for one in state.steps if one.status == "open"]
        return
    assert state.pending or state.held or [one for one in state.assignments if one.status == "open"]
    for visit in state.steps:
        if visit.status != "open":
            continue
        step = office.process.step(visit.key)
        shares = state.share_of(visit.id)
        assert len(voices(state, visit.id)) == len(
            {root_of(state, one) for f in families(state, visit.id) for one in f}
        )
        answers = {one.decision for one in shares if one.via == "question"}
        assert answers <= {None, "answered"}, "the applicant acted as a reviewer"
        asked = [one for one in shares if one.via == "question" and one.status == "open"]
        assert len(asked) <= 1
        assert visit.paused_at is None or asked, "the clock stands for nobody"
        for one in shares:
            assert one.status != "waiting" or waits_for(state, step, one), "waits for nobody"
            assert one.status != "open" or not waits_for(state, step, one), "acts out of turn"


offices = st.builds(
    play,
    st.lists(st.sampled_from(POLICIES), min_size=1, max_size=3),
    st.integers(0, 2**32).map(Random),
    st.integers(1, 60).map(lambda n: 61 - n),
)


@settings(max_examples=250, deadline=None)
@given(offices)
def test_no_act_loses_a_case_and_the_journal_replays_to_its_state(office: Reviewing) -> None:
    state: CaseState | None = None
    for event, happened_at in office.told:
        state = evolve(state, read_event(event.model_dump(mode="json")), happened_at)
    assert state == office.state


@settings(max_examples=150, deadline=None)
@given(offices)
def test_no_order_of_acts_lets_anyone_approve_the_own_case_or_say_a_thing_twice(office: Reviewing) -> None:
    """pain 2 and 25: neither by transfer, nor by delegation, nor by being added."""
    standing: set[str] = set()
    for event, _ in office.told:
        assert getattr(event, "by", None) != NOMINEE.id
        if isinstance(event, AssignmentDecided):
            assert event.id not in standing, "done twice without being taken back"
            standing.add(event.id)
        if isinstance(event, AssignmentTakenBack):
            standing.discard(event.id)
    assert not [one for one in office.state.copies if one.person == NOMINEE.id]
    assert len({one.person for one in office.state.copies}) == len(office.state.copies)
    reviewed = [one for one in office.state.assignments if one.step != "nominate" and one.via != "question"]
    assert not [one for one in reviewed if one.person in (NOMINEE.id, COLLEAGUE.id)]


@settings(max_examples=80, deadline=None)
@given(offices)
def test_every_button_shown_works_when_it_is_pressed(office: Reviewing) -> None:
    state = office.state
    shown: list[tuple[str, str]] = []
    for share in state.assignments:
        found = choices(office.process, state, share.id, now=office.now, calendar=Calendar2022())
        shown += [(one.act, share.id) for one in found if not one.refused]
    for person in EVERYBODY:
        found = afterwards(office.process, state, person, now=office.now, calendar=Calendar2022())
        assert all(one.effects for one in found)
    if state.closed_at is None and state.held is None and not state.pending:
        assert shown
