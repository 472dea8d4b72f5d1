"""A period is graded once, by the set, as the engine grades one; broken off, it goes on where it stopped."""

import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import OperationalError

from actions.monitoring import done_percent, grade_next, tally
from engine.refusals import PeriodNotYetBegun
from engine.relapse.grading import Facts, Standing, found, gap, opens_signal, reason, settle
from engine.relapse.rules import FACTS, GRADES, Fact, RelapseRules
from models import snapshots
from models.monitoring import MonitoredHousehold
from models.monitoring_runs import Gap, MonitoringRun, RelapseCheck
from models.outbox import OutboxRow
from models.risk_signals import RiskSignal
from models.session import Session
from runtime.database import Database
from seeds.relapse_rules import rules_for
from tests import watched
from tests.factories import an_office

MONTHS = [date(2022, number, 1) for number in range(1, 13)]
NOW = datetime(2022, 12, 5, 1, tzinfo=UTC)
RULES = rules_for(MONTHS[0])
MONTHLY = RULES.model_copy(update={"every_months": dict.fromkeys(GRADES, 1)})


def grade(session: Session, period: date, rules: RelapseRules = MONTHLY, size: int = 500) -> int:
    batches = 0
    while grade_next(session, period, rules, now=NOW, size=size):
        batches += 1
    return batches


def checks(session: Session, period: date) -> dict[int, RelapseCheck]:
    asked = select(RelapseCheck).where(RelapseCheck.period == period)
    return {one.household: one for one in session.scalars(asked)}


def test_the_set_says_of_thousands_of_households_what_the_engine_says_of_each(session: Session) -> None:
    an_office(session)
    households, chance = watched.watch(session, 3000), watched.chance(20221101)
    standing: dict[int, Standing | None] = dict.fromkeys(households)
    opened: set[int] = set()
    for period in MONTHS[:4]:
        months = {one: watched.facts(chance) for one in households}
        watched.keep(session, period, months)
        grade(session, period)
        said, lacking = checks(session, period), gaps(session, period)
        assert len(said) + len(lacking) == len(households)
        assert len(lacking) > 10
        for one in households:
            now = found(MONTHLY, months[one])
            if now is None:
                assert lacking[one] == gap(MONTHLY, months[one])
                continue
            standing[one] = settle(MONTHLY, standing[one], now)
            assert _told(said[one]) == _expected(months[one], standing[one])
            grade_now = GRADES[said[one].grade]
            if opens_signal(MONTHLY, grade_now, one_is_open=one in opened, months_since_closed=None):
                opened.add(one)
    assert sorted(session.scalars(select(RiskSignal.household))) == sorted(opened)


def gaps(session: Session, period: date) -> dict[int, str]:
    asked = select(Gap).join(MonitoringRun, MonitoringRun.id == Gap.run_id)
    return {one.household: one.reason for one in session.scalars(asked.where(MonitoringRun.period == period))}


def _told(check: RelapseCheck) -> tuple[str, str, int, str]:
    return GRADES[check.found], GRADES[check.grade], check.calm, check.reason or ""


def _expected(known: Facts, after: Standing | None) -> tuple[str | None, str, int, str]:
    assert after is not None
    return found(MONTHLY, known), after.grade, after.calm, reason(MONTHLY, known)


def test_a_hit_keeps_its_facts_and_a_calm_check_keeps_none(session: Session) -> None:
    an_office(session)
    first, second = watched.watch(session, 2)
    watched.keep(
        session, MONTHS[0], {first: watched.calm(), second: watched.calm() | {"arrears": Decimal(9)}}
    )
    grade(session, MONTHS[0])
    said = checks(session, MONTHS[0])
    assert (said[first].input, said[first].reason) == (None, None)
    assert (said[second].input or {})["arrears"] == 9


def test_the_second_run_of_a_period_changes_nothing(session: Session) -> None:
    an_office(session)
    one, later = watched.watch(session, 2)
    watched.keep(session, MONTHS[0], {one: watched.calm() | {"earner_lost": Decimal(1)}})
    grade(session, MONTHS[0])
    before = tally(session, MONTHS[0], MONTHLY, now=NOW)
    assert grade(session, MONTHS[0]) == 0
    assert tally(session, MONTHS[0], MONTHLY, now=NOW) == before
    assert (before.due, before.checked, before.warned, before.opened, before.unknown) == (2, 1, 1, 1, 1)
    assert later not in checks(session, MONTHS[0])


