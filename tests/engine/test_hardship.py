"""Worked households: the class to the cent, what excludes, what is wrong with the papers."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from engine.hardship.classing import class_of
from engine.hardship.household import Application, window_start
from engine.rulebook.answer import Answer, Value

PLACE = yaml.safe_load(Path("seeds/rules/hardship_xian_2022.yaml").read_text(encoding="utf-8"))["content"]


def a_household(medical: object = "14600", **changes: object) -> dict[str, Any]:
    """Three persons, one wage, one disabled, one at college."""
    return {
        "parameters": PLACE,
        "applied_on": "2022-11-10",
        "members": [
            {"who": "本人", "working": True, "incomes": [{"kind": "wage", "amount": "38400"}]},
            {"who": "配偶", "able": False},
            {"who": "女儿", "studying": True},
        ],
        "rigid": [{"kind": "medical", "amount": medical}, {"kind": "study", "amount": "7000"}],
        **changes,
    }


def asked(**changes: object) -> Application:
    return Application.model_validate(a_household(**changes))


def figure(answer: Answer, key: str) -> Value:
    return next(one.value for one in answer.figures if one.key == key)


def test_large_bills_make_a_household_deep() -> None:
    answer = class_of(asked())
    assert answer.result == "deep"
    assert "深度困难" in answer.sentence
    assert f"{figure(answer, 'by_head'):.2f}" == "466.67"


def test_with_small_bills_the_same_household_is_relative() -> None:
    answer = class_of(asked(medical="2000"))
    assert answer.result == "relative"
    assert f"{figure(answer, 'by_head'):.2f}" == "816.67"


def test_exactly_twice_the_line_is_no_hardship_and_goes_to_monitoring() -> None:
    members = a_household()["members"]
    members[0]["incomes"][0]["amount"] = "53280"
    answer = class_of(asked(members=members, rigid=[]))
    assert (answer.result, figure(answer, "by_head"), figure(answer, "edge")) == ("none", 1480, True)


def test_a_hair_below_twice_the_line_is_relative_though_it_prints_the_same() -> None:
    members = a_household()["members"]
    members[0]["incomes"][0]["amount"] = "53279.99"
    assert class_of(asked(members=members, rigid=[])).result == "relative"


@pytest.mark.parametrize(("proof", "by_head", "found"), [("", 1100, "relative"), ("医院证明", 450, "deep")])
def test_an_idle_son_counts_with_the_minimum_wage_unless_there_is_proof(
    proof: str, by_head: int, found: str
) -> None:
    members = [
        {"who": "本人", "working": True, "incomes": [{"kind": "wage", "amount": 31200}]},
        {"who": "配偶", "able": False},
        {"who": "儿子", "proof": proof},
    ]
    answer = class_of(asked(members=members, rigid=[{"kind": "housing", "amount": 15000}]))
    assert (figure(answer, "by_head"), answer.result) == (by_head, found)


def test_union_aid_of_the_year_counts_as_income_and_a_holiday_gift_does_not() -> None:
    members = a_household()["members"]
    members[1]["incomes"] = [{"kind": "union_aid", "amount": 8000}, {"kind": "holiday_gift", "amount": 500}]
    assert figure(class_of(asked(members=members)), "earned") == 46400


@pytest.mark.parametrize(("deep_cmp", "found"), [("lt", "relative"), ("le", "deep")])
def test_exactly_the_line_depends_on_the_wording_of_the_place(deep_cmp: str, found: str) -> None:
    members = a_household()["members"]
    members[0]["incomes"][0]["amount"] = 740 * 36
    given = {**PLACE, "deep_cmp": deep_cmp}
    assert class_of(asked(members=members, rigid=[], parameters=given)).result == found


@pytest.mark.parametrize(
    ("scope", "trait", "found"),
    [
        ("no_file", "hides_income", "none"),
        ("not_deep", "hides_income", "relative"),
        ("no_file", "second_home", "relative"),
    ],
)
def test_what_excludes_reaches_as_far_as_the_place_says(scope: str, trait: str, found: str) -> None:
    answer = class_of(asked(traits=[trait], parameters={**PLACE, "exclusion_scope": scope}))
    assert (answer.result, figure(answer, "exclusions")) == (found, trait)


def test_a_loss_above_four_fifths_of_the_income_is_hardship_by_accident() -> None:
    members = a_household()["members"]
    members[0]["incomes"][0]["amount"] = 100000
    assert class_of(asked(members=members, rigid=[], accident_loss=80000)).result == "none"
    assert class_of(asked(members=members, rigid=[], accident_loss="80000.01")).result == "accident"


@pytest.mark.parametrize(
    ("applied_on", "first"), [("2022-11-30", "2021-11-30"), ("2024-02-29", "2023-02-28")]
)
def test_the_months_before_the_application_begin_on_the_same_day(applied_on: str, first: str) -> None:
    given = {**PLACE, "valid_to": "2024-12-31"}
    application = asked(applied_on=applied_on, parameters=given)
    assert window_start(application).isoformat() == first


def test_all_that_is_wrong_with_the_papers_is_said_at_once() -> None:
    members = a_household()["members"]
    members[0]["incomes"][0]["amount"] = -1
    members[1] |= {"in_file": "0042", "authorised": False}
    late = [{"kind": "medical", "amount": 1, "day": date(2021, 11, 9)}]
    with pytest.raises(ValidationError) as caught:
        asked(members=members, rigid=late)
    said = str(caught.value)
    assert all(part in said for part in ("不得为负", "0042", "授权委托书", "早于核算期"))
