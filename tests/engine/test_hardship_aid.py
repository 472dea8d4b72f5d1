"""Help within the caps of a year: by household, by person, after the file, of one kind."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from engine.hardship.aid import AidAsked, AidTable, aid_of
from engine.rulebook.answer import Answer

TABLES = {
    name: yaml.safe_load(Path(f"seeds/rules/hardship_aid_{name}.yaml").read_text(encoding="utf-8"))["content"]
    for name in ("hubei", "other_province", "one_kind")
}


def aid(table: str = "hubei", /, **changes: object) -> Answer:
    asked = {
        "table": TABLES[table],
        "hardship_class": "deep",
        "line": 740,
        "kind": "living",
        "amount": 5000,
        "day": "2022-11-20",
        "filed_on": "2022-11-01",
        **changes,
    }
    return aid_of(AidAsked.model_validate(asked))


def test_living_aid_is_capped_by_household_and_year_whoever_received_it() -> None:
    paid = [
        {"kind": "living", "amount": 6000, "day": "2022-03-01", "person": "配偶"},
        {"kind": "living", "amount": 9999, "day": "2021-12-31"},
    ]
    assert aid(paid=paid).result == 12 * 740 - 6000


def test_each_student_has_a_cap_of_its_own() -> None:
    paid = [{"kind": "college", "amount": 7000, "day": "2022-09-01", "person": "女儿"}]
    assert aid(kind="college", person="女儿", paid=paid).result == 400
    assert aid(kind="college", person="儿子", paid=paid).result == 5000


def test_nothing_is_paid_before_the_file_except_temporary_aid() -> None:
    assert aid(filed_on=None).result == 0
    assert "先建档" in aid(filed_on="2022-11-21").sentence
    assert aid(kind="temporary", filed_on=None, hardship_class="none", person="本人").result == 3000


def test_relative_hardship_gets_the_share_of_the_bills_that_its_table_says() -> None:
    found = aid("other_province", kind="medical", hardship_class="relative", amount=9000, cost=10000)
    assert found.result == Decimal("8000.0")


def test_a_class_with_one_kind_a_year_gets_no_second_kind() -> None:
    paid = [{"kind": "living", "amount": 1, "day": "2022-02-01"}]
    asked = {"kind": "medical", "cost": 9000, "paid": paid}
    assert aid("one_kind", hardship_class="relative", **asked).result == 0
    assert aid("one_kind", hardship_class="deep", **asked).result == 5000


def test_every_finding_about_the_amounts_comes_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        aid(kind="college", amount=-5, paid=[{"kind": "living", "amount": -1, "day": "2022-02-01"}])
    assert all(part in str(caught.value) for part in ("须大于零", "已发金额", "写明 person"))


@pytest.mark.parametrize(("filed_on", "result"), [("2022-11-20", 5000), ("2022-11-21", 0)])
def test_from_the_day_of_the_file_on_help_is_paid(filed_on: str, result: int) -> None:
    assert aid(filed_on=filed_on).result == result


def test_more_paid_than_the_cap_leaves_nothing_and_never_less() -> None:
    paid = [{"kind": "living", "amount": 9000, "day": "2022-03-01"}]
    assert aid(paid=paid).result == 0


def test_another_kind_and_another_year_use_nothing_of_the_cap() -> None:
    paid = [{"kind": "medical", "amount": 8880, "day": "2022-03-01"}]
    assert aid(paid=paid, amount=8880).result == 8880
    earlier = [{"kind": "living", "amount": 1, "day": "2021-12-31"}]
    asked = {"hardship_class": "relative", "kind": "medical", "cost": 9000, "paid": earlier}
    assert aid("one_kind", **asked).result == 5000, "one kind a year, and a new year has begun"


def test_of_several_limits_the_least_holds() -> None:
    asked = {"kind": "medical", "amount": 30000}
    assert [aid(**asked, cost=cost).result for cost in (15000, 25000)] == [15000, 20000]


def test_a_cap_by_the_bills_wants_to_know_them_and_none_is_negative() -> None:
    for asked, found in (({}, "写明 cost"), ({"cost": -1}, "自负费用为 -1 元")):
        with pytest.raises(ValidationError, match=found):
            aid(kind="medical", **asked)
    with pytest.raises(ValidationError, match="须大于零"):
        aid(amount=0)


def test_a_table_that_says_no_limit_is_refused() -> None:
    nothing = {**TABLES["hubei"], "caps": [{"kind": "living", "classes": ["deep"], "per": "household"}]}
    with pytest.raises(ValidationError, match="须写明低保线的倍数、金额或自负费用的比例"):
        AidTable.model_validate(nothing)


@pytest.mark.parametrize(
    ("table", "kind", "hardship_class", "more", "cap"),
    [
        ("hubei", "living", "deep", {}, 12 * 740),
        ("hubei", "living", "relative", {}, 10 * 740),
        ("hubei", "living", "accident", {}, 10 * 740),
        ("hubei", "medical", "relative", {"cost": 90000}, 20000),
        ("hubei", "college", "deep", {"person": "女儿"}, 10 * 740),
        ("hubei", "secondary_school", "deep", {"person": "女儿"}, 6 * 740),
        ("hubei", "temporary", "none", {"person": "本人"}, 3000),
        ("other_province", "living", "deep", {}, 12 * 740),
        ("other_province", "living", "relative", {}, 8 * 740),
        ("other_province", "medical", "deep", {"cost": 90000}, 90000),
        ("other_province", "medical", "relative", {"cost": 90000}, 72000),
        ("other_province", "college", "deep", {"person": "女儿"}, 10000),
        ("other_province", "secondary_school", "deep", {"person": "女儿"}, 10000),
        ("other_province", "compulsory_school", "deep", {"person": "女儿"}, 3000),
        ("other_province", "temporary", "accident", {"person": "本人"}, 10000),
        ("other_province", "training", "deep", {"person": "本人", "cost": 2500}, 2500),
        ("other_province", "training", "deep", {"person": "本人", "cost": 9000}, 3000),
        ("one_kind", "living", "relative", {}, 12 * 740),
        ("one_kind", "temporary", "accident", {"cost": 40000}, 6000),
        ("one_kind", "temporary", "accident", {"cost": 90000}, 10000),
    ],
)
def test_each_kind_has_the_cap_that_its_table_prints(
    table: str, kind: str, hardship_class: str, more: dict[str, object], cap: int
) -> None:
    asked = {"kind": kind, "hardship_class": hardship_class, "amount": 1000000, **more}
    assert aid(table, **asked).result == cap


def test_a_kind_that_the_table_does_not_give_is_none() -> None:
    assert "没有给这一类别的助学（义务教育）" in aid(kind="compulsory_school", person="女儿").sentence
