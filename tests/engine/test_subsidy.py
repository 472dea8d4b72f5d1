"""劳模专项补助 by the parameters of Hubei in 2025, which stand in for those of Shaanxi."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from engine.rulebook.answer import Answer
from engine.subsidy.of_case import ceiling, reckon
from engine.subsidy.question import SubsidyAsked, SubsidyParameters
from engine.subsidy.rule import answer
from seeds.rule_sets import NoSuchSet, named


def _ask(**told: object) -> Answer:
    parameters = named("subsidy.amount", "hubei 2025", None).content
    return answer(SubsidyAsked.model_validate({"parameters": parameters, **told}))


@pytest.mark.parametrize(
    ("situation", "income", "amount"),
    [
        ("在职", 5900, "666"),
        ("in_post", "5000", "1000"),
        ("in_post", "6565.99", "0.01"),
        ("retired", 3552, "0"),
        ("离退休", 9000, "0"),
    ],
)
def test_the_subsidy_fills_up_to_the_line_and_no_further_than_its_cap(
    situation: str, income: object, amount: str
) -> None:
    assert _ask(situation=situation, income=income).result == Decimal(amount)


def test_what_is_capped_still_shows_the_whole_gap() -> None:
    figures = {one.key: one.value for one in _ask(situation="in_post", income=5000).figures}
    assert (figures["gap"], figures["most"], figures["amount"]) == (1566, 1000, 1000)


def test_a_farmer_must_be_of_age_and_without_fixed_income_and_what_is_not_told_is_unknown() -> None:
    told = {"situation": "farmer", "income": 200, "sex": "女"}
    assert _ask(**told, age=55, fixed_income=False).result == Decimal(800)
    assert _ask(**told, age=54, fixed_income=False).result == Decimal(0)
    assert _ask(**told, age=55).result == "unknown"


def test_a_revoked_honour_gives_nothing_and_special_hardship_is_judged_case_by_case() -> None:
    assert _ask(situation="in_post", income=0, facts={"honour_revoked": True}).result == Decimal(0)
    assert _ask(kind="special").result == "case_by_case"
    assert _ask(kind="春节慰问金").result == "unknown"


def test_a_negative_income_and_an_unknown_exclusion_are_both_named() -> None:
    with pytest.raises(ValidationError, match=r"没有“rich”这种排除情形；本人月收入 -1 元小于 0"):
        _ask(situation="in_post", income=-1, facts={"rich": True})


def _applies(**changes: object) -> Answer:
    """Somebody in post applies with the form of 2022, whose figures stand in for those of Shaanxi."""
    form = {
        "kind": "生活困难补助金",
        "situation": "在职",
        "gender": "男",
        "born_on": "1970-05",
        "income": "5900.00",
        "under_investigation": False,
        "moved_abroad": False,
        "lost_contact": False,
    }
    content = named("subsidy.amount", "subsidy_shaanxi", date(2022, 3, 1)).content
    return reckon({**form, **changes}, SubsidyParameters.model_validate(content), date(2022, 3, 1))


@pytest.mark.parametrize(
    ("changes", "most"),
    [
        ({}, "666"),
        ({"income": "5000"}, "1000"),
        ({"income": "7000"}, "0"),
        ({"situation": "离退休", "income": "3000"}, "552"),
        ({"situation": "农民", "income": "200", "born_on": "1962-03", "fixed_income": False}, "800"),
        ({"situation": "农民", "income": "200", "born_on": "1962-04", "fixed_income": False}, "0"),
        ({"kind": "春节慰问金", "income": None}, "1000"),
        ({"kind": "特殊困难帮扶金", "income": None}, "10000"),
        ({"moved_abroad": True}, "0"),
    ],
)
def test_the_form_of_the_year_gives_the_most_that_may_be_granted(
    changes: dict[str, object], most: str
) -> None:
    assert ceiling(_applies(**changes)) == Decimal(most)


def test_where_the_parameters_do_not_say_there_is_no_ceiling() -> None:
    content = named("subsidy.amount", "hubei 2025", None).content
    with pytest.raises(ValueError, match="没有固定标准"):
        ceiling(answer(SubsidyAsked.model_validate({"parameters": content, "kind": "special"})))


def test_a_year_without_parameters_is_named() -> None:
    with pytest.raises(NoSuchSet, match="没有适用于 2023-03-01 的版本"):
        named("subsidy.amount", "subsidy_shaanxi", date(2023, 3, 1))
