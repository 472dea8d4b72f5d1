"""Who gets a share: resolve, substitute, 回避, once each, one of them, nobody. And what becomes of those who cannot."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import commands as c
from engine.refusals import ActNotAllowed, CommentMissing, OwnCase, Recused, Refusal, StandInOver
from engine.state import Person, StandIn
from tests.engine.builders import (
    ADMIN,
    BODIES,
    LIN,
    MONDAY,
    NOMINEE_HASH,
    SEATS,
    STAFF,
    a_process,
    ballot,
    sign,
)
from tests.engine.reviewing import PEOPLE, Reviewing

UNTIL = MONDAY + timedelta(days=7)
SHEN = Person("shen", "沈代理", "prov")
FIRST, SECOND, THIRD = PEOPLE[:3]


def an_office(*steps: dict[str, Any], people: tuple[Person, ...] = PEOPLE[:3], **bodies: Any) -> Reviewing:  # noqa: ANN401
    """A case at its first step after the form; ``office`` are these people."""
    process = a_process(*steps, bodies={**BODIES, **bodies})
    office = Reviewing(process, staff={**STAFF, "office": people, "city": (SHEN,)})
    office.opens().submits()
    return office


def away(person: Person, stand_in: Person) -> Person:
    return replace(person, stand_in=StandIn(stand_in, UNTIL))


def holders(office: Reviewing) -> list[str]:
    return [one.whose for one in office.state.assignments if one.status == "open"]


def test_a_substitute_gets_what_an_absent_person_would_have_got() -> None:
    office = an_office(sign("check", "office"), people=(away(FIRST, SHEN),))
    assert holders(office) == ["沈代理（代 审批人0）"]
    assert office.share(SHEN).why == "您是省业务部成员；代理 审批人0（至 2022年2月28日）"
    assert office.says(SHEN, "approve").open_steps == ["decision"]


def test_pain_01_when_the_reviewer_is_away_what_waits_passes_on_and_comes_back() -> None:
    office = an_office(sign("check", "office"), people=(FIRST,))
    office.ask(c.StandInFor(office.share(FIRST).id, away(FIRST, SHEN)))
    assert holders(office) == ["沈代理（代 审批人0）"]
    assert not office.ask(c.StandInFor(office.share(FIRST).id, away(FIRST, SHEN))), "twice is once"
    office.ask(c.EndStandIn(office.share(SHEN).id, FIRST))
    assert holders(office) == ["审批人0"]
    assert not office.ask(c.EndStandIn(office.share(SHEN).id, FIRST)), "twice is once"
    assert office.says(FIRST, "approve").open_steps == ["decision"]


def test_whoever_stood_in_does_nothing_after_the_last_day() -> None:
    office = an_office(sign("check", "office"), people=(away(FIRST, SHEN),))
    office.later(UNTIL)
    with pytest.raises(StandInOver, match="您代理 审批人0 的期限已于"):
        office.says(SHEN, "approve")


def test_while_the_case_is_held_nobody_stands_in_and_nobody_comes_back() -> None:
    office = an_office(sign("check", "office"), people=(FIRST,))
    mine = office.share(FIRST).id
    office.ask(c.Hold(ADMIN, "等上级答复"))
    assert office.ask(c.StandInFor(mine, away(FIRST, SHEN))) == []
    office.ask(c.Resume(ADMIN))
    assert office.ask(c.StandInFor(mine, away(FIRST, SHEN)))
    office.ask(c.Hold(ADMIN, "等上级答复"))
    assert office.ask(c.EndStandIn(office.share(SHEN).id, FIRST)) == []


def test_whoever_declared_a_conflict_stands_in_for_nobody() -> None:
    office = an_office(sign("check", "office", "all", on_refusal="end"), people=(FIRST, SECOND))
    office.ask(c.Recuse(SECOND, office.share(SECOND).id, "人选是我的学生", office.staff))
    assert office.ask(c.StandInFor(office.share(FIRST).id, away(FIRST, SECOND))) == []


def test_nobody_votes_for_another() -> None:
    seats = (away(SEATS[0], SHEN), *SEATS[1:])
    office = Reviewing(a_process(ballot()), staff={**STAFF, "seats": seats}).opens().submits()
    assert "沈代理" not in "".join(one.whose for one in office.state.assignments)


def test_pain_02_a_substitute_who_is_the_nominee_or_a_relative_gets_nothing() -> None:
    for barred in (replace(SHEN, identity=NOMINEE_HASH), replace(SHEN, kin=frozenset({NOMINEE_HASH}))):
        office = an_office(sign("check", "office"), people=(away(FIRST, barred), SECOND))
        assert holders(office) == ["审批人1"]
        begun = an_office(sign("check", "office"), people=(FIRST,))
        assert not begun.ask(c.StandInFor(begun.share(FIRST).id, away(FIRST, barred)))


def test_pain_02_nobody_acts_through_a_substitute_in_his_own_case() -> None:
    nominee = replace(FIRST, identity=NOMINEE_HASH)
    office = an_office(sign("check", "office"), people=(away(nominee, SHEN),))
    assert (
        office.state.held == "“check”环节没有可以办理的人（已回避：沈代理（代理的 审批人0是本事项的人选））"
    )


def test_a_member_who_also_stands_in_for_another_is_asked_once() -> None:
    office = an_office(sign("check", "office", "all", on_refusal="end"), people=(away(FIRST, SECOND), SECOND))
    assert holders(office) == ["审批人1"]


def test_a_relative_declared_after_the_share_was_given_out_stops_the_act() -> None:
    office = an_office(sign("check", "office"), people=(FIRST, SECOND))
    with pytest.raises(Recused, match="与人选有亲属关系"):
        office.ask(c.Decide(replace(FIRST, kin=frozenset({NOMINEE_HASH})), office.share(FIRST).id, "approve"))


def test_four_eyes_whoever_examined_does_not_examine_again() -> None:
    again = sign("recheck", "office", four_eyes=["check"], may=["reject", "transfer"])
    office = an_office(sign("check", "office"), again, people=(FIRST, SECOND))
    office.says(FIRST, "approve")
    assert holders(office) == ["审批人1"]
    with pytest.raises(Recused, match="已在“check”环节办理过本事项"):
        office.ask(c.Transfer(SECOND, office.share(SECOND).id, FIRST))


def test_four_eyes_see_through_a_substitute() -> None:
    people = (away(FIRST, SHEN), SECOND)
    office = an_office(sign("check", "office"), sign("recheck", "office", four_eyes=["check"]), people=people)
    office.says(SHEN, "approve")
    assert holders(office) == ["审批人1"], "neither who acted nor for whom"


def test_recuse_the_others_go_on_without_the_one_who_declared_a_conflict() -> None:
    office = an_office(sign("check", "office", "all", on_refusal="end"), people=(FIRST, SECOND))
    office.says(FIRST, "approve")
    office.ask(c.Recuse(SECOND, office.share(SECOND).id, "人选是我的学生"))
    assert office.advances().open_steps == ["decision"]


def test_recuse_while_others_take_part_brings_in_nobody_who_joined_since() -> None:
    office = an_office(sign("check", "office", "all", on_refusal="end"), people=(FIRST, SECOND))
    office.staff["office"] = (FIRST, SECOND, THIRD)
    office.ask(c.Recuse(FIRST, office.share(FIRST).id, "人选是我的学生", office.staff))
    assert holders(office) == ["审批人1"]


def test_recuse_where_so_many_must_agree_and_too_few_are_left_waits_for_an_administrator() -> None:
    office = an_office(sign("check", "office", "n_of_m", on_refusal="end", needed=2), people=(FIRST, SECOND))
    office.says(FIRST, "approve")
    office.ask(c.Recuse(SECOND, office.share(SECOND).id, "人选是我的学生", office.staff))
    assert (office.state.held, office.state.status) == ("“check”环节可以办理的人不够", "under_way")


def test_nobody_takes_the_seat_of_a_member_who_leaves_during_a_vote() -> None:
    office = Reviewing(a_process(ballot()))
    office.opens().submits()
    newcomer = replace(SEATS[0], id="newcomer", name="新委员")
    office.staff["seats"] = (newcomer, *SEATS[1:])
    office.ask(c.ReplaceLeaver(office.mine(SEATS[0]).id, office.staff))
    voters = [one.person for one in office.state.assignments if one.step == "vote" and one.status == "open"]
    assert ("newcomer" in voters, SEATS[0].id in voters) == (False, False)


def test_recuse_the_last_one_and_the_body_in_reserve_acts() -> None:
    office = an_office(sign("check", "office", nobody="city"), people=(FIRST,))
    office.ask(c.Recuse(FIRST, office.share(FIRST).id, "人选是我的学生", office.staff))
    assert holders(office) == ["沈代理"]
    assert office.says(SHEN, "approve").open_steps == ["decision"]


def test_recuse_the_last_one_without_a_reserve_and_the_case_waits_for_an_administrator() -> None:
    office = an_office(sign("check", "office"), people=(FIRST,))
    office.ask(c.Recuse(FIRST, office.share(FIRST).id, "人选是我的学生", office.staff))
    assert office.state.held == "“check”环节可以办理的人不够"
    office.staff["office"] = (FIRST, SECOND)
    office.ask(c.Resume(Person("admin", "管理员", "prov", frozenset({"administrator"}))))
    office.advances()
    assert holders(office) == ["审批人1"], "whoever declared a conflict stays out"


def test_a_conflict_has_its_reason_and_the_form_nobody_else_to_fill_it_in() -> None:
    office = an_office(sign("check", "office"), people=(FIRST,))
    with pytest.raises(CommentMissing):
        office.ask(c.Recuse(FIRST, office.share(FIRST).id, " "))
    begun = Reviewing(a_process(sign("check", "office")))
    begun.opens()
    with pytest.raises(ActNotAllowed, match="现在可以：提交"):
        begun.ask(c.Recuse(LIN, begun.mine(LIN).id, "理由"))


def test_a_member_who_declared_a_conflict_in_a_vote_leaves_the_base() -> None:
    office = Reviewing(a_process(ballot())).opens().submits()
    office.ask(c.Recuse(SEATS[0], office.mine(SEATS[0]).id, "同乡"))
    for seat in SEATS[1:]:
        office.votes(seat, "approve")
    tally = next(one.tally for one in office.state.steps if one.key == "vote")
    assert tally is not None
    assert tally.due == len(SEATS) - 1


def test_pain_17_what_waits_for_somebody_who_left_goes_to_the_successor() -> None:
    office = an_office(sign("check", "office"), people=(FIRST,))
    left = office.share(FIRST).id
    office.staff["office"] = (SECOND,)
    office.ask(c.ReplaceLeaver(left, office.staff))
    assert holders(office) == ["审批人1"]
    assert not office.ask(c.ReplaceLeaver(left, office.staff)), "twice is once"


def a_body(pick: str, **more: object) -> dict[str, dict[str, object]]:
    return {"office": {**BODIES["office"], "pick": pick, **more}}


def test_round_robin_asks_whoever_was_asked_longest_ago() -> None:
    people = (
        replace(FIRST, asked_at=MONDAY),
        replace(SECOND, asked_at=MONDAY - timedelta(days=9)),
        replace(THIRD, asked_at=MONDAY - timedelta(days=2)),
    )
    office = an_office(sign("check", "office"), people=people, **a_body("round_robin"))
    assert holders(office) == ["审批人1"]
    assert "按轮流分配" in office.share(SECOND).why


def test_least_loaded_asks_whoever_has_least_to_do() -> None:
    people = (replace(FIRST, load=3), replace(SECOND, load=1), replace(THIRD, load=2))
    office = an_office(sign("check", "office"), people=people, **a_body("least_loaded"))
    assert holders(office) == ["审批人1"]
    office.ask(c.Recuse(SECOND, office.share(SECOND).id, "同乡", office.staff))
    assert holders(office) == ["审批人2"], "the next one of them"


def test_not_the_last_one_again_unless_there_is_nobody_else() -> None:
    people = (replace(FIRST, load=0, asked_at=MONDAY), replace(SECOND, load=5))
    office = an_office(sign("check", "office"), people=people, **a_body("least_loaded", not_the_last=True))
    assert holders(office) == ["审批人1"]
    alone = an_office(sign("check", "office"), people=people[:1], **a_body("least_loaded", not_the_last=True))
    assert holders(alone) == ["审批人0"]


def test_pain_10_whoever_agreed_before_is_asked_again_passes_or_passes_right_after_only() -> None:
    def walked(policy: str) -> Reviewing:
        between = sign("between", "city")
        office = an_office(
            sign("check", "office"), between, sign("recheck", "office", same_person=policy), people=(FIRST,)
        )
        return office.says(FIRST, "approve").says(SHEN, "approve")

    assert walked("ask").open_steps == ["recheck"]
    assert walked("adjacent").open_steps == ["recheck"], "somebody else was in between"
    passed = walked("pass")
    assert passed.open_steps == ["decision"]
    share = next(one for one in passed.state.assignments if one.step == "recheck")
    told = next(one for one, _ in passed.told if one.event == "assignment.decided" and one.id == share.id)
    assert told.by_rule
    assert told.comment == "已在“check”环节同意，按流程规定不再重复审批"


_MAYBE_AWAY = st.one_of(st.none(), st.integers(0, 4))


@given(
    st.lists(
        st.tuples(st.sampled_from(["plain", "nominee", "relative"]), _MAYBE_AWAY), min_size=5, max_size=5
    ),
    st.lists(
        st.tuples(
            st.sampled_from(["decide", "recuse", "transfer", "begin"]), st.integers(0, 4), st.integers(0, 4)
        ),
        max_size=12,
    ),
    st.sampled_from(["any", "all"]),
    st.sampled_from(["all", "round_robin"]),
)
def test_pain_25_in_no_order_does_anybody_decide_against_a_recusal(
    kinds: list[tuple[str, int | None]], acts: list[tuple[str, int, int]], mode: str, pick: str
) -> None:
    """Own case, relatives and declared conflicts hold whoever stands in for whom and whatever is handed on."""
    barred = {
        "nominee": {"identity": NOMINEE_HASH},
        "relative": {"kin": frozenset({NOMINEE_HASH})},
        "plain": {},
    }
    bare = [replace(one, **barred[kind]) for one, (kind, _) in zip(PEOPLE, kinds, strict=True)]  # type: ignore[arg-type]
    people = tuple(
        away(one, bare[other]) if other is not None and bare[other].id != one.id else one
        for one, (_, other) in zip(bare, kinds, strict=True)
    )
    policy = {} if mode == "any" else {"on_refusal": "end"}
    step = sign("check", "office", mode, may=["reject", "transfer"], **policy)
    office = an_office(step, people=people, **a_body(pick))
    declared: set[str] = set()
    for act, who, whom in acts:
        mine = [
            one for one in office.state.assignments if one.person == bare[who].id and one.status == "open"
        ]
        if not mine:
            continue
        commands: dict[str, c.Command] = {
            "decide": c.Decide(bare[who], mine[0].id, "approve"),
            "recuse": c.Recuse(bare[who], mine[0].id, "同乡", office.staff),
            "transfer": c.Transfer(bare[who], mine[0].id, bare[whom]),
            "begin": c.StandInFor(mine[0].id, people[who]),
        }
        try:
            office.ask(commands[act])
        except Refusal:
            continue
        if act == "recuse":
            declared |= {mine[0].id}
    by_id = {one.id: kind for one, (kind, _) in zip(bare, kinds, strict=True)}
    for share in office.state.assignments:
        if share.step == "check" and share.decided_at:
            assert by_id[share.person] == "plain"
            assert by_id.get(share.for_person or "", "plain") == "plain"
            assert share.id not in declared


def test_the_nominee_hears_that_it_is_his_own_case() -> None:
    office = an_office(sign("check", "office"), people=(FIRST,))
    with pytest.raises(OwnCase):
        office.ask(c.Decide(replace(FIRST, identity=NOMINEE_HASH), office.share(FIRST).id, "approve"))
