"""退回后直接回来: after the correction the case stands where it was sent back from, or walks every step again."""

from typing import Any

import pytest

from engine import commands as c
from engine.definition import Then
from engine.events import BlockResumed
from engine.offering.choices import choices
from engine.refusals import NextHasActed, ReturnsOtherwise, ShownOrVotedSince, WaitNotOver
from tests.engine.blocks import Paths, branch, each, one_signs, parallel, race, wait, walked
from tests.engine.builders import ANSWERS, LIN, SEATS, Calendar2022, at, ballot, publicity

Raw = dict[str, Any]
BOTH: Raw = {"returns": ["straight_back", "rerun"]}
BOTH_WAYS: tuple[Then, Then] = ("straight_back", "rerun")


def returning(
    office: Paths, step: str, to: str, then: Then | None = "straight_back", line: str | None = None
) -> Paths:
    share = office.share(step, line)
    office.ask(c.SendBack(office.person(share), share.id, to, "请补正", then))
    office.advances()
    return office


def three(**more: Any) -> Paths:  # noqa: ANN401 - whatever a step may say
    return walked(
        one_signs("first", "party"), one_signs("second", "city"), one_signs("third", **{**BOTH, **more})
    )


def corrected(office: Paths, **changes: object) -> Paths:
    office.submits(LIN, answers={**ANSWERS, **changes})
    return office


def test_a_corrected_case_comes_straight_back_to_whoever_returned_it() -> None:
    office = returning(three().signs("first", "second"), "third", "nominate")
    assert (office.state.status, office.here) == ("returned", ["nominate"])
    assert corrected(office).here == ["third"]
    assert [(one.key, one.visit) for one in office.state.steps][-1] == ("third", 2)
    assert office.signs("third").here == ["decision"]


def test_the_definition_says_what_is_usual_and_the_reviewer_may_choose_the_other() -> None:
    usual = returning(three().signs("first", "second"), "third", "nominate", None)
    assert corrected(usual).here == ["third"]
    other = returning(three().signs("first", "second"), "third", "nominate", "rerun")
    assert corrected(other).here == ["first"]


def test_what_the_definition_does_not_say_is_refused() -> None:
    office = walked(one_signs("first", "party"), one_signs("second"))
    office.signs("first")
    with pytest.raises(ReturnsOtherwise, match="“second”退回后不能“改好后直接回来”"):
        returning(office, "second", "nominate")


def test_row_21_after_both_kinds_of_return_the_clock_starts_anew() -> None:
    """ruoyi-vue-pro#1018: after a return the reminders were dead."""
    for then in BOTH_WAYS:
        office = three().signs("first", "second")
        was = office.share("third")
        office.later(at(2, 24))
        returning(office, "third", "nominate", then)
        office.later(at(3, 1))
        corrected(office)
        if then == "rerun":
            office.signs("first", "second")
        again = office.share("third")
        assert again.id != was.id
        assert was.due_at is not None
        assert again.due_at is not None
        assert again.due_at > was.due_at
        assert (again.reminded_at, again.overdue_at, again.urged_at) == (None, None, None)


def test_the_button_says_where_the_case_comes_back_to() -> None:
    office = three().signs("first", "second")
    shown = {
        one.value: one
        for one in choices(
            office.process, office.state, office.share("third").id, now=office.now, calendar=Calendar2022()
        )
        if one.act == "send_back"
    }
    assert shown["nominate"].label == "退回到“民主推荐”，改好后直接回来"
    assert shown["nominate"].effects[-1] == "改好后直接回到“third”"
    assert shown["nominate rerun"].effects[-1] == "改好后从“first”重新走"
    assert shown["second rerun"].effects[-1] == "改好后从“third”重新走"


def test_the_one_who_corrects_sees_where_it_goes() -> None:
    office = returning(three().signs("first", "second"), "third", "nominate")
    shown = choices(
        office.process, office.state, office.share("nominate").id, now=office.now, calendar=Calendar2022()
    )
    assert shown[0].effects == ("进入“third”，由省业务部经办人办理，限 3 个工作日",)


