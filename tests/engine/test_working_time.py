"""Working hours, and what is before and after a due date: Fridays at five, holidays, worked weekends (调休)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from engine.deadlines import Deadline, Delay, WrittenDeadline, WrittenDelay
from engine.dues import before, due_at, past, shifted
from engine.working_time import OfficeHours, WorkingTime
from tests.engine.builders import Calendar2022, at

TIME = WorkingTime(Calendar2022(), OfficeHours())
READ: TypeAdapter[Deadline] = TypeAdapter(WrittenDeadline)
READ_DELAY: TypeAdapter[Delay] = TypeAdapter(WrittenDelay)
MOMENTS = st.integers(0, 300 * 24 * 60).map(lambda minutes: at(1, 4) + timedelta(minutes=minutes))
HOURS = st.integers(1, 60)


def read(written: str) -> Deadline:
    return READ.validate_python(written)


@pytest.mark.parametrize(
    ("opened", "written", "due"),
    [
        (at(2, 25, 17), "1 working hour", at(2, 25, 18)),  # Friday, to closing time and no further
        (at(2, 25, 17), "4 working hours", at(2, 28, 11, 30)),  # the rest on Monday
        (at(2, 26, 12), "1 working hour", at(2, 28, 9, 30)),  # nobody was there on Saturday
        (at(2, 28, 7), "2 working hours", at(2, 28, 10, 30)),  # the day begins when the office opens
        (at(1, 28, 17), "2 working hours", at(1, 29, 9, 30)),  # Saturday 29 January was worked
        (at(1, 30, 17), "2 working hours", at(2, 7, 9, 30)),  # over the Spring Festival
        (at(4, 2, 17), "2 working hours", at(4, 6, 9, 30)),  # over Qingming
        (at(4, 29, 17), "2 working hours", at(5, 5, 9, 30)),  # over Labour Day
        (at(9, 30, 17), "2 working hours", at(10, 8, 9, 30)),  # to Saturday 8 October
        (at(4, 22, 17), "2 working days", at(4, 26, 0)),  # Sunday 24 April is the first
        (at(10, 7, 9), "2 working days", at(10, 10, 0)),  # both days of the weekend
        (at(2, 25, 17), "1 clock hour", at(2, 25, 18)),
        (at(2, 25, 17), "4 clock hours", at(2, 25, 21)),
    ],
)
def test_when_a_step_is_due(opened: datetime, written: str, due: datetime) -> None:
    assert due_at(opened, read(written), TIME) == due


@pytest.mark.parametrize("day", [(1, 29), (1, 30), (4, 2), (4, 24), (5, 7), (10, 8), (10, 9)])
def test_a_weekend_that_is_worked_is_worked_by_the_hour(day: tuple[int, int]) -> None:
    assert due_at(at(*day, 9), read("2 working hours"), TIME) == at(*day, 11)
    assert TIME.is_open(at(*day, 9))
    assert not TIME.is_open(at(*day, 18))


@pytest.mark.parametrize(
    ("due", "lead", "moment"),
    [
        (
            at(3, 1, 0),
            "1 working day",
            at(2, 25, 8, 30),
        ),  # the last day is Monday; the one before it is Friday
        (at(3, 1, 0), "3 working days", at(2, 23, 8, 30)),
        (at(4, 7, 0), "1 working day", at(4, 2, 8, 30)),  # the last day is Wednesday after Qingming
        (at(2, 28, 9, 30), "2 working hours", at(2, 25, 17)),
        (at(2, 28, 9, 30), "2 clock hours", at(2, 28, 7, 30)),
    ],
)
def test_so_long_before_a_due_date(due: datetime, lead: str, moment: datetime) -> None:
    assert before(due, read(lead), TIME) == moment


@pytest.mark.parametrize(
    ("due", "delay", "moment"),
    [
        (at(2, 26, 0), "0 working days", at(2, 28, 8, 30)),  # due on Friday: nothing is spent on Saturday
        (at(2, 26, 0), "2 working days", at(3, 2, 8, 30)),  # Monday and Tuesday went by
        (at(1, 29, 0), "0 working days", at(1, 29, 8, 30)),  # that Saturday was worked
        (at(2, 28, 15), "0 working days", at(2, 28, 15)),
        (at(2, 25, 17), "2 working hours", at(2, 28, 9, 30)),
        (at(2, 26, 3), "2 clock hours", at(2, 26, 5)),
    ],
)
def test_so_long_after_a_due_date(due: datetime, delay: str, moment: datetime) -> None:
    assert past(due, READ_DELAY.validate_python(delay), TIME) == moment


@given(MOMENTS, HOURS)
def test_hours_that_are_added_are_found_between(start: datetime, hours: int) -> None:
    length = timedelta(hours=hours)
    end = TIME.after(start, length)
    assert TIME.between(start, end) == length
    assert TIME.between(TIME.before(end, length), end) == length


@given(MOMENTS)
def test_what_opens_is_open(moment: datetime) -> None:
    opening = TIME.opening(moment)
    assert TIME.is_open(opening)
    assert opening >= moment
    assert TIME.between(moment, opening) == timedelta()
    assert opening.tzinfo is UTC


def test_a_stop_of_working_hours_gives_them_back() -> None:
    stopped, went_on = at(2, 25, 17), at(2, 28, 9, 30)  # two hours of the office, whatever the weekend
    moved = shifted(at(2, 28, 17), read("8 working hours"), since=stopped, until=went_on, time=TIME)
    assert moved == at(3, 1, 9, 30)
    night = shifted(
        at(2, 28, 17), read("8 working hours"), since=at(2, 25, 19), until=at(2, 26, 7), time=TIME
    )
    assert night == at(2, 28, 17)


def test_a_length_of_time_is_written_in_three_ways() -> None:
    assert read("1 working day") == read("1 working days")
    for wrong in ("3 days", "3 working weeks", "0 working days", "working days", "1.5 working hours"):
        with pytest.raises(ValidationError):
            read(wrong)
