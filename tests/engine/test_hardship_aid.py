"""Help within the caps of a year: by household, by person, after the file, of one kind."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from engine.hardship.aid import AidAsked, aid_of
from engine.rulebook.answer import Answer

TABLES = {
    name: yaml.safe_load(Path(f"seeds/rules/hardship_aid_{name}.yaml").read_text(encoding="utf-8"))["content"]
    for name in ("hubei", "other_province", "one_kind")
}


def aid(table: str = "hubei", **changes: object) -> Answer:
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