def test_sent_back_out_of_a_parallel_block_straight_back_takes_up_every_branch_where_it_stood() -> None:
    office = walked(
        parallel(
            branch(one_signs("a", "party"), one_signs("b", **BOTH)),
            branch(one_signs("c", "city"), one_signs("d", "party")),
            branch(one_signs("e", "party")),
        )
    )
    office.signs("a", "c", "e")
    assert office.here == ["b", "d"]
    returning(office, "b", "nominate")
    assert office.here == ["nominate"]
    assert corrected(office).here == ["b", "d"]
    (block,) = office.state.blocks
    assert (block.status, block.done) == ("open", (2,)), "what was done in a branch stays done"
    assert office.signs("b", "d").here == ["decision"]


def test_pain_07_straight_back_into_lines_of_a_list_loses_none() -> None:
    """flowable#3944: returning two multi-instance tasks."""
    office = walked(each(one_signs("look", **BOTH)), answers={"experts": ["甲", "乙", "丙"]})
    office.signs("look", line="甲")
    returning(office, "look", "nominate", line="乙")
    corrected(office, experts=["甲", "乙", "丙"])
    assert office.here == ["look:乙", "look:丙"]
    office.signs("look", line="乙").signs("look", line="丙")
    assert office.here == ["decision"]


def test_a_list_that_the_correction_changed_is_walked_anew() -> None:
    office = walked(each(one_signs("look", **BOTH)), answers={"experts": ["甲", "乙"]})
    office.signs("look", line="甲")
    returning(office, "look", "nominate", line="乙")
    assert corrected(office, experts=["乙", "丁"]).here == ["look:乙", "look:丁"]


def test_a_list_that_lost_a_line_and_does_not_grow_is_walked_anew_too() -> None:
    office = walked(each(one_signs("look", **BOTH)), answers={"experts": ["甲", "乙"]})
    office.signs("look", line="甲")
    returning(office, "look", "nominate", line="乙")
    assert corrected(office, experts=["甲"]).here == ["look:甲"]


def test_within_a_branch_the_others_are_left_alone_and_so_they_are_when_it_is_taken_back() -> None:
    office = walked(
        parallel(branch(one_signs("a", "party"), one_signs("b", **BOTH)), branch(one_signs("c", "city")))
    )
    office.signs("a")
    returning(office, "b", "a")
    assert office.signs("a").here == ["c", "b"]
    office.takes_back("a")
    assert office.here == ["c", "a"]
    assert office.signs("a", "b", "c").here == ["decision"]
    assert [one.visit for one in office.state.steps if one.key == "c"] == [1]
    assert not [event for event in office.events if event in ("block.reopened", "block.resumed")]


def test_a_line_that_was_added_is_there_when_the_case_comes_straight_back() -> None:
    office = walked(each(one_signs("look", **BOTH), grows=True), answers={"experts": ["甲", "乙"]})
    share = office.share("look", "甲")
    office.ask(c.AddLine(office.person(share), share.id, "丁"))
    office.advances()
    returning(office, "look", "nominate", line="乙")
    assert corrected(office, experts=["甲", "乙"]).here == ["look:乙", "look:甲", "look:丁"]


def test_a_line_that_the_correction_cut_off_stays_out_and_an_added_one_does_not() -> None:
    office = walked(each(one_signs("look", **BOTH), grows=True), answers={"experts": ["甲", "乙"]})
    share = office.share("look", "甲")
    office.ask(c.AddLine(office.person(share), share.id, "丁"))
    office.advances()
    returning(office, "look", "nominate", line="甲")
    assert corrected(office, experts=["甲"]).here == ["look:甲", "look:丁"]
    assert office.signs("look", line="甲").here == ["look:丁"]
    assert office.signs("look", line="丁").here == ["decision"], "nobody waits for what was cut off"


def test_with_nothing_left_to_come_back_to_the_list_is_walked_anew() -> None:
    office = walked(each(one_signs("look", **BOTH), grows=True), answers={"experts": ["甲", "乙"]})
    office.signs("look", line="甲")
    returning(office, "look", "nominate", line="乙")
    assert corrected(office, experts=["甲"]).here == ["look:甲"]


