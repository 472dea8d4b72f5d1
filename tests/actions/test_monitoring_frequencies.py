"""Monitoring has a run for each frequency; each is made once in its period, and what was missed is one check."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from actions import relapse_visits
from actions.monitoring import grade_next, tally
from engine.relapse.grading import Standing, found, settle
from engine.relapse.rules import FREQUENCIES, GRADES, Every, Fact, Grade
from models.monitoring import MonitoredHousehold
from models.monitoring_runs import Gap, MonitoringRun, RelapseCheck
from models.reads import relapse
from models.relapse_visits import RelapseVisit
from models.risk_signals import RiskSignal
from models.session import Session
from seeds.relapse_rules import rules_for
from tests import watched
from tests.factories import an_office

MONTHS = [date(2022, number, 1) for number in range(1, 13)]
RULES = rules_for(MONTHS[0])
NOW = datetime(2022, 12, 5, 1, tzinfo=UTC)
OF_GRADE: dict[Grade, dict[Fact, Decimal | None]] = {
    "red": {"earner_lost": Decimal(1)},
    "orange": {"new_student": Decimal(1), "arrears": Decimal(1)},
    "yellow": {"new_student": Decimal(1)},
    "green": {},
}


@pytest.fixture
def four(session: Session) -> dict[Grade, int]:
    """A household of each grade, with the same data in every month."""
    an_office(session)
    ids = dict(zip(OF_GRADE, watched.watch(session, 4), strict=True))
    for month in MONTHS:
        watched.keep(session, month, {ids[grade]: watched.calm() | bad for grade, bad in OF_GRADE.items()})
    return ids


def run(session: Session, every: Every, month: date) -> None:
    while grade_next(session, month, RULES, now=NOW, every=every, size=100):
        pass


def the_fifth(session: Session, month: date, *, without: tuple[Every, ...] = ()) -> None:
    """Whatever the schedules bring on the fifth of the month."""
    for every in FREQUENCIES:
        if (month.month - 1) % every == 0 and every not in without:
            run(session, every, month)


def checked(session: Session, household: int) -> list[int]:
    """The numbers of the months in which the household was checked."""
    asked = select(RelapseCheck.period).where(RelapseCheck.household == household)
    return [one.month for one in session.scalars(asked.order_by(RelapseCheck.period))]


def test_each_grade_is_checked_in_its_own_run_once_in_each_of_its_periods(
    session: Session, four: dict[Grade, int]
) -> None:
    for month in MONTHS:
        the_fifth(session, month)
    assert {grade: checked(session, one) for grade, one in four.items()} == {
        "red": [*range(1, 13)],
        "orange": [1, 4, 7, 10],
        "yellow": [1, 7],
        "green": [1],
    }
    runs = session.scalars(select(MonitoringRun.every_months))
    assert sorted(runs) == [1] * 12 + [3] * 4 + [6] * 2 + [12]


def test_a_second_run_of_a_quarter_finds_nothing_to_do_in_any_of_its_months(
    session: Session, four: dict[Grade, int]
) -> None:
    for month in MONTHS[:4]:
        the_fifth(session, month)
    before = tally(session, MONTHS[3], RULES, now=NOW, every=3)
    assert (before.due, before.checked, before.warned) == (1, 1, 1)
    for month in MONTHS[4:6]:
        assert not grade_next(session, month, RULES, now=NOW, every=3)
        assert tally(session, month, RULES, now=NOW, every=3) == before
    assert checked(session, four["orange"]) == [1, 4]


def test_months_in_which_nothing_ran_are_caught_up_by_one_check(
    session: Session, four: dict[Grade, int]
) -> None:
    the_fifth(session, MONTHS[0])
    the_fifth(session, MONTHS[10])
    assert {grade: checked(session, one) for grade, one in four.items()} == {
        "red": [1, 11],
        "orange": [1, 11],
        "yellow": [1, 11],
        "green": [1],
    }


def test_a_run_that_comes_late_looks_at_nobody_a_second_time(
    session: Session, four: dict[Grade, int]
) -> None:
    the_fifth(session, MONTHS[0])
    the_fifth(session, MONTHS[3], without=(3,))
    run(session, 1, MONTHS[4])  # takes up the orange one
    run(session, 3, MONTHS[4])  # the run of the second quarter, a month late
    assert checked(session, four["orange"]) == [1, 5]
    assert tally(session, MONTHS[4], RULES, now=NOW, every=3).due == 0


def test_a_run_that_comes_late_notes_no_gap_a_second_time(session: Session) -> None:
    an_office(session)
    (one,) = watched.watch(session, 1)
    watched.keep(session, MONTHS[0], {one: watched.calm() | OF_GRADE["orange"]})
    the_fifth(session, MONTHS[0])
    run(session, 1, MONTHS[4])
    run(session, 3, MONTHS[4])
    assert [tally(session, MONTHS[4], RULES, now=NOW, every=every).unknown for every in (1, 3)] == [1, 0]


def test_a_month_graded_anew_by_other_rules_starts_from_what_stood_before_it(session: Session) -> None:
    an_office(session)
    (one,) = watched.watch(session, 1)
    watched.keep(session, MONTHS[0], {one: watched.calm() | OF_GRADE["red"]})
    watched.keep(session, MONTHS[1], {one: watched.calm()})
    for month in MONTHS[:2]:
        run(session, 1, month)
    quick = RULES.model_copy(update={"version": "quick", "calm_checks": 1})
    while grade_next(session, MONTHS[1], quick, now=NOW):
        pass
    asked = select(RelapseCheck.grade, RelapseCheck.calm).where(RelapseCheck.period == MONTHS[1])
    said = session.execute(asked.order_by(RelapseCheck.run_id)).tuples().all()
    assert [(GRADES[grade], calm) for grade, calm in said] == [("red", 1), ("green", 0)]


def test_whoever_changes_grade_in_a_month_is_checked_once_in_it(session: Session) -> None:
    an_office(session)
    (one,) = watched.watch(session, 1)
    grades: tuple[Grade, ...] = ("orange", "orange", "orange", "red")
    for month, grade in zip(MONTHS[:4], grades, strict=True):
        watched.keep(session, month, {one: watched.calm() | OF_GRADE[grade]})
    for month in MONTHS[:3]:
        the_fifth(session, month)
    run(session, 3, MONTHS[3])  # orange turns red in its quarter's run; the month's run comes after it
    run(session, 1, MONTHS[3])
    assert checked(session, one) == [1, 4]


def test_a_quarter_of_which_nobody_can_say_is_looked_at_every_month_until_somebody_can(
    session: Session,
) -> None:
    an_office(session)
    (one,) = watched.watch(session, 1)
    for month in (MONTHS[0], MONTHS[5]):
        watched.keep(session, month, {one: watched.calm() | OF_GRADE["orange"]})
    for month in MONTHS[:6]:
        the_fifth(session, month)
    asked = select(MonitoringRun.period, MonitoringRun.every_months).join(Gap, Gap.run_id == MonitoringRun.id)
    gaps = session.execute(asked.order_by(MonitoringRun.period)).tuples().all()
    assert [(month.month, every) for month, every in gaps] == [(4, 3), (5, 1)]
    assert checked(session, one) == [1, 6]


def test_a_run_that_was_broken_off_goes_on_with_the_data_of_the_month_in_which_it_began(
    session: Session,
) -> None:
    an_office(session)
    first, second = watched.watch(session, 2)
    bad = watched.calm() | OF_GRADE["orange"]
    for month in (MONTHS[0], MONTHS[3]):
        watched.keep(session, month, dict.fromkeys((first, second), bad))
    the_fifth(session, MONTHS[0])
    assert grade_next(session, MONTHS[3], RULES, now=NOW, every=3, size=1)
    run(session, 3, MONTHS[4])
    assert (checked(session, first), checked(session, second)) == ([1, 4], [1, 4])


def test_a_run_that_was_broken_off_goes_on_by_the_rules_it_began_with(session: Session) -> None:
    an_office(session)
    both = watched.watch(session, 2)
    watched.keep(session, MONTHS[0], dict.fromkeys(both, watched.calm() | OF_GRADE["red"]))
    assert grade_next(session, MONTHS[0], RULES, now=NOW, size=1)
    while grade_next(session, MONTHS[0], RULES.model_copy(update={"opens": ()}), now=NOW):
        pass
    assert sorted(session.scalars(select(RiskSignal.household))) == both


def test_the_visits_of_a_quarter_are_planned_after_its_run(session: Session, four: dict[Grade, int]) -> None:
    for month in MONTHS[:4]:
        the_fifth(session, month)
    for every in (1, 3):
        relapse_visits.plan(session, MONTHS[3], RULES, now=NOW, every=every)
    planned = session.scalars(select(RelapseVisit.household).order_by(RelapseVisit.household))
    assert list(planned) == [four["red"], four["orange"]]


def test_the_trend_counts_what_stands_also_between_two_checks(
    session: Session, four: dict[Grade, int]
) -> None:
    for month in MONTHS[:6]:
        the_fifth(session, month)
    stood = [(one.period.month, one.grades) for one in relapse.trend(session, None)]
    assert stood == [(month, (1, 1, 1, 1)) for month in range(1, 7)]
    session.execute(
        update(MonitoredHousehold)
        .where(MonitoredHousehold.id == four["yellow"])
        .values(ended_on=date(2022, 3, 9))
    )
    assert [one.grades[1] for one in relapse.trend(session, None)] == [1, 1, 1, 0, 0, 0]
    assert [one.grades for one in relapse.trend(session, frozenset({"xazx"}), months=2)] == [(0, 0, 0, 0)] * 2


def test_the_set_says_who_is_due_as_it_is_said_plainly(session: Session) -> None:
    """Whoever was not checked since the period of the grade began: in its own run or, late, in the month's."""
    an_office(session)
    households, chance = watched.watch(session, 300), watched.chance(20221105)
    standing: dict[int, Standing] = {}
    last: dict[int, date] = {}
    for month in MONTHS:
        said = {one: watched.facts(chance) for one in households if chance.random() < 0.8}
        watched.keep(session, month, said)
        missed = tuple(every for every in FREQUENCIES if chance.random() < 0.3)
        the_fifth(session, month, without=missed)
        for one in households:
            ran = _run_of(standing.get(one), last.get(one), month)
            now = found(RULES, said[one]) if one in said else None
            if ran is not None and ran not in missed and now is not None:
                standing[one], last[one] = settle(RULES, standing.get(one), now), month
        asked = select(RelapseCheck).where(RelapseCheck.period == month)
        told = {one.household: GRADES[one.grade] for one in session.scalars(asked)}
        assert told == {one: standing[one].grade for one, when in last.items() if when == month}


def _run_of(standing: Standing | None, last: date | None, month: date) -> Every | None:
    if standing is None or last is None:
        return 1
    every = RULES.every_months[standing.grade]
    began = month.replace(month=(month.month - 1) // every * every + 1)
    if last >= began:
        return None
    return every if began == month else 1
