"""The calendar of a round: planned for a year, kept by the clock, moved by hand, and who may hand in when."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from engine.chain import link
from engine.definition import RoundPlan, day_in
from engine.linter.checks import check
from engine.refusals import (
    CalendarUnfit,
    CommentMissing,
    GateAlready,
    GateNotOpen,
    NoSuchPhase,
    PhaseAlready,
    PhaseNotBegun,
    RoundNotBegun,
    RoundOver,
)
from engine.rounds import keeping
from engine.rounds.events import RoundEvent, RoundOpened, read_round_event
from engine.rounds.evolving import evolve_round, replay_round
from engine.rounds.intake import is_late, must_not_be_over, standing
from engine.rounds.planning import Span, named, planned, reschedule
from engine.rounds.state import INTAKE, CaseInRound, RoundState
from tests.engine.builders import ADMIN, Calendar2022, a_process, at, sign

PLAN: dict[str, Any] = {
    "name": "{year} 年度",
    "opens": "03-01",
    "closes": "03-31",
    "grace": "3 working days",
    "source": "通知",
    "phases": [
        {"key": "review", "title": "评审", "opens": "04-11", "closes": "04-22", "gate": "panel"},
        {"key": "naming", "title": "命名", "opens": "12-20", "closes": "01-10"},
    ],
}
GATES = {"panel": "评审开始"}
WORKDAYS = Calendar2022()


def plan(**changes: object) -> RoundPlan:
    return RoundPlan.model_validate({**PLAN, **changes})


def a_round(**changes: object) -> RoundState:
    phases = planned(plan(**changes), 2022, WORKDAYS)
    opened = RoundOpened(round="cup-2022", process="cup", version="v", year=2022, title="杯", phases=phases)
    return replay_round(None, [opened], at(1, 10), ADMIN.id)


def later(state: RoundState, now: datetime) -> RoundState:
    return replay_round(state, keeping.by_the_clock(state, GATES, now), now, None)


def told(events: list[RoundEvent]) -> list[str]:
    return [f"{one.event}:{getattr(one, 'phase', getattr(one, 'gate', ''))}" for one in events]


def within(state: RoundState) -> CaseInRound:
    return CaseInRound(state.intake)


def test_the_calendar_follows_from_the_definition_and_the_year() -> None:
    intake, review, naming = planned(plan(), 2022, WORKDAYS)
    assert (intake.opens_on, intake.closes_on) == (date(2022, 3, 1), date(2022, 3, 31))
    assert intake.last_on == date(2022, 4, 6)  # 1 and 2 April are worked, 3 to 5 April are Qingming
    assert (review.gate, review.last_on) == ("panel", date(2022, 4, 22))
    assert (naming.opens_on, naming.closes_on) == (date(2022, 12, 20), date(2023, 1, 10))
    assert named(plan(), "演示杯", 2022) == "演示杯（2022 年度）"


def test_a_definition_without_a_calendar_has_rounds_without_one() -> None:
    assert planned(None, 2022, WORKDAYS) == ()
    assert named(None, "演示杯", 2022) == "演示杯（2022 年）"
    state = RoundState("cup-2022", "cup", 2022, "杯")
    assert standing(state.intake, at(12, 31)) == "open"
    assert not is_late(within(state), at(12, 31))


def test_a_leap_day_of_the_calendar_is_the_day_after_in_other_years() -> None:
    assert day_in(2024, "02-29") == date(2024, 2, 29)
    assert day_in(2022, "02-29") == date(2022, 3, 1)


@pytest.mark.parametrize("written", ["4-1", "02-30", "13-01", "2022-04-01", ""])
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        plan(opens=written)


@pytest.mark.parametrize(
    ("now", "how", "late"),
    [
        (at(3, 1, 0), "open", False),
        (at(3, 31, 23, 59), "open", False),
        (at(4, 1, 0), "grace", True),
        (at(4, 6, 23, 59), "grace", True),
    ],
)
def test_what_is_handed_in_within_the_grace_is_late(now: datetime, how: str, late: bool) -> None:  # noqa: FBT001
    assert standing(a_round().intake, now) == how
    assert is_late(within(a_round()), now) is late


def test_nothing_is_handed_in_before_the_first_day_or_after_the_grace() -> None:
    state = a_round()
    with pytest.raises(RoundNotBegun, match="2022年3月1日"):
        is_late(within(state), at(2, 28, 23, 59))
    with pytest.raises(RoundOver, match="2022年4月6日 截止，逾期不报视为自动放弃"):
        is_late(within(state), at(4, 7, 0))


def test_a_draft_may_be_begun_before_the_first_day_but_not_after_the_last() -> None:
    must_not_be_over(within(a_round()), at(2, 1))
    with pytest.raises(RoundOver):
        must_not_be_over(within(a_round()), at(4, 7, 0))


def test_the_days_are_kept_although_no_schedule_has_run() -> None:
    state = a_round()
    assert state.intake is not None
    assert state.intake.opened_at is None
    assert standing(state.intake, at(3, 15)) == "open"


def test_the_clock_opens_and_closes_once_and_opens_the_gate_of_a_phase() -> None:
    state = a_round()
    assert told(keeping.by_the_clock(state, GATES, at(3, 1, 0))) == ["phase.opened:intake"]
    state = later(state, at(3, 1, 0))
    assert keeping.by_the_clock(state, GATES, at(4, 6, 23, 59)) == []
    assert told(keeping.by_the_clock(state, GATES, at(4, 7, 0))) == ["phase.closed:intake"]
    state = later(later(state, at(4, 7, 0)), at(4, 11, 0))
    assert state.gates == {"panel"}
    assert keeping.by_the_clock(state, GATES, at(4, 11, 1)) == []
    state = later(state, at(4, 23, 0))
    assert (state.gates, keeping.by_the_clock(state, GATES, at(4, 23, 1))) == (frozenset(), [])


def test_after_downtime_one_run_catches_up_in_the_order_of_the_days() -> None:
    events = keeping.by_the_clock(a_round(), GATES, at(5, 1))
    assert told(events) == [
        "phase.opened:intake",
        "phase.closed:intake",
        "phase.opened:review",
        "gate.opened:panel",
        "gate.closed:panel",
        "phase.closed:review",
    ]
    assert keeping.by_the_clock(later(a_round(), at(5, 1)), GATES, at(5, 1)) == []


def test_the_clock_never_opens_again_what_a_person_closed() -> None:
    state = later(a_round(), at(4, 11))
    state = replay_round(state, keeping.close_gate(state, "panel", "评审开始"), at(4, 12), "chu")
    assert told(keeping.by_the_clock(state, GATES, at(4, 13))) == []
    assert told(keeping.by_the_clock(state, GATES, at(4, 23, 0))) == ["phase.closed:review"]


def test_a_person_ends_the_intake_early_and_it_is_over_at_once() -> None:
    state = later(a_round(), at(3, 1))
    state = replay_round(state, keeping.close_phase(state, INTAKE, GATES), at(3, 10), "chu")
    assert standing(state.intake, at(3, 10)) == "over"
    with pytest.raises(PhaseAlready, match="报送"):
        keeping.close_phase(state, INTAKE, GATES)
    assert keeping.by_the_clock(state, GATES, at(4, 10)) == []


def test_ending_a_phase_closes_its_gate_and_one_not_begun_leaves_it_alone() -> None:
    state = later(a_round(), at(4, 11))
    assert told(keeping.close_phase(state, "review", GATES)) == ["gate.closed:panel", "phase.closed:review"]
    events = keeping.close_phase(state, "naming", GATES)
    assert told(events) == ["phase.opened:naming", "phase.closed:naming"]


def test_a_gate_is_not_opened_before_its_phase_and_the_refusal_says_when() -> None:
    state = a_round()
    with pytest.raises(PhaseNotBegun, match="“评审”2022年4月11日 才开始，此前不能打开关口“评审开始”"):
        keeping.open_gate(state, "panel", "评审开始", at(4, 10, 23, 59))
    events = keeping.open_gate(state, "panel", "评审开始", at(4, 11, 0))
    assert told(events) == ["phase.opened:review", "gate.opened:panel"]
    with pytest.raises(GateAlready, match="关闭"):
        keeping.close_gate(state, "panel", "评审开始")
    state = replay_round(state, events, at(4, 11), "chu")
    assert told(keeping.by_the_clock(state, GATES, at(4, 12))) == [
        "phase.opened:intake",
        "phase.closed:intake",
    ]


def test_a_freeze_is_taken_again_with_a_reason_and_only_at_an_open_gate() -> None:
    with pytest.raises(GateNotOpen):
        keeping.must_be_open_to_freeze(a_round(), "panel", "评审开始", "补报两件")
    state = later(a_round(), at(4, 11))
    with pytest.raises(CommentMissing):
        keeping.must_be_open_to_freeze(state, "panel", "评审开始", " ")
    keeping.must_be_open_to_freeze(state, "panel", "评审开始", "补报两件")


def moved(state: RoundState, key: str, span: Span, now: datetime, reason: str = "疫情延期") -> RoundState:
    event = reschedule(state, key, span, reason, grace=3, now=now, calendar=WORKDAYS)
    return evolve_round(state, event, now, "chu")


def test_an_extension_moves_the_grace_along_and_opens_what_the_clock_had_closed() -> None:
    state = later(a_round(), at(4, 8))
    state = moved(state, INTAKE, Span(date(2022, 3, 1), date(2022, 4, 15)), at(4, 8))
    assert state.intake is not None
    assert state.intake.last_on == date(2022, 4, 20)
    assert standing(state.intake, at(4, 8)) == "open"
    assert "phase.closed:intake" in told(keeping.by_the_clock(state, GATES, at(4, 21, 0)))


def test_days_that_do_not_fit_are_refused_all_at_once() -> None:
    state = later(a_round(), at(3, 10))
    with pytest.raises(CalendarUnfit) as refused:
        moved(state, INTAKE, Span(date(2022, 3, 5), date(2022, 3, 2)), at(3, 10))
    sentence = refused.value.sentence
    assert "日程有 3 处不对" in sentence
    assert "早于开始日" in sentence
    assert "开始日不能再改" in sentence
    assert "最早改到今天" in sentence
    with pytest.raises(CommentMissing, match="改期"):
        moved(state, INTAKE, Span(date(2022, 3, 1), date(2022, 4, 15)), at(3, 10), reason="")
    with pytest.raises(NoSuchPhase, match="报送、评审、命名"):
        moved(state, "dance", Span(date(2022, 3, 1), date(2022, 4, 15)), at(3, 10))


def test_a_calendar_with_days_of_its_own_is_checked_as_a_whole() -> None:
    with pytest.raises(CalendarUnfit, match="日程有 2 处不对：没有 dance 这个阶段；“评审”的截止日"):
        planned(
            plan(), 2022, WORKDAYS,
            {"dance": Span(date(2022, 1, 1), date(2022, 1, 2)), "review": Span(date(2022, 5, 2), date(2022, 5, 1))},
        )  # fmt: skip


def test_what_a_round_is_follows_from_its_journal() -> None:
    state, seen, previous = a_round(), [], ""
    for day in (3, 20, 50, 100, 130):
        now = at(3, 1, 0) + timedelta(days=day)
        events = keeping.by_the_clock(state, GATES, now)
        state = replay_round(state, events, now, None)
        seen += [(now, one) for one in events]
    again = a_round()
    for number, (now, event) in enumerate(seen, start=1):
        payload = event.model_dump(mode="json")
        previous = link(previous, again.key, number, payload, by=None, at=now)
        again = evolve_round(again, read_round_event(payload), now, None)
    assert again == state
    assert len(previous) == 64


def test_the_checks_find_every_fault_of_a_calendar() -> None:
    broken = {
        **PLAN,
        "name": "本届",
        "grace": "4 working hours",
        "categories": "cadre",
        "phases": [
            {"key": "intake", "title": "甲", "opens": "04-11", "closes": "04-01", "gate": "nowhere"},
            {"key": "review", "title": "乙", "opens": "04-11", "closes": "04-12", "gate": "panel"},
            {"key": "review", "title": "丙", "opens": "04-11", "closes": "04-12", "gate": "panel"},
        ],
    }
    gated = a_process(
        sign("look", "office", gate="panel"), kind="campaign", gates=[{"key": "panel", "title": "评审开始"}],
        round=broken,
    )  # fmt: skip
    found = {one.path: one.sentence for one in check(gated) if one.path[0] == "round"}
    assert set(found) == {
        ("round", "name"),
        ("round", "grace"),
        ("round", "categories"),
        ("round", "phases", 0, "key"),
        ("round", "phases", 0, "closes"),
        ("round", "phases", 0, "gate"),
        ("round", "phases", 2, "key"),
        ("round", "phases", 2, "gate"),
    }
    assert ("round",) in [one.path for one in check(a_process(round=PLAN))], "only campaigns have rounds"
