"""What a body knows and the file does not say is a contradiction; what both say is none."""

from decimal import Decimal
from typing import Any

import pytest

from engine.hardship.exchange import fact_in, wrong_in
from engine.hardship.matching import Agency, Fact, contradictions
from tests.engine.households import APPLICANT, DAUGHTER, SPOUSE, YEAR, a_file, members

WAGE = {"kind": "wage", "amount": "38400", **YEAR}


def found(*facts: tuple[str, str, object], **changes: object) -> list[tuple[str, str, str]]:
    """What contradicts the file of the family, changed so."""
    told = [
        Fact.model_validate({"id_number": who, "told": what, "amount": str(much)})
        for who, what, much in facts
    ]
    return [(one.kind, one.whose, one.detail) for one in contradictions(a_file(**changes), told)]


def test_a_wage_above_what_was_declared_is_a_second_wage_and_the_same_one_is_none() -> None:
    assert found((APPLICANT, "wage", 38400)) == []
    assert found((APPLICANT, "wage", "38400.01")) == [
        ("second_wage", "本人", "申报 38400 元，记录 38400.01 元")
    ]
    assert found((SPOUSE, "wage", 1)) == [("second_wage", "配偶", "申报 0 元，记录 1 元")]


def test_two_employers_together_are_held_against_what_was_declared() -> None:
    assert found((APPLICANT, "wage", 30000), (APPLICANT, "wage", 9000)) == [
        ("second_wage", "本人", "申报 38400 元，记录 39000 元")
    ]


@pytest.mark.parametrize(
    ("told", "kind"), [("wage", "business"), ("pension", "transfer"), ("pension", "basic_pension")]
)
def test_it_does_not_matter_under_which_word_an_income_was_declared(told: str, kind: str) -> None:
    extra = {"kind": kind, "amount": "600", **YEAR}
    known = 39000 if told == "wage" else 600
    people = members(incomes=[WAGE, extra])
    assert found((APPLICANT, told, known), members=people) == []
    assert found((APPLICANT, told, known + 1), members=people) != []


@pytest.mark.parametrize(("told", "asset"), [("vehicle", "vehicle"), ("house", "home"), ("company", "share")])
def test_what_is_owned_is_counted_for_the_whole_household(told: str, asset: str) -> None:
    both = ((APPLICANT, told, 1), (SPOUSE, told, 1))
    assert found(*both, assets=[{"kind": asset}, {"kind": asset}]) == []
    [(of, whose, detail)] = found(*both, assets=[{"kind": asset}])
    assert (of, whose) == (told, "本人、配偶")
    assert "申报 1" in detail
    assert "记录 2" in detail


def test_savings_are_held_against_those_declared_and_not_against_the_price_of_the_home() -> None:
    assets = [{"kind": "deposit", "value": "500"}, {"kind": "home", "value": "400000"}]
    assert found((SPOUSE, "deposit", 500), assets=assets) == []
    assert found((SPOUSE, "deposit", 501), assets=assets) == [("deposit", "配偶", "申报 500 元，记录 501 元")]


def test_a_death_and_somebody_from_outside_are_contradictions_whatever_was_declared() -> None:
    assert found((DAUGHTER, "death", 1)) == [("death", "子女", "已登记死亡")]
    stranger = "999999199001010015"
    assert found((stranger, "vehicle", 1)) == [("stranger", "不在本户", "机动车")]


TRAFFIC = Agency.model_validate(
    {"key": "traffic", "title": "车管", "sends": ["id_number"], "tells": ["vehicle", "nothing"], "within": 5}
)


def cells(**changes: str) -> dict[str, str]:
    """A row of a body's answer."""
    usual = {"编号": "XXBD-2022-0001", "身份证号": SPOUSE, "事项": "机动车", "数量或金额": "1", "说明": ""}
    return {**usual, **changes}


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"编号": ""}, "编号"),
        ({"身份证号": "12"}, "身份证号"),
        ({"事项": "存款"}, "事项"),
        ({"事项": "飞机"}, "事项"),
        ({"数量或金额": "-1"}, "数量或金额"),
        ({"数量或金额": "NaN"}, "数量或金额"),
        ({"数量或金额": "一辆"}, "数量或金额"),
    ],
)
def test_a_cell_that_cannot_be_read_or_is_not_that_bodys_to_tell_is_named(
    changes: dict[str, str], column: str
) -> None:
    assert [(one.row, one.column) for one in wrong_in(3, cells(**changes), TRAFFIC)] == [(3, column)]


@pytest.mark.parametrize(("text", "amount"), [("", 1), ("0", 0), ("1,200.50", "1200.50")])
def test_an_amount_is_read_as_it_is_written_and_left_out_it_is_one(text: str, amount: Any) -> None:  # noqa: ANN401
    row = cells(数量或金额=text)
    assert list(wrong_in(3, row, TRAFFIC)) == []
    assert fact_in(row).amount == Decimal(amount)
