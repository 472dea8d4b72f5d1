"""The gaps of a public page: nobody looked, or whoever looked did not find it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from engine.showing.reachable import Gap, Look, gaps, gaps_of
from engine.state import WindowState

NINE = datetime(2022, 2, 21, 1, 0, tzinfo=UTC)


def _at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


def test_looks_every_half_hour_leave_no_gap() -> None:
    looks = [Look(_at(n), "") for n in range(30, 300, 30)]
    assert gaps(looks, since=NINE, until=_at(300)) == []


def test_one_look_may_be_missed_and_two_are_a_gap() -> None:
    assert gaps([Look(_at(60), "")], since=NINE, until=_at(120)) == []
    found = gaps([Look(_at(90), "")], since=NINE, until=_at(120))
    assert found == [Gap(NINE, _at(90), "没有探测记录")]
    assert found[0].sentence == "2022年2月21日 09:00 至 2022年2月21日 10:30：没有探测记录"


def test_from_a_bad_look_to_the_next_good_one_is_one_gap() -> None:
    looks = [Look(_at(30), ""), Look(_at(60), "没有回应"), Look(_at(90), "没有回应"), Look(_at(120), "")]
    assert gaps(looks, since=NINE, until=_at(150)) == [Gap(_at(60), _at(120), "没有回应")]


def test_a_page_that_nobody_ever_looked_at_is_a_gap_from_beginning_to_end() -> None:
    assert gaps([], since=NINE, until=_at(600)) == [Gap(NINE, _at(600), "没有探测记录")]


def test_looks_after_the_last_day_say_nothing_of_it() -> None:
    looks = [Look(_at(30), ""), Look(_at(90), "页面答复 404")]
    assert gaps(looks, since=NINE, until=_at(60)) == []


def test_a_suspended_window_is_still_shown_after_what_was_to_be_its_last_day() -> None:
    window = WindowState("w", "unit", posted_at=NINE, closes_at=_at(600))
    seen = [Look(_at(n), "") for n in range(30, 601, 30)]
    suspended = replace(window, suspended_at=_at(300), days_left=3)
    assert gaps_of(window, seen, _at(900)) == []
    assert gaps_of(suspended, seen, _at(900)) == [Gap(_at(600), _at(900), "没有探测记录")]
    taken_down = replace(suspended, closed_at=_at(570))
    assert gaps_of(taken_down, seen, _at(900)) == [], "after it was taken down nobody looks for it"
