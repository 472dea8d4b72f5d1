"""A list of nominees as counts: who is in which class, who has which flag, and who is listed apart."""

from engine.definition import ListShares
from engine.ledger.booking import APART
from engine.shares.keeping import must_be_kept, said_of
from engine.shares.of_a_list import Counts, Nominee, counts_of
from tests.engine.builders import a_process, sign

SHARES = ListShares.model_validate(
    {
        "at": "first",
        "sorted_by": "category",
        "counted_if": {
            "农民工": {"field": "migrant", "op": "==", "value": True},
            "女": {"field": "woman", "op": "==", "value": True},
        },
        "ratios": [
            {"class": "产业工人", "also": ["工人"], "value": "50%"},
            {"flag": "农民工", "value": "10%"},
        ],
        "head_caps": [{"class": "企业负责人", "max": 1}],
        "source": "演示",
    }
)


def nominee(category: object, unit: str = "甲厂工会", *, apart: bool = False, **flags: bool) -> Nominee:
    return Nominee(
        {"category": category, "migrant": False, "woman": False} | flags, unit, APART if apart else ""
    )


def test_one_is_counted_in_one_class_and_in_every_flag() -> None:
    found = counts_of(
        SHARES,
        [nominee("工人", migrant=True, woman=True), nominee("企业负责人"), nominee("教师", woman=True)],
    )
    assert dict(found.classes) == {"工人": 1, "企业负责人": 1, "其余": 1}, (
        "a class without a ratio is one of the rest"
    )
    assert dict(found.flags) == {"农民工": 1, "女": 2}
    assert ("甲厂工会", "企业负责人", 1) in found.from_units


def test_whose_class_nobody_wrote_is_one_of_the_rest() -> None:
    assert dict(counts_of(SHARES, [nominee(None), nominee("")]).classes) == {"其余": 2}


def test_who_is_listed_apart_is_in_no_count() -> None:
    found = counts_of(SHARES, [nominee("工人", migrant=True), nominee("工人", apart=True, migrant=True)])
    assert (found.places, found.single_listed) == (2, 1)
    assert (dict(found.classes), found.flags["农民工"]) == ({"工人": 1}, 1)


def test_two_parts_of_a_list_are_one_list() -> None:
    whole = counts_of(SHARES, [nominee("工人", woman=True)]) + Counts(3, 1, {"工人": 2}, {"农民工": 1})
    assert (whole.places, whole.single_listed) == (4, 1)
    assert (dict(whole.classes), dict(whole.flags)) == ({"工人": 3}, {"农民工": 1, "女": 1})


def test_a_list_is_held_against_its_shares_at_their_own_step_only() -> None:
    process = a_process(sign("first", "party")).model_copy(update={"shares": SHARES})
    short = Counts(2, classes={"其余": 2}, flags={"农民工": 0})
    said = said_of(process, "first", short)
    assert said is not None
    assert said.result == "rejected"
    assert said_of(process, "second", short) is None
    assert said_of(process, "first", Counts(2, single_listed=2)) is None, "nobody on it counts"
    assert said_of(a_process(sign("first", "party")), "first", short) is None
    must_be_kept(None)
