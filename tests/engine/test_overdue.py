"""超时: the ladder of a step that nobody does in time, and what a person's act makes of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import commands as c
from engine import events as e
from engine.deadlines import SHANGHAI
from engine.events import Event
from engine.handling.overdue import bodies_to_climb, next_rung
from engine.refusals import AlreadyClosed, CaseIsOver
from engine.state import Person, StandIn, StepState
from engine.working_time import OfficeHours, WorkingTime
from tests.engine.builders import (
    BU,
    CHU,
    DANG,
    LIN,
    NOMINEE_HASH,
    SHI,
    STAFF,
    Calendar2022,
    Office,
    a_process,
    at,
    publicity,
    sign,
)

TIME = WorkingTime(Calendar2022(), OfficeHours())
REMIND, ESCALATE = {"after": "0 working days", "do": "remind"}, {"do": "escalate", "to": "office"}
TWO, FOUR, SIX = {"after": "2 working days"}, {"after": "4 working days"}, {"after": "6 working days"}
PASS_ON = {"do": "pass_on", "to": "office"}
RULE = {"clause": "办法第八条"}
DUE = at(2, 25, 0)  # opened on Monday the 21st, three working days: to the end of Thursday the 24th
FRIDAY, WEDNESDAY = at(2, 25, 8, 30), at(3, 1, 8, 30) + timedelta(days=1)


def overdue(*rungs: dict[str, Any], by: str = "city", **more: Any) -> Office:  # noqa: ANN401 - whatever a step says
    """A case at a step with this ladder."""
    step = {"may": ["send_back", "reject", "ask"], "overdue": list(rungs), **more}
    return Office(a_process(sign("review", by, **step))).opens().submits()


def visit(office: Office) -> StepState:
    return [one for one in office.state.steps if one.key == "review"][-1]


def sweeps(office: Office, now: datetime | None = None) -> list[Event]:
    """What the clock does about the ladder, at ``now``."""
    if now is not None:
        office.later(now)
    step = visit(office).id
    people = {key: office.staff[key] for key in bodies_to_climb(office.process, office.state, step)}
    return office.ask(c.Climb(step, people))


def names(events: list[Event]) -> list[str]:
    return [one.event for one in events]


def test_each_rung_fires_once_at_its_moment_and_not_before() -> None:
    office = overdue(REMIND, TWO | ESCALATE)
    assert visit(office).due_at == DUE
    assert sweeps(office, FRIDAY - timedelta(minutes=1)) == []
    assert names(sweeps(office, FRIDAY)) == ["overdue.reminded"]
    assert sweeps(office) == []
    assert sweeps(office, WEDNESDAY - timedelta(hours=24, minutes=1)) == []
    (escalated,) = sweeps(office, WEDNESDAY - timedelta(hours=24))
    assert isinstance(escalated, e.OverdueEscalated)
    assert [one.name for one in escalated.people] == [CHU.name, BU.name]
    assert sweeps(office, at(5, 30)) == []


def test_after_a_long_silence_of_the_office_all_rungs_fire_in_their_order() -> None:
    office = overdue(REMIND, TWO | ESCALATE, FOUR | {"do": "refuse"} | RULE)
    said = names(sweeps(office, at(4, 20)))
    assert said[:3] == ["overdue.reminded", "overdue.escalated", "overdue.refused"]
    assert office.state.status == "rejected"
    assert sweeps(office) == []


def test_the_share_stays_with_its_holder_when_the_level_above_is_told() -> None:
    office = overdue(TWO | ESCALATE)
    sweeps(office, at(3, 10))
    assert office.mine(SHI).status == "open"
    office.decides(SHI)
    assert visit(office).outcome == "approved"


def test_the_nominee_is_never_told_that_his_own_case_is_late() -> None:
    office = overdue(TWO | ESCALATE)
    office.staff["office"] = (CHU, Person("bu", "卜丽", "prov", identity=NOMINEE_HASH))
    (escalated,) = sweeps(office, at(3, 10))
    assert isinstance(escalated, e.OverdueEscalated)
    assert [one.person for one in escalated.people] == ["chu"]


def test_what_is_passed_on_belongs_to_the_others_who_have_the_whole_time_anew() -> None:
    office = overdue(TWO | PASS_ON)
    mine = office.mine(SHI).id
    sweeps(office, at(3, 10))
    assert office.state.assignment(mine).closed_because == "超过时限，已转交省业务部"  # type: ignore[union-attr]
    assert office.mine(CHU).due_at == at(3, 16, 0)
    with pytest.raises(AlreadyClosed):
        office.ask(c.Decide(SHI, mine, "approve"))
    office.decides(CHU)
    assert visit(office).outcome == "approved"


def test_whoever_has_signed_already_takes_nothing_over() -> None:
    process = overdue(TWO | PASS_ON, by="party", mode="all", on_refusal="end").process
    begun = Office(process, staff={**STAFF, "party": (DANG, CHU), "office": (CHU, BU)})
    begun.opens().submits()
    begun.decides(CHU)
    sweeps(begun, at(3, 10))
    there = {one.person: one.status for one in begun.state.share_of(visit(begun).id)}
    assert there == {"dang": "closed", "chu": "decided", "bu": "open"}


def test_nobody_who_is_recused_takes_over_and_with_nobody_left_all_stays_as_it_was() -> None:
    nominee = Person("bu", "卜丽", "prov", identity=NOMINEE_HASH)
    office = overdue(TWO | PASS_ON)
    office.staff["office"] = (CHU, nominee)
    sweeps(office, at(3, 10))
    assert {one.person for one in office.state.share_of(visit(office).id) if one.status == "open"} == {"chu"}

    alone = overdue(TWO | PASS_ON)
    alone.staff["office"] = (nominee,)
    (passed_on,) = sweeps(alone, at(3, 10))
    assert isinstance(passed_on, e.OverduePassedOn)
    assert passed_on.assignments == ()
    assert alone.mine(SHI).status == "open"
    assert sweeps(alone, at(5, 10)) == []


def test_whoever_stands_in_is_told_and_takes_over_for_one_who_is_away() -> None:
    away = replace(CHU, stand_in=StandIn(DANG, until=at(4, 1, 0)))
    escalates, passes = overdue(TWO | ESCALATE), overdue(TWO | PASS_ON)
    escalates.staff["office"] = passes.staff["office"] = (away,)
    (escalated,) = sweeps(escalates, at(3, 10))
    assert isinstance(escalated, e.OverdueEscalated)
    assert [one.person for one in escalated.people] == ["dang"]
    sweeps(passes, at(3, 10))
    assert (passes.mine(DANG).status, passes.mine(DANG).for_person) == ("open", "chu")


def test_whoever_took_over_may_declare_a_conflict_and_a_colleague_goes_on() -> None:
    office = overdue(TWO | PASS_ON)
    sweeps(office, at(3, 10))
    office.ask(c.Recuse(CHU, office.mine(CHU).id, "亲属", STAFF))
    assert office.state.held is None
    office.decides(BU)
    assert visit(office).outcome == "approved"


def test_what_was_said_is_counted_anew_at_once_when_the_rest_is_passed_on() -> None:
    """Two of four agreed: with one left to speak in the place of two, that is more than half."""
    four = (CHU, BU, replace(CHU, id="third", name="第三"), replace(CHU, id="fourth", name="第四"))
    step = sign(
        "review", "office", "all", on_refusal="majority", overdue=[TWO | {"do": "pass_on", "to": "city"}]
    )
    office = Office(a_process(step), staff={**STAFF, "office": four}).opens().submits()
    office.decides(CHU).decides(BU)
    told = sweeps(office, at(3, 10))
    assert [one.event for one in told] == ["overdue.passed_on", "step.settled"]
    assert (visit(office).outcome, visit(office).status) == ("approved", "settled")
    assert office.mine(SHI).status == "closed"


def test_those_who_have_signed_keep_their_word_when_the_rest_is_passed_on() -> None:
    office = overdue(TWO | {"do": "pass_on", "to": "city"}, by="office", mode="all", on_refusal="end")
    office.decides(CHU)
    sweeps(office, at(3, 10))
    said = {one.person: one.status for one in office.state.share_of(visit(office).id)}
    assert said == {"chu": "decided", "bu": "closed", "shi": "open"}
    office.decides(SHI)
    assert visit(office).outcome == "approved"


def test_in_a_sequence_the_others_sign_one_after_the_other_behind_all_before() -> None:
    office = overdue(TWO | PASS_ON, mode="sequence", on_refusal="end")
    sweeps(office, at(3, 10))
    assert (office.mine(CHU).status, office.mine(BU).status) == ("open", "waiting")
    office.decides(CHU).decides(BU)
    assert visit(office).outcome == "approved"


def test_where_two_must_agree_one_alone_cannot_take_over() -> None:
    office = overdue(TWO | PASS_ON, by="seats", mode="n_of_m", needed=2, on_refusal="end")
    office.staff["office"] = (CHU,)
    (passed_on,) = sweeps(office, at(3, 10))
    assert isinstance(passed_on, e.OverduePassedOn)
    assert passed_on.closes == ()


def test_a_refusal_by_rule_says_its_clause_and_ends_the_case() -> None:
    office = overdue(TWO | {"do": "refuse"} | RULE)
    events = sweeps(office, at(3, 10))
    rejected = next(one for one in events if isinstance(one, e.CaseRejected))
    assert rejected.reason == "“review”超时 2 个工作日自动不予通过（按规则）：办法第八条"


def test_a_pass_by_rule_goes_on_to_what_follows() -> None:
    office = overdue(TWO | {"do": "pass"} | RULE)
    sweeps(office, at(3, 10))
    office.advances()
    assert visit(office).outcome == "approved"
    assert office.state.open_step("decision") is not None
    assert next(one.because for one, _ in reversed(office.told) if isinstance(one, e.StepSettled)).startswith(
        "“review”超时 2 个工作日自动通过（按规则）"
    )


def test_pain_13_nothing_passes_by_itself_unless_the_definition_says_so() -> None:
    office = overdue(REMIND, TWO | ESCALATE)
    for month in range(3, 13):
        sweeps(office, at(month, 28))
    assert visit(office).status == "open"
    assert not any(isinstance(one, e.AssignmentDecided | e.OverduePassed) for one, _ in office.told[4:])


@pytest.mark.parametrize(
    "does", [{"do": "refuse"} | RULE, {"do": "pass"} | RULE, PASS_ON, ESCALATE, {"do": "remind"}]
)
def test_pain_12_a_timer_never_overwrites_what_a_person_decided(does: dict[str, Any]) -> None:
    office = overdue(TWO | does)
    office.later(at(3, 10)).decides(SHI)
    decided = office.state
    step = visit(office).id
    assert office.ask(c.Climb(step, STAFF)) == []
    assert office.state == decided


@pytest.mark.parametrize(
    ("does", "refusal"),
    [
        ({"do": "refuse"} | RULE, CaseIsOver),
        ({"do": "pass"} | RULE, AlreadyClosed),
        (PASS_ON, AlreadyClosed),
    ],
)
def test_pain_12_whoever_comes_after_the_timer_hears_so(
    does: dict[str, Any], refusal: type[Exception]
) -> None:
    office = overdue(TWO | does)
    mine = office.mine(SHI).id
    sweeps(office, at(3, 10))
    with pytest.raises(refusal):
        office.ask(c.Decide(SHI, mine, "approve"))


def test_pain_06_after_a_return_reminders_and_the_ladder_start_anew() -> None:
    office = overdue(REMIND, TWO | ESCALATE, remind={"before": ["1 working day"]})
    office.later(at(2, 23, 8, 30))
    assert names(office.ask(c.Remind(office.mine(SHI).id, "soon"))) == ["assignment.reminded"]
    assert len(sweeps(office, at(3, 10))) == 2
    office.returns(SHI, "nominate").later(at(3, 11)).submits()

    assert visit(office).visit == 2
    assert visit(office).due_at == at(3, 17, 0)
    share = office.mine(SHI).id
    assert sweeps(office, at(3, 15, 8)) == []
    assert office.ask(c.Remind(share, "soon")) == []
    office.later(at(3, 15, 8, 30))
    assert names(office.ask(c.Remind(share, "soon"))) == ["assignment.reminded"]
    assert names(sweeps(office, at(3, 17, 8, 30))) == ["overdue.reminded"]
    assert names(sweeps(office, at(3, 21, 8, 30))) == ["overdue.escalated"]


def test_pain_23_neither_saturday_nor_a_holiday_spends_a_rung() -> None:
    office = overdue(REMIND, TWO | ESCALATE, due="2 working days")  # due at the end of Wednesday the 23rd
    assert names(sweeps(office, at(2, 24, 8, 30))) == ["overdue.reminded"]
    assert sweeps(office, at(2, 26, 12)) == []  # Saturday
    assert sweeps(office, at(2, 27, 12)) == []  # Sunday
    assert names(sweeps(office, at(2, 28, 8, 30))) == ["overdue.escalated"]


@pytest.mark.parametrize("stops", [True, False])
def test_while_the_applicant_is_asked_the_ladder_stands_if_the_clock_does(*, stops: bool) -> None:
    office = overdue(REMIND, ask_stops_clock=stops)
    office.later(at(2, 22))
    office.ask(c.Ask(SHI, office.mine(SHI).id, "哪一年？"))
    assert bool(sweeps(office, at(3, 8))) is not stops
    question = next(one for one in office.state.assignments if one.via == "question")
    office.ask(c.AnswerQuestion(LIN, question.id, "去年"))
    assert visit(office).due_at == (at(3, 11, 0) if stops else DUE)
    assert bool(sweeps(office, at(3, 11, 8, 30))) is stops


def test_of_a_held_case_no_rung_fires() -> None:
    office = overdue(REMIND)
    office.later(at(3, 10)).ask(c.Hold(Person("admin", "管伟", "prov", frozenset({"administrator"})), "核查"))
    assert sweeps(office) == []


def test_in_an_emergency_the_ladder_counts_the_hours_of_the_night() -> None:
    hours = [{"after": "0 clock hours", "do": "remind"}, {"after": "1 clock hour", **ESCALATE}]
    office = overdue(*hours, due="1 clock hour", source="应急预案")
    assert names(sweeps(office, at(2, 21, 10))) == ["overdue.reminded"]
    assert names(sweeps(office, at(2, 21, 11))) == ["overdue.escalated"]


LADDER = (REMIND, TWO | ESCALATE, FOUR | PASS_ON, SIX | {"do": "refuse"} | RULE)
SWEEPS = st.lists(st.integers(0, 40 * 24 * 60), max_size=30).map(sorted)


@given(SWEEPS, st.sampled_from([None, *range(0, 40 * 24, 37)]))
def test_rungs_fire_never_twice_and_never_out_of_order_whenever_the_sweeps_run(
    minutes: list[int], decided_at: int | None
) -> None:
    office = overdue(*LADDER)
    began = office.now
    moments = [(began + timedelta(minutes=1 + one), False) for one in minutes]
    if decided_at is not None:
        moments.append((began + timedelta(hours=decided_at, seconds=30), True))
    for moment, by_a_person in sorted(moments):
        office.now = moment
        _decides(office) if by_a_person else sweeps(office)
    fired = [(one.rung, when) for one, when in office.told if isinstance(one, RUNGS)]
    assert [rung for rung, _ in fired] == list(range(1, len(fired) + 1))
    assert all(before <= after for (_, before), (_, after) in pairwise(fired))
    assert all(when >= _moment(office, rung) for rung, when in fired)
    if minutes and decided_at is None:
        last = began + timedelta(minutes=1 + minutes[-1])
        assert len(fired) == sum(_moment(office, rung) <= last for rung in range(1, 5))


RUNGS = (e.OverdueReminded, e.OverdueEscalated, e.OverduePassedOn, e.OverdueRefused, e.OverduePassed)


def _moment(office: Office, rung: int) -> datetime:
    opened = StepState("x", "review", "sign", 1, "open", DUE, due_at=DUE, rungs=rung - 1)
    coming = next_rung(office.process, opened, TIME)
    assert coming is not None
    return coming[0]


def _decides(office: Office) -> None:
    waits = [one for one in office.state.share_of(visit(office).id) if one.status == "open"]
    if waits and office.state.closed_at is None:
        office.decides(next(one for one in (SHI, CHU, DANG) if one.id == waits[0].person))


def test_moments_are_told_in_the_time_of_shaanxi() -> None:
    assert _moment(overdue(*LADDER), 1).astimezone(SHANGHAI).hour == OfficeHours().first.hour


def inquiring(*rungs: dict[str, Any]) -> Office:
    """A case shown to the public, with an objection that nobody looks into in time."""
    office = Office(a_process(publicity(overdue=list(rungs)))).opens().submits().objects()
    assert office.state.objections[0].due_at == at(3, 8, 0)
    return office


def sweeps_inquiry(office: Office, now: datetime) -> list[Event]:
    """What the clock does about it."""
    office.later(now)
    step = next(one.id for one in office.state.steps if one.key == "showing")
    people = {key: office.staff[key] for key in bodies_to_climb(office.process, office.state, step)}
    return office.ask(c.Climb(step, people))


def test_an_inquiry_that_is_late_climbs_the_ladder_of_its_showing() -> None:
    office = inquiring(REMIND, TWO | ESCALATE, FOUR | {"do": "pass_on", "to": "city"})
    assert sweeps_inquiry(office, at(3, 7)) == []
    [reminded] = sweeps_inquiry(office, at(3, 8, 9))
    assert isinstance(reminded, e.OverdueReminded)
    assert (reminded.objection, reminded.shares) == ("o1", (office.mine(DANG).id,))
    assert sweeps_inquiry(office, at(3, 8, 10)) == [], "twice is once"
    [escalated] = sweeps_inquiry(office, at(3, 10, 9))
    assert isinstance(escalated, e.OverdueEscalated)
    assert {one.person for one in escalated.people} == {CHU.id, BU.id}
    [passed] = sweeps_inquiry(office, at(3, 14, 9))
    assert isinstance(passed, e.OverduePassedOn)
    assert office.mine(DANG).status == "closed"
    assert (office.mine(SHI).objection, office.mine(SHI).due_at) == ("o1", at(3, 29, 0))
    office.finds(upheld=False, actor=SHI)
    assert office.state.windows[0].suspended_at is None


def test_each_inquiry_has_a_ladder_of_its_own() -> None:
    office = inquiring(REMIND)
    office.later(at(2, 23)).objects("o2")
    [first] = sweeps_inquiry(office, at(3, 8, 9))
    [second] = sweeps_inquiry(office, at(3, 10, 9))
    assert isinstance(first, e.OverdueReminded)
    assert isinstance(second, e.OverdueReminded)
    assert (first.objection, second.objection) == ("o1", "o2")
    assert [one.rungs for one in office.state.objections] == [1, 1]


def test_a_finding_in_time_leaves_nothing_to_climb() -> None:
    office = inquiring(REMIND, TWO | ESCALATE).finds(upheld=False)
    assert sweeps_inquiry(office, at(3, 14)) == []
