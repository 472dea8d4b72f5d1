"""Where each rule about a household begins and ends, to the day and the cent: one side holds, the other does not."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from engine.hardship.classing import class_of
from engine.hardship.file_checks import Asked, findings_of
from engine.hardship.file_reckoning import application_of, class_of_file
from engine.hardship.household import Application
from engine.hardship.parameters import HardshipParameters
from tests.engine.households import DAY, PLACE, YEAR, a_file, members, said_of
from tests.engine.test_hardship import PLACE as WRITTEN
from tests.engine.test_hardship import a_household, asked, figure


def said(**changes: object) -> str:
    """What is wrong with the papers; nothing when they can be reckoned with."""
    try:
        asked(**changes)
    except ValidationError as wrong:
        return str(wrong)
    return ""


def earning(amount: object) -> list[dict[str, Any]]:
    """The household of three with this wage."""
    first, *others = a_household()["members"]
    return [{**first, "incomes": [{"kind": "wage", "amount": amount}]}, *others]


@pytest.mark.parametrize(
    ("day", "found"), [("2021-11-10", ""), ("2021-11-09", "早于"), ("2022-11-10", ""), ("2022-11-11", "晚于")]
)
def test_a_bill_counts_from_the_first_day_of_the_months_to_that_of_the_application(
    day: str, found: str
) -> None:
    told = said(rigid=[{"kind": "medical", "amount": 1, "day": day}])
    assert (found in told) if found else told == ""


@pytest.mark.parametrize(("day", "holds"), [("2022-12-31", True), ("2023-01-01", False)])
def test_parameters_hold_to_their_last_day(day: str, *, holds: bool) -> None:
    assert (said(applied_on=day) == "") is holds


def test_a_loss_below_nothing_is_refused_and_a_child_signs_nothing() -> None:
    assert "意外损失为 -0.01 元" in said(accident_loss="-0.01")
    child = {"who": "孙女", "adult": False, "authorised": False}
    assert said(members=[*a_household()["members"], child]) == ""


def test_an_able_child_is_no_idle_adult() -> None:
    child = {"who": "儿子", "adult": False}
    answer = class_of(asked(members=[*a_household()["members"], child]))
    assert figure(answer, "imputed") == 0


def test_the_imputed_wage_is_that_of_the_months_that_are_reckoned() -> None:
    half = {**WRITTEN, "months": 6}
    idle = [*a_household()["members"][:2], {"who": "儿子"}]
    answer = class_of(asked(members=idle, parameters=half))
    assert figure(answer, "imputed") == 1950 * 6


@pytest.mark.parametrize("kind", ["compulsory_study", "elite_study"])
def test_compulsory_and_elite_education_lower_nothing(kind: str) -> None:
    answer = class_of(asked(rigid=[{"kind": kind, "amount": 20000}]))
    assert figure(answer, "rigid") == 0


@pytest.mark.parametrize(
    "kind",
    [
        "basic_pension", "veterans_allowance", "disability_allowance", "scholarship", "old_age_allowance",
        "nursing_fee", "holiday_gift",
    ],
)  # fmt: skip
def test_what_the_state_or_the_union_gives_for_a_purpose_is_no_income(kind: str) -> None:
    first, *others = a_household()["members"]
    first["incomes"] = [*first["incomes"], {"kind": kind, "amount": 9999}]
    assert figure(class_of(asked(members=[first, *others])), "income") == 38400


@pytest.mark.parametrize("kind", ["business", "property", "transfer", "rent", "donation", "union_aid"])
def test_every_other_income_counts(kind: str) -> None:
    first, *others = a_household()["members"]
    first["incomes"] = [*first["incomes"], {"kind": kind, "amount": 100}]
    assert figure(class_of(asked(members=[first, *others])), "income") == 38500


def test_the_edge_ends_below_three_lines_and_hardship_is_never_on_it() -> None:
    near, far = (class_of(asked(members=earning(one), rigid=[])) for one in ("79919.99", "79920"))
    assert (near.result, figure(near, "edge"), figure(far, "edge")) == ("none", True, False)
    assert [figure(class_of(asked(medical=one)), "edge") for one in ("14600", "2000")] == [False, False]


@pytest.mark.parametrize(("assets", "found"), [("20000", "deep"), ("20000.01", "relative")])
def test_savings_above_the_limit_of_the_place_keep_a_household_from_deep_hardship(
    assets: str, found: str
) -> None:
    given = {**WRITTEN, "assets_limit": "20000"}
    assert class_of(asked(assets=assets, parameters=given)).result == found


def test_exactly_above_the_line_twice_over_the_place_may_say_another_multiple() -> None:
    given = {**WRITTEN, "relative_multiple": "3", "edge_multiple": "4"}
    answer = class_of(asked(members=earning("53280"), rigid=[], parameters=given))
    assert (answer.result, figure(answer, "relative_line")) == ("relative", 2220)


@pytest.mark.parametrize(
    ("assets", "found"),
    [([{"kind": "home"}], ()), ([{"kind": "home"}, {"kind": "home"}], ("second_home",))],
)
def test_the_home_that_is_lived_in_excludes_nobody(
    assets: list[Mapping[str, object]], found: tuple[str, ...]
) -> None:
    assert application_of(a_file(assets=assets), PLACE, DAY).traits == found


@pytest.mark.parametrize(
    ("areas", "by_head", "found"),
    [
        (("50", "40"), "30", ()),
        (("50", "40.01"), "30", ("second_home",)),
        (("50", None), "30", ("second_home",)),
        (("5", "5"), None, ("second_home",)),
        (("500",), "30", ()),
    ],
)
def test_two_homes_exclude_above_the_area_by_head_of_the_place(
    areas: tuple[str | None, ...], by_head: str | None, found: tuple[str, ...]
) -> None:
    place = HardshipParameters.model_validate({**WRITTEN, "home_area": by_head})
    assets = [{"kind": "home", "area": one} for one in areas]
    assert application_of(a_file(assets=assets), place, DAY).traits == found


def test_a_home_without_size_is_none() -> None:
    assert "第 1 项财产的面积为 0，须大于零。" in said_of(a_file(assets=[{"kind": "home", "area": "0"}]))


def test_a_bill_of_an_elite_school_says_by_itself_what_excludes() -> None:
    bill = {"kind": "elite_study", "day": "2022-09-01", "paid": "1"}
    answer = class_of_file(a_file(bills=[bill]), PLACE, DAY)
    assert (answer.result, "自费择校" in answer.sentence) == ("none", True)


def test_only_savings_are_financial_assets() -> None:
    assets = [{"kind": "deposit", "value": "300"}, {"kind": "home", "value": "900000"}]
    assert application_of(a_file(assets=assets), PLACE, DAY).assets == 300


def test_the_proof_in_the_file_keeps_the_wage_from_being_imputed() -> None:
    idle = [*members()[:2], {**members()[2], "studying": False}]
    excused = [*idle[:2], {**idle[2], "excuse": "照料病人，社区证明"}]
    by_head = [class_of_file(a_file(members=one), PLACE, DAY).figures for one in (idle, excused)]
    assert [next(one.value for one in figures if one.key == "imputed") for figures in by_head] == [23400, 0]


@pytest.mark.parametrize(("born", "adult"), [("20041110", True), ("20041111", False), ("99999999", True)])
def test_of_age_on_the_eighteenth_birthday_and_whoever_has_none_signs(born: str, *, adult: bool) -> None:
    third = a_file().members[2].model_copy(update={"id_number": f"999999{born}0026"})
    assert third.is_adult(DAY) is adult


@pytest.mark.parametrize(
    ("place", "change", "found"),
    [
        (1, {"authorised_on": "2022-11-10"}, ""),
        (1, {"id_number": "999999200211100029"}, ""),
        (1, {"id_number": "999999200211110025"}, "不到法定婚龄"),
        (2, {"id_number": "999999200611100021", "working": True, "studying": False}, "收入"),
        (2, {"id_number": "999999200611110028", "working": True, "studying": False}, "不满十六周岁"),
        (2, {"id_number": "999999202211110021", "studying": False}, "晚于填报日"),
    ],
)
def test_ages_and_signatures_to_the_day(place: int, change: dict[str, object], found: str) -> None:
    people = members()
    people[place] |= change
    told = [one for one in said_of(a_file(members=people)) if "身份证号不正确" not in one]
    assert any(found in one for one in told) if found else told == [], told
    assert ("不满十六周岁" in "".join(told)) is ("不满十六周岁" in found)


def test_there_is_one_spouse() -> None:
    told = said_of(a_file(members=[*members(), {**members()[1], "id_number": "999999197603041240"}]))
    assert any("“配偶”至多一人，现有 2 人" in one for one in told)


def test_incomes_of_the_months_after_are_not_of_the_window_and_two_rents_at_once_are_two() -> None:
    wage = {"kind": "wage", "amount": "38400", **YEAR}
    late = members(incomes=[{**wage, "last": "2022-11"}])
    assert any("不在核算期" in one for one in said_of(a_file(members=late)))
    rents = [wage, *({"kind": "rent", "amount": "1", **YEAR} for _ in range(2))]
    assert said_of(a_file(members=members(incomes=rents))) == []


@pytest.mark.parametrize(
    ("bill", "found"),
    [
        ({"day": "2021-11-10", "paid": "1"}, ""),
        ({"day": "2022-11-10", "paid": "1"}, ""),
        ({"day": "2022-05-01", "paid": "1", "reimbursed": "1"}, ""),
        ({"day": "2022-05-01", "paid": "1", "reimbursed": "-1"}, "不得为负"),
    ],
)
def test_bills_of_the_first_and_the_last_day_are_in_the_file(bill: dict[str, object], found: str) -> None:
    told = "".join(said_of(a_file(bills=[{"kind": "care", **bill}])))
    assert (found in told) if found else told == ""


def test_the_same_file_is_deep_or_not_as_the_wording_of_its_place_says() -> None:
    people = members(incomes=[{"kind": "wage", "amount": str(740 * 36), **YEAR}])
    file = a_file(members=people, bills=[])
    hebei = HardshipParameters.model_validate({**WRITTEN, "deep_cmp": "le"})
    assert [class_of_file(file, one, DAY).result for one in (PLACE, hebei)] == ["relative", "deep"]


def test_more_spent_than_earned_is_below_every_line_and_is_shown_as_it_is() -> None:
    answer = class_of(asked(medical="50000"))
    assert answer.result == "deep"
    assert figure(answer, "by_head") == (Decimal(38400) - Decimal(57000)) / 36


def test_parameters_of_another_year_reckon_nothing() -> None:
    found = findings_of(Asked(a_file(), PLACE, date(2021, 12, 31)))
    assert any("不在参数有效期内" in one.sentence for one in found)


def test_nobody_in_it_is_a_finding_of_its_own() -> None:
    with pytest.raises(ValidationError, match="家庭成员至少一人"):
        Application.model_validate(a_household(members=[]))
