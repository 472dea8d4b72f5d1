"""Eligible, complying and receiving are three things, each with its own day and reason."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from engine.hardship.standing import Checked, Known, standings

FILED = Known(
    today=date(2023, 6, 1),
    filed_on=date(2022, 11, 28),
    exited_on=None,
    exit_why="",
    checks=[Checked(date(2022, 11, 10), "deep", "application")],
    paid=[],
)


def told(known: Known) -> dict[str, tuple[bool, date | None]]:
    return {one.key: (one.holds, one.since) for one in standings(known)}


def test_pain_22_eligible_complying_and_receiving_are_three_dated_states() -> None:
    nothing_paid = told(FILED)
    assert nothing_paid == {
        "eligible": (True, date(2022, 11, 10)),
        "complying": (True, date(2022, 11, 28)),
        "receiving": (False, None),
    }
    not_verified = told(replace(FILED, today=date(2024, 1, 1), paid=[(date(2023, 3, 1), Decimal(5000))]))
    assert not_verified["eligible"] == (True, date(2022, 11, 10))
    assert not_verified["complying"] == (False, date(2024, 1, 1))
    assert not_verified["receiving"] == (True, date(2023, 3, 1))
    above = [*FILED.checks, Checked(date(2023, 5, 8), "none", "reverification")]
    no_more = told(replace(FILED, checks=above, paid=[(date(2023, 3, 1), Decimal(5000))]))
    assert no_more["eligible"] == (False, date(2023, 5, 8))
    assert no_more["complying"] == (True, date(2022, 11, 28))
    assert no_more["receiving"] == (True, date(2023, 3, 1))


@pytest.mark.parametrize(("reported", "complies"), [(date(2023, 3, 31), True), (date(2023, 4, 1), False)])
def test_a_change_is_reported_within_thirty_days(reported: date, complies: bool) -> None:  # noqa: FBT001
    change = Checked(reported, "relative", "change", happened_on=date(2023, 3, 1))
    assert told(replace(FILED, checks=[*FILED.checks, change]))["complying"][0] is complies


def test_a_child_of_age_who_has_not_signed_keeps_the_household_from_complying() -> None:
    (_, complying, _) = standings(replace(FILED, unsigned=["子女"]))
    assert (complying.holds, complying.because) == (False, "子女没有签核对授权")


def test_an_exit_ends_eligibility_on_its_day_with_its_reason() -> None:
    (eligible, complying, _) = standings(replace(FILED, exited_on=date(2023, 4, 1), exit_why="脱困"))
    assert (eligible.holds, eligible.since, eligible.because) == (False, date(2023, 4, 1), "已退出：脱困")
    assert complying.holds


def test_help_of_more_than_a_year_ago_is_none_any_more() -> None:
    (_, _, receiving) = standings(replace(FILED, paid=[(date(2022, 5, 1), Decimal(1))]))
    assert (receiving.holds, receiving.since) == (False, date(2023, 5, 1))


def test_help_of_a_year_ago_to_the_day_still_counts() -> None:
    (_, _, receiving) = standings(replace(FILED, paid=[(date(2022, 6, 1), Decimal(1))]))
    assert (receiving.holds, receiving.since) == (True, date(2022, 6, 1))
