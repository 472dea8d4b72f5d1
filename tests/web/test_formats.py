from datetime import UTC, date, datetime, timedelta

import pytest

from engine.deadlines import end_of
from engine.showing.shown import masked
from tests.factories import MONDAY
from web import formats
from web.allowance import Allowance


class Weekdays:
    """Works from Monday to Friday."""

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5


def test_a_time_that_ends_at_midnight_is_said_by_the_day_that_is_over_then() -> None:
    assert formats.last_day(end_of(date(2022, 2, 28))) == "2022-02-28"
    assert formats.last_day(datetime(2022, 2, 28, 3, 30, tzinfo=UTC)) == "2022-02-28 11:30"
    assert formats.moment(datetime(2022, 2, 28, 16, 0, tzinfo=UTC)) == "2022-03-01 00:00"


def test_working_days_left_leave_out_today_and_the_weekend() -> None:
    friday = MONDAY + timedelta(days=4)
    closes = end_of(date(2022, 2, 28))
    assert formats.days_left(closes, MONDAY, Weekdays()) == 5
    assert formats.days_left(closes, friday, Weekdays()) == 1
    assert formats.days_left(closes, closes + timedelta(days=9), Weekdays()) == 0
    assert formats.days_since(MONDAY, friday, Weekdays()) == 4


def test_the_next_working_morning_after_friday_is_on_monday() -> None:
    friday = MONDAY + timedelta(days=4)
    assert formats.next_working_morning(friday, Weekdays()) == MONDAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "mask", "shown"),
    [
        ("王小明", "middle", "王*明"),
        ("王明", "middle", "王*"),
        ("王", "middle", "王*"),
        ("", "middle", ""),
        ("1975-07", "year_only", "1975 年"),
        ("教授", "none", "教授"),
    ],
)
def test_masks_hide_what_they_say(text: str, mask: str, shown: str) -> None:
    assert masked(text, mask) == shown


@pytest.mark.parametrize(("octets", "said"), [(0, "0 KB"), (1536, "2 KB"), (20 * 1024 * 1024, "20.0 MB")])
def test_sizes_are_said_in_kilobytes_and_megabytes(octets: int, said: str) -> None:
    assert formats.size(octets) == said


def test_an_allowance_comes_back_with_time_and_is_each_addresss_own() -> None:
    now = [MONDAY]
    allowance = Allowance(2, timedelta(hours=1), lambda: now[0])
    assert [allowance.take("a"), allowance.take("a"), allowance.take("a")] == [True, True, False]
    assert allowance.take("b")
    now[0] += timedelta(hours=1)
    assert allowance.take("a")
