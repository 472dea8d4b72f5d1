"""Each grade has its frequency, each frequency its periods of the calendar; what was missed is one check."""

from datetime import date

import pytest
from pydantic import ValidationError

from engine.relapse.frequency import Period, lets_newcomers_in, looked_at, period_of
from engine.relapse.rules import FREQUENCIES, Every, RelapseRules
from tests.engine.test_relapse import RULES


@pytest.mark.parametrize(
    ("every", "day", "first", "title"),
    [
        (1, date(2022, 11, 30), date(2022, 11, 1), "2022-11"),
        (3, date(2022, 12, 31), date(2022, 10, 1), "2022 年第四季度"),
        (3, date(2022, 1, 5), date(2022, 1, 1), "2022 年第一季度"),
        (6, date(2022, 6, 30), date(2022, 1, 1), "2022 年上半年"),
        (6, date(2022, 7, 1), date(2022, 7, 1), "2022 年下半年"),
        (12, date(2022, 12, 31), date(2022, 1, 1), "2022 年"),
    ],
)
def test_a_period_has_its_first_day_and_its_name(every: Every, day: date, first: date, title: str) -> None:
    period = period_of(every, day)
    assert (period.first, period.title) == (first, title)
    assert period_of(every, period.last) == period
    assert period.last.month == first.month + every - 1


@pytest.mark.parametrize("every", FREQUENCIES)
def test_periods_follow_each_other_without_a_gap(every: Every) -> None:
    months = [date(2021 + n // 12, n % 12 + 1, 1) for n in range(36)]
    numbers = [period_of(every, month).number for month in months]
    assert numbers == [numbers[0] + n // every for n in range(36)]


def test_each_run_looks_at_the_grades_of_its_frequency() -> None:
    january = date(2022, 1, 1)
    seen = {every: set(looked_at(RULES, period_of(every, january), january)) for every in FREQUENCIES}
    assert seen == {1: {"red"}, 3: {"orange"}, 6: {"yellow"}, 12: {"green"}}


def test_what_was_missed_is_taken_up_by_the_next_monthly_run_and_by_no_other() -> None:
    november = date(2022, 11, 1)
    assert looked_at(RULES, period_of(1, november), november) == {
        "red": november,
        "orange": date(2022, 10, 1),
        "yellow": date(2022, 7, 1),
        "green": date(2022, 1, 1),
    }
    assert looked_at(RULES, period_of(3, november), november) == {"orange": date(2022, 10, 1)}
    october = date(2022, 10, 1)  # the quarter's own run is on its way: orange waits for it
    assert "orange" not in looked_at(RULES, period_of(1, october), october)


def test_a_newcomer_waits_for_the_next_month_and_not_for_the_next_year() -> None:
    assert [every for every in FREQUENCIES if lets_newcomers_in(Period(every, date(2022, 1, 1)))] == [1]


def test_a_frequency_of_which_there_are_no_periods_is_refused() -> None:
    for every in (0, 2, 5, 24):
        with pytest.raises(ValidationError, match=r"every_months\.orange"):
            RelapseRules.model_validate(
                RULES.model_dump() | {"every_months": {**RULES.every_months, "orange": every}}
            )
