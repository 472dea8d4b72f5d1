"""Months that are full between a date of the form and the day on which it was handed in (民法典第 202 条)."""

from datetime import date

import pytest

from engine.commands import SendBack
from engine.conditions import HANDED_IN, Comparison, fact_of, holds
from engine.explain import rule_results
from engine.months import months_after, whole_months
from engine.refusals import FormIncomplete
from engine.state import facts_of
from tests.engine.builders import ANSWERS, DANG, FIELDS, Office, a_process, at, sign

FOUNDED = {"key": "founded", "label": "成立日期", "type": "date"}
A_YEAR = Comparison(field="founded.months", op=">=", value=12)
RULE = {
    "key": "a_year",
    "title": "运行满一年",
    "clause": "第三条",
    "checked_at": "nominate",
    "condition": {"field": "founded.months", "op": ">=", "value": 12},
}


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        ("2021-03-01", "2022-02-28", 11),
        ("2021-03-01", "2022-03-01", 12),
        ("2021-01-31", "2021-02-27", 0),
        ("2021-01-31", "2021-02-28", 1),  # the month without such a day is full on its last day
        ("2020-02-29", "2021-02-28", 12),
        ("2021-03-01", "2021-03-01", 0),
        ("2022-03-01", "2021-03-01", 0),
    ],
)
def test_months_are_full_on_the_same_day_or_on_the_last_of_the_month(
    since: str, until: str, months: int
) -> None:
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    assert whole_months(first, last) == months
    assert months_after(first, months) <= last or months == 0
    assert months_after(first, months + 1) > last


def test_without_a_date_or_before_anything_was_handed_in_there_are_no_months() -> None:
    for facts in ({}, {"founded": "2021-03-01"}, {HANDED_IN: "2022-03-01"}, {"founded": "2021-13-01"}):
        assert fact_of(facts, "founded.months") is None
        assert not holds(A_YEAR, facts)


def an_office() -> Office:
    form = {"subject": "name", "identity": "id_no", "fields": [*FIELDS, FOUNDED]}
    return Office(a_process(sign("review", "party", may=["send_back"]), rules=[RULE], form=form)).opens()


def test_what_is_old_enough_on_the_day_of_handing_in_is_old_enough() -> None:
    office = an_office()
    day_before = f"{office.now.year - 1}-{office.now:%m-%d}"
    assert day_before == "2021-02-21"
    with pytest.raises(FormIncomplete, match="不符合；满 11 个月"):
        office.submits(answers={**ANSWERS, "founded": "2021-02-22"})
    office.submits(answers={**ANSWERS, "founded": "2021-02-21"})
    assert office.open_steps == ["review"]


def test_later_the_months_are_still_those_of_the_day_of_handing_in() -> None:
    office = an_office().submits(answers={**ANSWERS, "founded": "2021-02-21"})
    office.later(at(3, 28))
    [found] = rule_results(office.process, facts_of(office.state), case=office.state)
    assert (found.met, found.evidence) == (True, "符合；满 12 个月")
    office.ask(SendBack(DANG, office.mine(DANG).id, "nominate", "请补正"))
    office.advances().submits(answers={**ANSWERS, "founded": "2021-02-21"})
    [again] = rule_results(office.process, facts_of(office.state), case=office.state)
    assert again.evidence == "符合；满 13 个月"
