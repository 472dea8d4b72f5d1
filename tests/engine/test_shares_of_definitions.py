"""The shares that shipped definitions ask of a list: those of the published rules, counted from the forms."""

from collections.abc import Iterator, Mapping
from itertools import chain, repeat

import pytest

from engine.definition import ListShares
from engine.rulebook.answer import Answer
from engine.shares.of_a_list import Nominee, asked_of, counts_of
from engine.shares.rule import answer
from seeds.definition_file import read_definition
from seeds.load import PROCESSES
from seeds.rule_sets import named

RULES = {
    "award_national51": "national 2022",
    "award_national51_2024": "national 2024",
    "award_prov51_2021": "prov51 2021",
}
LIST_OF_2021 = {
    "产业工人": 50,
    "其他一线职工和专业技术人员": 30,
    "科教人员": 22,
    "机关事业单位干部": 14,
    "其他": 24,
}


def _shares(file: str) -> ListShares:
    shares = read_definition(PROCESSES / f"{file}.yaml")[0].shares
    assert shares is not None
    return shares


def _nominees(classes: Mapping[str, int], migrants: int, private: int) -> Iterator[Nominee]:
    """Forms of so many in each class; the first are migrant workers, and so are those of private firms."""
    for n, category in enumerate(chain.from_iterable(repeat(name, count) for name, count in classes.items())):
        ownership = "非公企业" if n < private else "事业单位"
        facts = {"category": category, "is_migrant_worker": n < migrants, "ownership": ownership}
        yield Nominee(facts, "演示单位工会")


def _said(file: str, classes: Mapping[str, int], migrants: int, private: int) -> Answer:
    shares = _shares(file)
    return answer(asked_of(shares, counts_of(shares, list(_nominees(classes, migrants, private)))))


@pytest.mark.parametrize("file", RULES)
def test_a_definition_asks_what_the_published_rule_asks(file: str) -> None:
    published = named("quota.shares", RULES[file], None).content["ratios"]
    assert [one.model_dump() for one in _shares(file).ratios] == [
        type(_shares(file).ratios[0]).model_validate(one).model_dump() for one in published
    ]


def test_the_forms_of_2021_lack_one_front_line_worker_and_one_place_moved_mends_it() -> None:
    short = _said("award_prov51_2021", LIST_OF_2021, migrants=9, private=17)
    assert (short.result, "其他一线" in short.sentence) == ("rejected", True)
    mended = LIST_OF_2021 | {"其他一线职工和专业技术人员": 31, "其他": 23}
    assert _said("award_prov51_2021", mended, migrants=9, private=17).result == "accepted"
    officials = mended | {"机关事业单位干部": 15, "其他": 22}
    assert _said("award_prov51_2021", officials, migrants=9, private=17).result == "rejected"


def test_the_regular_medals_of_2022_need_326_workers() -> None:
    def national(workers: int) -> object:
        rest = {"其他一线职工和专业技术人员": 187, "科教人员": 187, "企业负责人": 931 - 374 - workers}
        return _said("award_national51", {"产业工人": workers, **rest}, migrants=94, private=326).result

    assert (national(326), national(325)) == ("accepted", "rejected")
