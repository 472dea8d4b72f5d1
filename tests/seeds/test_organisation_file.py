"""The organisation is whole: everybody has a place above, every seat a person, nobody a real number."""

from pathlib import Path
from typing import get_args

import pytest

from engine.id_numbers import is_id_number
from runtime.settings import Settings
from seeds.findings import DefinitionRefused
from seeds.invented import invent, invent_all
from seeds.load import DEMONSTRATIONS, ORGANISATION, demonstration_accounts
from seeds.organisation_file import Organisation, read_organisation

YEARS = get_args(Settings.model_fields["demo_year"].annotation)


@pytest.fixture(scope="module")
def whole() -> Organisation:
    return read_organisation(ORGANISATION)


def test_direct_unions_stand_under_the_province_and_the_others_under_a_city(whole: Organisation) -> None:
    kinds = {unit.key: unit.kind for unit in whole.units}
    for unit in whole.units:
        if unit.kind == "grass":
            assert kinds[unit.parent or ""] == ("province" if unit.direct else "city"), unit
            assert unit.sector, unit


def test_every_city_of_the_province_has_its_union_and_a_member_union(whole: Organisation) -> None:
    cities = {unit.key for unit in whole.units if unit.kind == "city"}
    assert len(cities) == 11
    assert cities == {unit.parent for unit in whole.units if unit.kind == "grass" and not unit.direct}


def test_every_grass_union_has_a_chair_and_a_party_secretary(whole: Organisation) -> None:
    held = whole.staffed().posts
    for unit in whole.units:
        if unit.kind == "grass":
            assert (unit.key, "union_chair") in held
            assert (unit.key, "party_secretary") in held


def test_every_seat_belongs_to_somebody(whole: Organisation) -> None:
    logins = [holder.login for holder in whole.holders]
    assert len(logins) == len(set(logins))
    assert {seat.login for organ in whole.organs for seat in organ.members} <= set(logins)


def test_the_department_signs_officer_first(whole: Organisation) -> None:
    department = next(organ for organ in whole.organs if organ.key == "prov_department")
    assert [seat.login for seat in department.members] == ["prov.officer", "prov.head"]


def test_a_seat_counts_once_unless_its_weight_is_written(tmp_path: Path) -> None:
    posts = (ORGANISATION / "posts.yaml").read_text(encoding="utf-8")
    heavier = posts.replace(
        "{login: prov.member1, unit: prov}", "{login: prov.member1, unit: prov, weight: 2}"
    )
    for name, written in (
        ("units.yaml", (ORGANISATION / "units.yaml").read_text("utf-8")),
        ("posts.yaml", heavier),
    ):
        (tmp_path / name).write_text(written, encoding="utf-8")
    committee = next(one for one in read_organisation(tmp_path).organs if one.key == "prov_committee")
    assert [seat.weight for seat in committee.members] == [2, 1, 1, 1, 1, 1, 1]


def test_invented_people_are_the_same_on_every_machine_and_nobody_real() -> None:
    person = invent("xjtu.chair")
    assert person == invent("xjtu.chair")
    assert person.id_number.startswith("999999")
    assert is_id_number(person.id_number)
    assert person.id_number[6:12] == person.born_on.replace("-", "")
    assert int(person.id_number[16]) % 2 == (person.gender == "男")


def test_no_two_invented_people_have_one_name_or_number(whole: Organisation) -> None:
    people = invent_all(holder.login for holder in whole.holders)
    assert len({one.name for one in people.values()}) == len(people)
    assert len({one.id_number for one in people.values()}) == len(people)


@pytest.mark.parametrize("year", YEARS)
def test_the_accounts_a_visitor_is_told_of_exist(year: str) -> None:
    accounts = demonstration_accounts(year)
    assert {"admin", "prov.officer", "prov.member1"} <= {one.login for one in accounts}
    assert all(one.name and one.title and one.unit for one in accounts)


def test_every_demonstration_can_be_chosen() -> None:
    assert {one.name for one in DEMONSTRATIONS.iterdir() if one.is_dir()} == set(YEARS)


def test_a_unit_under_nobody_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "posts.yaml").write_text("posts_of: {}\n", encoding="utf-8")
    (tmp_path / "units.yaml").write_text(
        "units:\n"
        "  - {key: fed, name: 省总, kind: federation}\n"
        "  - {key: a, name: 甲校工会, kind: grass, parent: lost}\n"
        "  - {key: fed, name: 又一个, kind: federation}\n",
        encoding="utf-8",
    )
    with pytest.raises(DefinitionRefused) as refused:
        read_organisation(tmp_path)
    assert [(one.line, one.sentence) for one in refused.value.findings] == [
        (3, "甲校工会的上级 lost 不存在，或写在它之后"),
        (4, "单位代码 fed 写了两次"),
    ]
