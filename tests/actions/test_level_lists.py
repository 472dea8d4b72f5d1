"""The city ranks what has come from its unions, cuts at its places, and the next moves up when one falls out."""

from collections.abc import Sequence

import pytest
from sqlalchemy.orm import Session

from actions import level_lists, places
from actions.level_lists import LevelList
from engine.ledger.verbs import Asked
from engine.refusals import (
    BelowTheCut,
    NoPlacesToCutAt,
    NotPutForward,
    NotYourUnit,
    RanksUnreadable,
    SharesNotKept,
)
from models import journal
from models import places as ledger
from models.sealing import Seal
from tests.factories import MONDAY, Story, a_case, an_office, national51, person
from tests.people_numbers import id_numbers

ROUND = "award_national51-2022"


def the_list(session: Session, level: str = "xian") -> LevelList:
    (found,) = level_lists.lists_of(session, national51(), ROUND, level=level)
    return found


def three_at_the_city(session: Session, seal: Seal, *, city: int = 2) -> list[Story]:
    """Three nominees of the city's union wait for it; the city may put ``city`` forward."""
    an_office(session)
    if city:
        officer = person(session, "prov.officer")
        places.book(session, ROUND, Asked("give", "xian", city), actor=officer, now=MONDAY)
    return [
        a_case(
            session, seal, at="city_review", unit="xazx", nominee_name=f"演示{name}", id_no=number
        )
        for name, number in zip("甲乙丙", id_numbers(3), strict=True)
    ]  # fmt: skip


def ranks(session: Session, stories: Sequence[Story], *, reason: str = "") -> None:
    """In this order."""
    given = {one.state.number: rank for rank, one in enumerate(stories, 1)}
    reviewer = person(session, "xian.review")
    level_lists.rank(session, the_list(session), given, actor=reviewer, now=stories[0].now, reason=reason)


def puts_forward(session: Session, stories: Sequence[Story]) -> None:
    reviewer = person(session, "xian.review")
    level_lists.put_forward(session, national51(), the_list(session), actor=reviewer, now=stories[0].now)


def where(session: Session) -> dict[str | None, str]:
    return {one.case.subject: one.standing.where for one in the_list(session).entries}


def test_the_city_ranks_cuts_and_only_those_within_go_on(session: Session, seal: Seal) -> None:
    first, second, third = three_at_the_city(session, seal)
    with pytest.raises(NotPutForward):
        first.city()
    ranks(session, [third, first, second])
    puts_forward(session, [first])
    assert where(session) == {"演示丙": "forward", "演示甲": "forward", "演示乙": "reserve"}
    line = ledger.line(session, ROUND, "xian")
    assert (line.used, line.left) == (2, 0)
    third.city()
    assert third.state.open_step("approval_form")
    with pytest.raises(BelowTheCut, match="排第 3 名"):
        second.city()


def test_who_falls_out_makes_room_for_the_next(session: Session, seal: Seal) -> None:
    first, second, third = three_at_the_city(session, seal)
    ranks(session, [first, second, third])
    puts_forward(session, [first])
    first.decided("xian.review", "reject", comment="材料不实")
    level_lists.move_up(session, first.case_id, "city_review", now=first.now)
    level_lists.move_up(session, first.case_id, "city_review", now=first.now)
    assert where(session) == {"演示乙": "forward", "演示丙": "forward"}
    assert ledger.line(session, ROUND, "xian").used == 2
    third.city()
    assert third.state.open_step("approval_form")
    assert ledger.out_of_step(session) == []


def test_after_the_report_the_reserve_moves_up_and_without_one_nobody(session: Session, seal: Seal) -> None:
    first, second, third = three_at_the_city(session, seal, city=2)
    ranks(session, [first, second, third])
    puts_forward(session, [first])
    for story in (first, second):
        story.city()
        story.machine()
        story.decided("prov.officer", "reject", comment="名次靠后")
        level_lists.move_up(session, story.case_id, "city_review", now=story.now)
    assert where(session) == {"演示丙": "forward"}
    assert ledger.line(session, ROUND, "xian").used == 1
    own = ledger.line(session, ROUND, "xazx")
    assert (own.used, own.left) == (3, 0), "the union's own places are not given back after the report"


def test_ties_and_gaps_are_refused_whole(session: Session, seal: Seal) -> None:
    stories = three_at_the_city(session, seal)
    found, reviewer = the_list(session), person(session, "xian.review")
    wrong = {one.state.number: 1 for one in stories}
    with pytest.raises(RanksUnreadable, match="并列"):
        level_lists.rank(session, found, wrong, actor=reviewer, now=stories[0].now)
    with pytest.raises(RanksUnreadable, match="没有名次"):
        puts_forward(session, stories)
    assert {one.standing.rank for one in the_list(session).entries} == {None}


def test_a_city_without_places_decides_each_case_by_itself(session: Session, seal: Seal) -> None:
    first, *_ = three_at_the_city(session, seal, city=0)
    with pytest.raises(NoPlacesToCutAt, match="西安市教育工会本届没有分配上报名额"):
        ranks(session, [first])
    first.city()
    assert first.state.open_step("approval_form")


def test_who_is_listed_apart_is_on_no_list_that_cuts(session: Session, seal: Seal) -> None:
    an_office(session)
    officer = person(session, "prov.officer")
    places.book(session, ROUND, Asked("give", "xian", 1), actor=officer, now=MONDAY)
    basis = {"digest": "a" * 64, "name": "竞赛获奖通报.pdf"}
    apart = a_case(session, seal, at="city_review", unit="xazx", is_listed_apart=True, apart_basis=basis)
    assert apart.state.place_category == "单列"
    apart.city()
    assert apart.state.open_step("approval_form")
    assert ledger.line(session, ROUND, "xazx").left == 3


def test_a_list_that_does_not_keep_its_shares_is_not_put_forward(session: Session, seal: Seal) -> None:
    stories = three_at_the_city(session, seal)
    ranks(session, stories)
    shares = {
        "at": "city_review",
        "sorted_by": "category",
        "source": "评选通知",
        "ratios": [{"class": "产业工人", "value": "50%", "clause": "产业工人不低于 50%"}],
    }
    strict = type(national51()).model_validate({**national51().model_dump(by_alias=True), "shares": shares})
    reviewer = person(session, "xian.review")
    with pytest.raises(SharesNotKept, match="最小调整：其余 → 产业工人 1 名"):
        level_lists.put_forward(session, strict, the_list(session), actor=reviewer, now=stories[0].now)
    assert set(where(session).values()) == {""}


def test_only_who_holds_the_shares_ranks(session: Session, seal: Seal) -> None:
    stories = three_at_the_city(session, seal)
    given = {one.state.number: rank for rank, one in enumerate(stories, 1)}
    with pytest.raises(NotYourUnit):
        level_lists.rank(
            session, the_list(session), given, actor=person(session, "xjtu.chair"), now=stories[0].now
        )


def test_the_ranks_and_their_changes_stand_in_each_case(session: Session, seal: Seal) -> None:
    first, second, third = three_at_the_city(session, seal)
    ranks(session, [first, second, third])
    ranks(session, [second, first, third], reason="补充了荣誉材料")
    told = [(one.event, one.payload.get("reason", "")) for one in journal.lines(session, first.case_id)]
    assert [one for one in told if one[0] == "case.ranked"] == [
        ("case.ranked", ""),
        ("case.ranked", "补充了荣誉材料"),
    ]
    assert sum(one.event == "case.ranked" for one in journal.lines(session, third.case_id)) == 1