def test_a_household_has_one_open_signal_and_none_within_the_cool_down(session: Session) -> None:
    an_office(session)
    (one,) = watched.watch(session, 1)
    for period in MONTHS[:8]:
        watched.keep(session, period, {one: watched.calm() | {"earner_lost": Decimal(1)}})

    def opened() -> list[date]:
        return list(session.scalars(select(RiskSignal.opened_period).order_by(RiskSignal.id)))

    for period in MONTHS[:3]:
        grade(session, period)
    assert opened() == [MONTHS[0]]
    session.execute(text("UPDATE risk_signals SET closed_period = '2022-03-01'"))
    for period in MONTHS[3:8]:
        grade(session, period)
    assert opened() == [MONTHS[0], MONTHS[2 + MONTHLY.cool_down_months]]


def test_a_month_in_which_nothing_is_known_is_a_gap_and_not_green(session: Session) -> None:
    an_office(session)
    silent, empty, poor = watched.watch(session, 3)
    nothing: dict[Fact, Decimal | None] = dict.fromkeys(FACTS)
    poorly: dict[Fact, Decimal | None] = {**watched.calm(), "net_income": None}
    watched.keep(session, MONTHS[0], {empty: nothing, poor: poorly})
    grade(session, MONTHS[0], RULES)
    assert checks(session, MONTHS[0]) == {}
    said = gaps(session, MONTHS[0])
    assert said[silent] == "本月没有数据。"
    assert said[empty].startswith("不明：月人均收入低于低保线；")
    assert "月人均收入低于低保线" in said[poor]
    watched.keep(session, MONTHS[1], {one: watched.calm() for one in (silent, empty, poor)})
    grade(session, MONTHS[1], RULES)
    assert sorted(checks(session, MONTHS[1])) == [silent, empty, poor]  # a gap is no check: they stayed due
    lenient = MONTHLY.model_copy(update={"must_know": ()})
    watched.keep(session, MONTHS[2], {empty: nothing, poor: poorly})
    grade(session, MONTHS[2], lenient)
    assert sorted(checks(session, MONTHS[2])) == [poor]  # of nothing at all nothing is green


def test_who_is_monitored_no_more_is_neither_checked_nor_a_gap(session: Session) -> None:
    an_office(session)
    gone, silent, there = watched.watch(session, 3)
    watched.keep(session, MONTHS[0], {gone: watched.calm(), there: watched.calm()})
    asked = update(MonitoredHousehold).where(MonitoredHousehold.id.in_([gone, silent]))
    session.execute(asked.values(ended_on=date(2021, 12, 31)))
    grade(session, MONTHS[0])
    assert (sorted(checks(session, MONTHS[0])), gaps(session, MONTHS[0])) == ([there], {})


def test_every_check_and_gap_says_why_the_household_was_in_it(session: Session) -> None:
    an_office(session)
    known, silent = watched.watch(session, 2)
    watched.keep(session, MONTHS[0], {known: watched.calm()})
    grade(session, MONTHS[0])
    assert checks(session, MONTHS[0])[known].why == ["relative"]
    assert session.scalars(select(Gap.why).where(Gap.household == silent)).one() == ["relative"]
    assert session.scalars(select(MonitoringRun.population)).one() == {"relative": 2}


def test_every_new_signal_is_told_to_the_office_the_worst_first(session: Session) -> None:
    an_office(session)
    orange, red = watched.watch(session, 2)
    two = watched.calm() | {"new_student": Decimal(1), "arrears": Decimal(1)}
    months = {orange: two, red: watched.calm() | {"earner_lost": Decimal(1)}}
    watched.keep(session, MONTHS[0], months)
    grade(session, MONTHS[0])
    grade(session, MONTHS[0])
    told = session.scalars(
        select(OutboxRow.payload).where(OutboxRow.event == "risk.signalled").order_by(OutboxRow.id)
    ).all()
    of = dict(session.execute(select(RiskSignal.id, RiskSignal.household)).tuples().all())
    assert [of[(one or {})["signal"]] for one in told] == [red, orange]


def test_green_waits_a_year_red_a_month_and_missed_months_are_one_check(session: Session) -> None:
    an_office(session)
    green, red = watched.watch(session, 2)
    for period in (MONTHS[0], MONTHS[1], MONTHS[8]):
        watched.keep(session, period, {green: watched.calm(), red: watched.calm() | {"loss": Decimal(50000)}})
    for period in (MONTHS[0], MONTHS[1], MONTHS[8]):
        grade(session, period, RULES)
    assert [sorted(checks(session, period)) for period in (MONTHS[1], MONTHS[8])] == [[red], [red]]


