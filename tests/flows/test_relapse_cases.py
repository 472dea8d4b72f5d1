"""A red household has its case by itself; the case closes the signal; who falls back enters once more."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update

from actions import cases, monitoring_events, population
from actions.relapse_cases import open_for
from engine.refusals import DayToCome, FileNumberUnfit, InAlready, NoSuchEvent, NoSuchHousehold, SignalHasCase
from engine.relapse.population import Reason
from models import drafts, journal, outbox
from models import population as stored_population
from models.cases import Case
from models.deliveries import Delivery
from models.households import Household, HouseholdVersion
from models.monitoring import Membership, MonitoredHousehold
from models.risk_signals import MonitoringEvent, RiskSignal
from models.sealing import Seal
from models.session import Session
from seeds.relapse_rules import population_rules_for, rules_for
from tests.factories import person
from tests.flows.relapse_office import NOVEMBER, Watch, a_monitoring_office


@pytest.fixture
def watch(session: Session, seal: Seal) -> Watch:
    a_monitoring_office(session)
    one = Watch(session, seal)
    one.enters("left", date(2022, 1, 10))
    return one


def signal(watch: Watch) -> RiskSignal:
    asked = select(RiskSignal).order_by(RiskSignal.id.desc()).limit(1)
    return watch.session.scalars(asked.execution_options(populate_existing=True)).one()


def the_case(watch: Watch) -> str:
    watch.case_id = str(signal(watch).case_id)
    return watch.case_id


def happened(watch: Watch, kind: str) -> int | None:
    found = monitoring_events.record(
        watch.session, watch.number, kind, happened_on=watch.today, rules=rules_for(watch.today),
        actor=person(watch.session, "xjtu.chair"), now=watch.now,
    )  # fmt: skip
    watch.dispatched()
    return found


def test_red_opens_a_case_by_itself_and_tells_who_verifies(watch: Watch) -> None:
    watch.month(earner_lost=Decimal(1))
    the_case(watch)
    share = watch.share("xjtu.chair")
    draft = drafts.of(watch.session, share)
    assert draft is not None
    assert draft.answers == {
        "file_number": "KN-0001", "signal_grade": "红", "signal_reason": "红：主要劳动力死亡或致残。",
    }  # fmt: skip
    first = journal.lines(watch.session, watch.case_id)[0]
    assert first.actor is None  # the office itself, not the chair
    told = watch.session.scalars(
        select(Delivery.subject).where(Delivery.event == "risk.signalled", Delivery.channel == "inbox")
    )
    assert list(told) == [f"【返困预警】{watch.state.number} 请尽快核实"]


def test_no_second_case_while_one_is_open(watch: Watch) -> None:
    watch.month(earner_lost=Decimal(1))
    case = the_case(watch)
    watch.now += timedelta(days=31)
    watch.month(earner_lost=Decimal(1))
    assert happened(watch, "wage_stop") == signal(watch).id
    assert the_case(watch) == case
    assert watch.session.scalar(select(func.count()).select_from(Case)) == 1
    with pytest.raises(SignalHasCase):
        open_for(watch.session, signal(watch).id, now=watch.now)


def test_an_accident_opens_a_case_at_once(watch: Watch) -> None:
    happened(watch, "accident")
    the_case(watch)
    assert watch.state.unit.key == "xjtu"
    assert (signal(watch).run_id, signal(watch).reason) == (None, "红：意外事故。")
    assert watch.session.scalars(select(MonitoringEvent.signal)).one() == signal(watch).id


def test_what_is_reported_within_the_cool_down_is_kept_and_opens_nothing(watch: Watch) -> None:
    happened(watch, "accident")
    the_case(watch)
    watch.verified(is_true=False)
    watch.closes("false_alarm")
    assert (signal(watch).closed_as, signal(watch).closed_period) == ("false_alarm", date(2022, 11, 1))
    assert happened(watch, "wage_stop") is None
    assert watch.session.scalar(select(func.count()).select_from(MonitoringEvent)) == 2
    watch.now += timedelta(days=100)
    assert happened(watch, "wage_stop") == signal(watch).id
    assert watch.session.scalar(select(func.count()).select_from(RiskSignal)) == 2


def test_a_danger_that_is_over_closes_the_signal_and_monitoring_goes_on(watch: Watch) -> None:
    watch.month(earner_lost=Decimal(1))
    the_case(watch)
    watch.verified()
    watch.helped_and_rechecked("风险已消除")
    watch.closes("closed")
    assert signal(watch).closed_as == "closed"
    assert watch.household.ended_on is None


def test_who_falls_back_leaves_and_a_second_entry_names_the_first(watch: Watch) -> None:
    watch.month(earner_lost=Decimal(1))
    first = the_case(watch)
    watch.verified()
    watch.helped_and_rechecked("需要重新建档")
    watch.closes("refiled")
    watch.session.expire_all()
    assert watch.household.ended_on == watch.today
    watch.now += timedelta(days=400)
    watch.enters("left")
    entries = stored_population.entries(watch.session, watch.household.id)
    assert [(one.reason, one.ended_why) for one in entries] == [("left", "refiled"), ("left", None)]
    assert entries[1].previous == entries[0].id
    watch.month(earner_lost=Decimal(1))
    second = the_case(watch)
    assert second != first
    assert [(one.kind, one.other) for one in watch.state.links] == [("follows", first)]


def test_a_unit_without_anybody_to_verify_is_told_of_and_nothing_is_lost(watch: Watch) -> None:
    other = replace(watch, number="KN-0002", unit="xian")  # a city office has no chair
    other.enters("unit")
    happened(other, "accident")
    found = signal(other)
    assert (found.case_id, found.closed_period) == (None, None)
    assert found.no_case_because is not None
    assert "没有可以核实预警的人" in found.no_case_because
    told = watch.session.scalars(
        select(Delivery.person).where(Delivery.event == "monitoring.event", Delivery.channel == "inbox")
    )
    assert list(told) == [person(watch.session, "admin").id]


@pytest.mark.parametrize("reason", ["left", "edge", "self_report", "hotline", "unit"])
def test_a_reason_that_runs_out_ends_monitoring(watch: Watch, reason: Reason) -> None:
    one = replace(watch, number=f"KN-{len(reason)}")
    one.enters(reason, date(2022, 2, 1))
    months = population_rules_for(one.today).of(reason)
    assert months is not None
    assert months.months is not None
    end = date(2022 + months.months // 12, 2, 1)
    stored_population.let_run_out(watch.session, end - timedelta(days=1))
    watch.session.expire_all()
    assert one.household.ended_on is None
    stored_population.let_run_out(watch.session, end)
    watch.session.expire_all()
    assert one.household.ended_on == end


def test_a_household_near_the_line_is_watched_from_its_rejection_on(watch: Watch) -> None:
    told = {"file_number": "BY-2022-1", "unit": "xazx"}
    for _ in range(2):
        outbox.put(watch.session, event="household.on_the_edge", payload=told, now=NOVEMBER, correlation="c")
    watch.dispatched()
    [entry] = watch.session.scalars(select(Membership).where(Membership.reason == "edge"))
    assert (entry.since, entry.runs_out_on) == (date(2022, 11, 7), date(2024, 11, 7))


def a_file(watch: Watch, hardship_class: str) -> str:
    """A household file of this class, and the case that it was filled in for."""
    case = cases.open_case(
        watch.session, "hardship_identify", actor=person(watch.session, "xjtu.officer1"), now=watch.now
    )
    file = Household(
        id=str(uuid4()), unit="xjtu", file_number="KNZG-1", filed_on=watch.today, created_at=watch.now
    )
    watch.session.add(file)
    watch.session.flush()
    watch.session.add(
        HouseholdVersion(
            household=file.id, number=1, occasion="application", case_id=case, content="…",
            applied_on=watch.today, rules="hardship_xian_2022", persons=3, hardship_class=hardship_class,
            saved_at=watch.now, saved_by=person(watch.session, "xjtu.chair").id, fixed_at=watch.now,
        )
    )  # fmt: skip
    watch.session.flush()
    return case


def followed(watch: Watch, case: str) -> list[tuple[str, str | None]]:
    rules = partial(population_rules_for, watch.today)
    for _ in range(2):
        population.follow_file(watch.session, case, rules=rules, now=watch.now)
    asked = select(Membership.reason, Membership.ended_why).join(MonitoredHousehold)
    asked = asked.where(MonitoredHousehold.file_number == "KNZG-1").order_by(Membership.id)
    return list(watch.session.execute(asked).tuples())


def test_relative_hardship_is_watched_and_for_two_years_who_left_it(watch: Watch) -> None:
    case = a_file(watch, "relative")
    assert followed(watch, case) == [("relative", None)]
    watch.session.execute(
        update(Household).values(exited_on=watch.today, exit_why=population.OUT_OF_HARDSHIP)
    )
    assert followed(watch, case) == [("relative", "file_changed"), ("left", None)]


def test_deep_hardship_and_another_exit_are_not_watched(watch: Watch) -> None:
    case = a_file(watch, "deep")
    assert followed(watch, case) == []
    watch.session.execute(update(Household).values(exited_on=watch.today, exit_why="迁出"))
    assert followed(watch, case) == []


def test_a_case_about_no_file_changes_nothing_of_who_is_watched(watch: Watch) -> None:
    happened(watch, "accident")
    before_there_were_any = partial(population_rules_for, date(2021, 3, 9))
    population.follow_file(watch.session, the_case(watch), rules=before_there_were_any, now=watch.now)
    assert [one.reason for one in stored_population.entries(watch.session, watch.household.id)] == ["left"]


def test_what_cannot_be_is_refused(watch: Watch) -> None:
    with pytest.raises(InAlready, match="脱困未满两年"):
        watch.enters("left")
    with pytest.raises(FileNumberUnfit):
        replace(watch, number="999999197507012319").enters("left")
    with pytest.raises(DayToCome):
        watch.enters("edge", watch.today + timedelta(days=1))
    with pytest.raises(NoSuchEvent, match="意外事故"):
        happened(watch, "lottery")
    with pytest.raises(NoSuchHousehold):
        happened(replace(watch, number="KN-9999"), "accident")
    population.leave(watch.session, watch.number, "moved", now=watch.now)
    with pytest.raises(NoSuchHousehold):
        happened(watch, "accident")
