"""Duties of an open file, as of any day: told before the last day, late after it, done by the next check."""

from datetime import date

import pytest

from engine.hardship.duties import OpenFile, duties_of

FILED = date(2022, 12, 5)


def at(day: date, file: OpenFile) -> list[tuple[str, str, str | None]]:
    return [(one.kind, one.due.isoformat(), one.stage(day)) for one in duties_of(file)]


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2022, 12, 31), None),  # the year of the filing owes nothing
        (date(2023, 11, 30), None),
        (date(2023, 12, 1), "soon"),
        (date(2023, 12, 31), "soon"),
        (date(2024, 1, 1), "late"),
    ],
)
def test_the_yearly_check_is_due_on_the_last_day_of_each_year_after_the_filing(
    day: date, stage: str | None
) -> None:
    assert at(day, OpenFile(FILED, date(2022, 11, 10))) == [("yearly", "2023-12-31", stage)]


def test_a_check_early_in_the_year_is_that_years_check() -> None:
    assert at(date(2024, 1, 1), OpenFile(FILED, date(2023, 2, 1))) == [("yearly", "2024-12-31", None)]


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2023, 3, 1), None),
        (date(2023, 3, 20), None),
        (date(2023, 3, 21), "soon"),
        (date(2023, 4, 1), "late"),
    ],
)
def test_a_change_is_reported_within_thirty_days(day: date, stage: str | None) -> None:
    changed = OpenFile(FILED, date(2022, 11, 10), date(2023, 3, 1))
    assert at(day, changed)[0] == ("change", "2023-03-31", stage)


def test_a_check_after_the_change_has_reported_it() -> None:
    assert [
        kind for kind, _, _ in at(date(2023, 5, 1), OpenFile(FILED, date(2023, 3, 2), date(2023, 3, 1)))
    ] == ["yearly"]


def test_a_check_on_the_very_day_of_the_change_has_reported_it() -> None:
    same_day = OpenFile(FILED, date(2023, 3, 1), date(2023, 3, 1))
    assert [kind for kind, _, _ in at(date(2023, 5, 1), same_day)] == ["yearly"]
