"""A level ranks what has come to it, cuts at its places, puts the list forward; the next takes a place set free."""

from dataclasses import replace

import pytest

from engine import commands as c
from engine.commands import Places
from engine.ledger.booking import APART
from engine.lists.ranking import must_be_ranks, within_the_cut
from engine.lists.standing import standing
from engine.refusals import (
    BelowTheCut,
    CommentMissing,
    NotOnAList,
    NotPutForward,
    NotYourUnit,
    PutForwardAlready,
    RanksUnreadable,
)
from tests.engine.builders import ANSWERS, CHU, SHI, Office, a_process, publicity, sign
from tests.engine.test_submitting_and_quotas import ONE_LEFT, QUOTA

CITY = Places("西安市教育工会", 2, 0)
STEPS = (sign("review", "city", ranks=True), sign("provincial", "office", "any"))


def at_the_city() -> Office:
    return Office(a_process(*STEPS, quota=QUOTA)).opens().submits(places=ONE_LEFT)


def share(office: Office, step: str = "review") -> str:
    return next(one.id for one in office.state.assignments if one.step == step and one.status == "open")


def ranks(office: Office, rank: int, of: int = 3, reason: str = "") -> None:
    office.ask(c.Rank(SHI, share(office), rank, of, reason))


def puts_forward(office: Office, *, within: bool = True) -> None:
    office.ask(c.PutForward(SHI, share(office), "xian", within))


def approves(office: Office, level: Places | None = CITY) -> None:
    office.ask(c.Decide(SHI, share(office), "approve", level=level))


def test_without_places_of_its_own_a_level_ranks_and_cuts_nothing() -> None:
    office = at_the_city()
    approves(office, level=None)
    assert office.state.pending == ("provincial",)


def test_who_is_listed_apart_is_outside_every_cut() -> None:
    office = at_the_city()
    office.seen = replace(office.state, place_category=APART)
    approves(office)
    assert office.state.pending == ("provincial",)


def test_put_forward_comes_before_a_level_with_places_agrees() -> None:
    office = at_the_city()
    with pytest.raises(NotPutForward, match="要先排序、上报名单"):
        approves(office)
    ranks(office, 1)
    with pytest.raises(NotPutForward):
        approves(office, level=None)
    puts_forward(office)
    approves(office)
    assert office.state.pending == ("provincial",)


def test_what_is_below_the_cut_waits_in_reserve_and_moves_up() -> None:
    office = at_the_city()
    ranks(office, 3)
    puts_forward(office, within=False)
    with pytest.raises(BelowTheCut, match="排第 3 名"):
        approves(office)
    office.ask(c.MoveUp("review"))
    assert office.ask(c.MoveUp("review")) == [], "twice is once"
    approves(office)
    assert office.state.pending == ("provincial",)


def test_a_rank_changes_with_a_reason_until_the_list_is_put_forward() -> None:
    office = at_the_city()
    ranks(office, 2)
    assert office.ask(c.Rank(SHI, share(office), 2, 3)) == []
    with pytest.raises(CommentMissing):
        ranks(office, 1)
    ranks(office, 1, reason="补充了荣誉材料")
    found = standing(office.state, "review")
    assert found is not None
    assert (found.rank, found.where) == (1, "")
    puts_forward(office)
    with pytest.raises(PutForwardAlready):
        ranks(office, 2, reason="再改")


def test_rank_is_given_by_whose_turn_it_is_and_only_where_it_is_ranked() -> None:
    office = at_the_city()
    with pytest.raises(NotYourUnit):
        office.ask(c.Rank(CHU, share(office), 1, 1))
    plain = Office(a_process(sign("review", "city"))).opens().submits()
    with pytest.raises(NotOnAList):
        plain.ask(c.Rank(SHI, share(plain), 1, 1))


def test_after_the_report_the_unit_keeps_its_loss_but_the_list_has_a_free_place() -> None:
    office = at_the_city()
    ranks(office, 1)
    puts_forward(office)
    approves(office)
    office.advances().decides(CHU, "reject", comment="名次靠后")
    assert office.state.place_taken, "domain §8.18: the unit's own place is not given back"
    assert office.events.count("case.fell_out") == 1
    found = standing(office.state, "review")
    assert found is not None
    assert found.where == "out"


def test_an_objection_that_is_upheld_leaves_a_free_place_on_the_list_for_the_next_in_rank() -> None:
    steps = (sign("review", "city", ranks=True), publicity())
    office = (
        Office(a_process(*steps, quota={**QUOTA, "kept_from": "showing"})).opens().submits(places=ONE_LEFT)
    )
    ranks(office, 1)
    puts_forward(office)
    approves(office)
    office.advances().objects().finds(upheld=True)
    assert office.state.status == "rejected"
    assert office.events.count("case.fell_out") == 1, "flows.reactions: the first in reserve moves up"


def test_a_case_returned_for_correction_keeps_its_standing() -> None:
    office = at_the_city()
    ranks(office, 1)
    puts_forward(office)
    office.returns(SHI, "nominate").submits(answers=ANSWERS)
    approves(office)
    assert office.state.pending == ("provincial",)


@pytest.mark.parametrize(
    ("ranks_", "said"),
    [
        ({"甲": 1, "乙": 1}, "第 1 名有 2 件并列（甲、乙）；缺第 2 名"),
        ({"甲": 1, "乙": None}, "乙 没有名次"),
        ({"甲": 1, "乙": 3}, "没有第 3 名：应为第 1 至 2 名；缺第 2 名"),
    ],
)
def test_ties_gaps_and_missing_ranks_are_all_said_at_once(ranks_: dict[str, int | None], said: str) -> None:
    with pytest.raises(RanksUnreadable) as refused:
        must_be_ranks(ranks_)
    assert said in refused.value.sentence


def test_the_cut_runs_behind_the_last_place() -> None:
    assert dict(within_the_cut([("甲", 3), ("乙", 1), ("丙", 2)], 2)) == {"乙": True, "丙": True, "甲": False}
    must_be_ranks({"甲": 3, "乙": 4}, first=3)