def test_a_wait_that_the_return_stopped_begins_anew() -> None:
    office = walked(race(branch(one_signs("reply", "party", **BOTH)), branch(wait("silence"))))
    returning(office, "reply", "nominate").later(at(3, 1))
    assert corrected(office).here == ["reply", "silence"]
    with pytest.raises(WaitNotOver):
        office.elapses("silence")


def test_straight_back_from_a_step_within_a_block_that_is_over() -> None:
    office = walked(
        parallel(branch(one_signs("a", "party")), branch(one_signs("b", "city"))), one_signs("last", **BOTH)
    )
    office.signs("a", "b")
    returning(office, "last", "b")
    assert office.here == ["b"]
    assert office.state.blocks[-1].branches == (1,), "only the branch that leads there"
    assert office.signs("b").here == ["last"]
    assert not [one for one in office.state.blocks if one.status == "open"]


def test_a_return_within_a_return_comes_back_twice() -> None:
    office = walked(
        one_signs("first", "party", **BOTH), one_signs("second", "city", **BOTH), one_signs("third", **BOTH)
    )
    office.signs("first", "second")
    returning(office, "third", "first")
    returning(office, "first", "nominate")
    assert corrected(office).here == ["first"]
    assert office.signs("first").here == ["third"], "the first way back still holds"


def test_rerun_within_a_return_forgets_the_straight_way() -> None:
    office = walked(one_signs("first", "party"), one_signs("second", "city"), one_signs("third", **BOTH))
    office.signs("first", "second")
    returning(office, "third", "first")
    returning(office, "first", "nominate", None)
    assert corrected(office).here == ["first"]
    assert office.signs("first").here == ["second"]


def test_pain_09_a_correction_handed_in_too_early_is_taken_back() -> None:
    office = walked(
        one_signs("first", "city"),
        parallel(branch(one_signs("a", "party", **BOTH)), branch(one_signs("b"))),
    )
    office.signs("first")
    returning(office, "a", "first")
    office.signs("first")
    assert office.here == ["a", "b"]
    office.takes_back("first")
    assert (office.here, office.state.pending) == (["first"], ())
    assert office.signs("first").here == ["a", "b"]
    office.signs("b")
    with pytest.raises(NextHasActed):
        office.takes_back("first")


def test_what_was_shown_or_voted_on_is_not_changed_behind_the_publics_back() -> None:
    office = walked(one_signs("first", "party"), publicity(), one_signs("last", **BOTH))
    office.signs("first").later(at(3, 15))
    office.closes_window()
    with pytest.raises(ShownOrVotedSince, match="重新经过“单位公示”"):
        returning(office, "last", "nominate")
    assert returning(office, "last", "nominate", None).here == ["nominate"]
    assert corrected(office).signs("first").here == ["showing"]


def test_a_vote_in_another_branch_that_is_not_walked_again_hinders_nothing() -> None:
    office = walked(
        parallel(
            branch(ballot(by="seats", counted_by="clerk")),
            branch(one_signs("a", "party"), one_signs("b", "city", **BOTH)),
        )
    )
    office.signs("a")
    for seat in SEATS:
        office.votes(seat, "approve")
    assert returning(office, "b", "a").signs("a").here == ["b"]


def test_a_vote_that_began_beside_what_is_corrected_hinders_nothing_either() -> None:
    office = walked(
        parallel(
            branch(one_signs("c", "city"), ballot(by="seats", counted_by="clerk")),
            branch(one_signs("a", "party"), one_signs("b", "clerk", **BOTH)),
        )
    )
    office.signs("c", "a")
    for seat in SEATS:
        office.votes(seat, "approve")
    assert returning(office, "b", "a").signs("a").here == ["b"]


def test_the_blocks_that_go_on_are_told() -> None:
    office = walked(parallel(branch(one_signs("a", "party", **BOTH)), branch(one_signs("b", "city"))))
    returning(office, "a", "nominate")
    corrected(office)
    assert [event.block for event, _ in office.told if isinstance(event, BlockResumed)] == ["fork"]