def test_a_run_tells_how_far_it_is(session: Session) -> None:
    an_office(session)
    watched.watch(session, 4)
    told = []
    for size in (1, 2, 2, 2):
        more = grade_next(session, MONTHS[0], MONTHLY, now=NOW, size=size)
        told.append((more, done_percent(session, MONTHS[0], MONTHLY, now=NOW)))
    assert told == [(True, 25), (True, 75), (True, 100), (False, 100)]


def test_a_month_to_come_is_refused(session: Session) -> None:
    with pytest.raises(PeriodNotYetBegun, match="2023-01"):
        grade_next(session, date(2023, 1, 1), RULES, now=NOW)


_WORKER = """
import sys
from datetime import date
from actions.monitoring import grade_next
from runtime.database import Database
from tests.actions.test_monitoring import MONTHLY, MONTHS, NOW
database = Database(sys.argv[1])
while True:
    with database.transaction() as session:
        more = grade_next(session, MONTHS[0], MONTHLY, now=NOW, size=50)
        if sys.argv[2] == "halfway":  # graded, not committed: the third batch is lost with the process
            sys.argv[3] = str(int(sys.argv[3]) - 1)
            if sys.argv[3] == "0":
                print("graded", flush=True)
                sys.stdin.read()
    if not more:
        break
"""


def test_killed_in_the_middle_and_run_again_gives_what_an_undisturbed_run_gives(database: Database) -> None:
    with database.transaction() as session:
        an_office(session)
        households, chance = watched.watch(session, 400), watched.chance(7)
        watched.keep(session, MONTHS[0], {one: watched.facts(chance) for one in households})
    arguments = [sys.executable, "-c", _WORKER, database.url, "halfway", "3"]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:  # noqa: S603 - our own Python
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"graded\n"
        os.kill(worker.pid, signal.SIGKILL)
    with database.transaction() as session:
        assert len(checks(session, MONTHS[0])) + len(gaps(session, MONTHS[0])) == 100
        grade(session, MONTHS[0], size=50)
        resumed = _rows(session)
    with database.transaction() as session:
        session.execute(text(_FORGET))
        grade(session, MONTHS[0], size=50)
        assert _rows(session) == resumed


def test_two_processes_that_grade_a_period_at_once_do_it_once(database: Database) -> None:
    with database.transaction() as session:
        an_office(session)
        households, chance = watched.watch(session, 400), watched.chance(11)
        watched.keep(session, MONTHS[0], {one: watched.facts(chance) for one in households})
    arguments = [sys.executable, "-c", _WORKER, database.url, "whole"]
    both = [subprocess.Popen(arguments) for _ in range(2)]  # noqa: S603 - our own Python
    assert [one.wait(120) for one in both] == [0, 0]
    with database.transaction() as session:
        together = _rows(session)
        told = session.scalar(select(func.count()).where(OutboxRow.event == "risk.signalled"))
        assert told == session.scalar(select(func.count(RiskSignal.id)))
        session.execute(text(_FORGET))
        grade(session, MONTHS[0], size=50)
        assert _rows(session) == together


def test_nobody_grades_a_month_while_a_word_about_it_comes_in(database: Database) -> None:
    with database.transaction() as session:
        an_office(session)
    with database.transaction() as bringing, database.transaction() as grading:
        snapshots.reserve(bringing, MONTHS[0])
        grading.execute(text("SET LOCAL lock_timeout = '50ms'"))
        with pytest.raises(OperationalError, match="lock timeout"), grading.begin_nested():
            grade_next(grading, MONTHS[0], MONTHLY, now=NOW)


_FORGET = """
    DELETE FROM relapse_checks; DELETE FROM monitoring_gaps; DELETE FROM risk_signals;
    DELETE FROM monitoring_runs; DELETE FROM outbox"""


def _rows(session: Session) -> list[object]:
    checked = session.execute(
        text("SELECT household, grade, calm, reason, input FROM relapse_checks ORDER BY 1")
    )
    opened = session.execute(text("SELECT household, grade, opened_period FROM risk_signals ORDER BY 1"))
    return [*map(tuple, checked), *map(tuple, opened)]
