"""One household, one file: what is wrong with it is said at once, and the answer is that of the rule."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.hardship.classing import class_of
from engine.hardship.file_checks import Asked, findings_of
from engine.hardship.file_reckoning import Aided, application_of, class_of_file
from engine.hardship.lines import income_lines, rigid_lines
from tests.engine.households import DAY, PLACE, SPOUSE, YEAR, a_file, members, said_of


def test_a_file_in_order_has_no_findings_and_is_reckoned_as_the_rule_reckons() -> None:
    assert said_of(a_file()) == []
    answer = class_of_file(a_file(), PLACE, DAY)
    assert answer == class_of(application_of(a_file(), PLACE, DAY))
    assert answer.result == "deep"
    assert "466.67" in answer.sentence


def _second(**changes: object) -> list[dict[str, Any]]:
    first, second, third = members()
    return [first, {**second, **changes}, third]


def _wage(*lines: dict[str, object]) -> list[dict[str, Any]]:
    return members(incomes=[{"kind": "wage", **YEAR, **one} for one in lines])


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"members": _wage({"amount": "-1"})}, "为 -1 元，不得为负"),
        ({"members": _wage({"amount": "1", "first": "2021-10"})}, "不在核算期 2021-11 至 2022-10 内"),
        ({"members": _wage({"amount": "1", "first": "2022-03", "last": "2022-01"})}, "晚于止月"),
        ({"members": _wage({"amount": "1", "first": "2022-01"})}, "缺 2021-11、2021-12 的收入"),
        ({"members": _wage({"amount": "1"}, {"amount": "2", "first": "2022-10"})}, "写了两次：2022-10"),
        ({"members": _second(authorised_on=None)}, "配偶未签《家庭经济状况核对授权委托书》"),
        ({"members": _second(authorised_on="2022-11-11")}, "晚于填报日"),
        ({"members": _second(id_number="999999200510101229")}, "不到法定婚龄"),
        ({"members": _second(id_number="999999197603041225")}, "身份证号不正确"),
        ({"members": _second(id_number="999999200305060026")}, "写了 2 次，每人只写一次"),
        ({"members": _second(relation="子女", id_number="999999197002010043")}, "年龄与关系矛盾"),
        ({"members": _second(relation="父母")}, "年龄与关系矛盾"),
        ({"members": _second(relation="子女", id_number="999999201001010067", working=True)}, "不满十六周岁"),
        ({"members": _second(relation="本人")}, "须有且只有一人，现有 2 人"),
        ({"members": _second(name=" ")}, "没有写姓名"),
        ({"bills": [{"kind": "medical", "day": "2021-11-09", "paid": "1"}]}, "早于核算期"),
        ({"bills": [{"kind": "medical", "day": "2022-11-11", "paid": "1"}]}, "晚于填报日"),
        (
            {"bills": [{"kind": "care", "day": "2022-05-01", "paid": "1", "reimbursed": "2"}]},
            "多于支付的 1 元",
        ),
        ({"bills": [{"kind": "care", "day": "2022-05-01", "paid": "-1"}]}, "不得为负"),
        ({"assets": [{"kind": "deposit", "value": "-5"}]}, "不得为负"),
        ({"accident_loss": "-5"}, "不得为负"),
    ],
)
def test_each_slip_is_one_finding(changes: dict[str, object], found: str) -> None:
    said = said_of(a_file(**changes))
    assert any(found in one for one in said), said


def test_somebody_in_another_file_is_named_by_the_relation_and_that_files_number() -> None:
    assert said_of(a_file(), {SPOUSE: "KN-2022-0003"}) == [
        "配偶已在另一户（KN-2022-0003）中，一人只能在一份档案里。"
    ]


def test_every_slip_is_told_at_once_with_its_place_and_without_a_name() -> None:
    wrong = a_file(
        members=_wage({"amount": "-1"}),
        bills=[{"kind": "medical", "day": "2021-11-09", "paid": "1", "reimbursed": "2"}],
        accident_loss="-5",
    )
    found = findings_of(Asked(wrong, PLACE, DAY))
    assert [one.place for one in found] == [
        ("members", 0, "incomes", 0, "amount"),
        ("bills", 0, "reimbursed"),
        ("bills", 0, "day"),
        ("accident_loss",),
    ]
    assert not any("演示" in one.sentence for one in found)


def test_a_day_outside_the_years_of_the_parameters_is_a_finding() -> None:
    said = [one.sentence for one in findings_of(Asked(a_file(), PLACE, date(2024, 1, 5)))]
    assert any("不在参数有效期内" in one for one in said)


def test_what_does_not_count_is_shown_with_its_clause() -> None:
    incomes = [{"kind": kind, "amount": "100", **YEAR} for kind in ("holiday_gift", "nursing_fee", "rent")]
    wage = {"kind": "wage", "amount": "38400", **YEAR}
    file = a_file(
        members=members(incomes=[wage, *incomes]),
        bills=[{"kind": "compulsory_study", "day": "2022-09-01", "paid": "800"}],
    )
    asked = application_of(file, PLACE, DAY)
    assert [one.what for one in income_lines(asked) if not one.counts] == ["节日慰问", "工伤护理费"]
    assert [(one.what, one.counts, one.why) for one in rigid_lines(asked)] == [
        ("义务教育", False, "义务教育阶段不计入因学支出")
    ]


def test_an_idle_adult_is_a_line_of_its_own() -> None:
    lines = income_lines(application_of(a_file(members=_second(able=True)), PLACE, DAY))
    assert [(one.whose, one.amount) for one in lines if "推定" in one.what] == [("配偶", Decimal(23400))]


def test_help_of_the_union_in_the_window_counts_as_income() -> None:
    asked = application_of(a_file(), PLACE, DAY, [Aided(Decimal(5000))])
    assert [(one.what, one.counts) for one in income_lines(asked)] == [
        ("工资奖金", True),
        ("工会帮扶金", True),
    ]


@pytest.mark.parametrize(
    ("assets", "found"),
    [
        ([{"kind": "home"}, {"kind": "home"}], ("second_home",)),
        ([{"kind": "vehicle"}], ("motor_vehicle",)),
        ([{"kind": "vehicle", "mobility_aid": True}], ()),
        ([{"kind": "share"}], ()),
        ([{"kind": "share", "controlling": True}], ("controlling_shareholder",)),
    ],
)
def test_what_is_owned_becomes_what_excludes(assets: list[dict[str, object]], found: tuple[str, ...]) -> None:
    assert application_of(a_file(assets=assets), PLACE, DAY).traits == found


def test_of_several_children_each_is_called_by_a_number() -> None:
    assert a_file(members=[*members(), members()[2]]).labels == ("本人", "配偶", "子女1", "子女2")
