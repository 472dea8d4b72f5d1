"""A household is monitored for as long as one of its reasons holds, and not a day longer."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from engine.relapse.population import PopulationRules, ReasonRule, holds_on, until
from engine.relapse.population_rule import PopulationAsked, population_of
from engine.rulebook.answer import Answer

CONTENT = yaml.safe_load(Path("seeds/rules/population_2022.yaml").read_text("utf-8"))["content"]
TWO_YEARS = ReasonRule(reason="left", title="脱困未满两年", months=24, clause="")


def asked(day: str, **since: str) -> Answer:
    entered = [{"reason": reason, "since": when} for reason, when in since.items()]
    return population_of(PopulationAsked.model_validate({"rules": CONTENT, "as_of": day, "entered": entered}))


@pytest.mark.parametrize(("day", "result"), [("2022-11-01", "in"), ("2022-11-02", "out")])
def test_who_left_is_in_for_two_years_to_the_day(day: str, result: str) -> None:
    assert asked(day, left="2020-11-02").result == result


def test_nobody_is_in_before_the_day_from_which_the_reason_counts() -> None:
    since = date(2022, 11, 2)
    assert [holds_on(TWO_YEARS, since, day) for day in (date(2022, 11, 1), since)] == [False, True]


def test_one_reason_that_holds_is_enough_and_each_is_told_with_its_clause() -> None:
    answer = asked("2022-11-01", left="2020-01-01", hotline="2022-06-01")
    assert (answer.result, [one.value for one in answer.figures]) == ("in", [False, True])
    assert all(one.clause for one in answer.figures)


def test_a_reason_without_an_end_holds_until_somebody_ends_it() -> None:
    assert asked("2032-01-01", relative="2022-01-01").result == "in"


@pytest.mark.parametrize(
    ("since", "months", "end"),
    [
        (date(2022, 1, 31), 1, date(2022, 3, 1)),  # no 31st of February: a day more, not less
        (date(2020, 2, 29), 12, date(2021, 3, 1)),
        (date(2022, 10, 31), 1, date(2022, 12, 1)),
        (date(2021, 12, 15), 12, date(2022, 12, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_first_after_it(since: date, months: int, end: date) -> None:
    rule = TWO_YEARS.model_copy(update={"months": months})
    assert until(rule, since) == end
    assert not holds_on(rule, since, end)


def test_what_cannot_be_is_refused_with_every_finding() -> None:
    with pytest.raises(ValidationError) as caught:
        asked("2022-01-01", left="2022-02-01", hotline="2023-01-01")
    assert all(part in str(caught.value) for part in ("left 的日期", "hotline 的日期"))
    with pytest.raises(ValidationError, match="写了 2 次"):
        PopulationRules.model_validate(CONTENT | {"reasons": [CONTENT["reasons"][0]] * 2})
