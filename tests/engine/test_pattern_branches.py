"""Control-flow patterns of branches: split, join, choice, merge, race, cancelled regions."""

import pytest

from engine import commands as c
from engine.offering.choices import choices
from engine.refusals import NextHasActed, NoSuchReturn, WaitNotOver
from tests.engine.blocks import Paths, branch, choice, one_signs, parallel, race, wait, walked, when
from tests.engine.builders import CHU, DANG, MONDAY, SHI, Calendar2022, at, consult, publicity

A, B, C = one_signs("a"), one_signs("b", "party"), one_signs("c", "city")
FORK = parallel(branch(A), branch(B), branch(C))


def many(**answers: object) -> list[str]:
    ways = choice(
        branch(A, when=when("agree", 90, ">=")), branch(B, when=when("cadre", value=True)), mode="many"
    )
    return walked(ways, C, answers=answers).here


def test_a_branch_of_several_steps_counts_as_done_at_its_end_only() -> None:
    office = walked(parallel(branch(A, C), branch(B))).signs("b", "a")
    assert office.here == ["c"]
    assert office.signs("c").here == ["decision"]


def effects(office: Paths, step: str, act: str = "approve") -> tuple[str, ...]:
    shown = choices(office.process, office.state, office.share(step).id, now=MONDAY, calendar=Calendar2022())
    return next(one.effects for one in shown if one.value == act)


def test_each_button_says_what_it_does_to_the_branches() -> None:
    office = walked(one_signs("d", "office"), FORK)
    assert effects(office, "d")[0] == "“fork”：3 路同时办理"
    office.signs("d")
    assert effects(office, "a") == ("还要等“b”“c”办完",)
    assert effects(office, "b", "nominate") == (
        "“a”停止办理",
        "“c”停止办理",
        "退回到“民主推荐”，由基层工会主席办理，限 5 个工作日",
        "改好后从“d”重新走",
    )
    office.signs("a", "b")
    assert effects(office, "c") == ("进入“结果登记”，由省业务部经办人办理，限 30 个工作日",)
    first = walked(parallel(branch(A), branch(B), join="first"))
    assert effects(first, "a")[0] == "“b”停止办理"


def test_blocks_stand_within_blocks() -> None:
    inner = parallel(branch(B), branch(C), key="inner", join="first")
    office = walked(parallel(branch(A), branch(inner, one_signs("d")), key="outer"))
    assert office.here == ["a", "b", "c"]
    assert office.signs("c").here == ["a", "d"]
    assert office.signs("d", "a").here == ["decision"]


def test_pattern_16_deferred_choice_an_act_before_the_timer() -> None:
    office = walked(race(branch(A, B), branch(wait(), C)))
    assert office.here == ["a", "pause"]
    assert office.signs("a").here == ["b"], "the timer is off as soon as somebody has acted"
    assert office.signs("b").here == ["decision"]


def test_pattern_16_deferred_choice_the_timer_before_an_act() -> None:
    office = walked(race(branch(A, B), branch(wait(), C)))
    with pytest.raises(WaitNotOver):
        office.elapses("pause")
    office.later(at(2, 28, 23, 59))
    with pytest.raises(WaitNotOver):
        office.elapses("pause")
    office.later(at(3, 1, 0, 0))
    office.elapses("pause")
    assert office.here == ["c"]
    assert office.elapses("pause").here == ["c"], "the clock may come twice"


def test_pattern_19_cancel_task_a_skipped_or_stopped_step_asks_nobody() -> None:
    office = walked(parallel(branch(A), branch(B), join="first")).signs("a")
    share = next(one for one in office.state.assignments if one.step == "b")
    assert (share.status, share.closed_because) == ("closed", "并行的其他环节已经满足要求")


def test_pattern_25_cancel_region_sent_back_out_of_a_branch_the_whole_block_stops() -> None:
    office = walked(parallel(branch(A, one_signs("d")), branch(B), branch(C))).signs("a")
    office.goes_back("b", "nominate")
    assert office.here == ["nominate"]
    assert [one.status for one in office.state.blocks] == ["settled"]
    office.later(at(2, 22)).submits()
    assert office.here == ["a", "b", "c"], "everything is walked anew, also what was signed before"


def test_sent_back_within_a_branch_the_others_go_on() -> None:
    office = walked(parallel(branch(A, one_signs("d")), branch(B))).signs("a")
    assert office.goes_back("d", "a").here == ["b", "a"]
    assert office.signs("b", "a", "d").here == ["decision"]


def test_nobody_sends_back_into_another_branch() -> None:
    with pytest.raises(NoSuchReturn):
        walked(FORK).signs("a").goes_back("b", "a")


def test_sent_back_into_a_block_that_is_over_only_that_branch_is_walked_again() -> None:
    office = walked(FORK, one_signs("d", "office")).signs("a", "b", "c").goes_back("d", "b")
    assert office.here == ["b"]
    assert office.signs("b").here == ["d"]


def test_a_refusal_in_one_branch_ends_the_case_in_all() -> None:
    office = walked(FORK).refuses("b")
    assert office.state.status == "rejected"
    assert office.here == []
    assert [one.status for one in office.state.blocks] == ["settled"]
    assert not [one for one in office.state.assignments if one.status == "open"]


def test_a_step_is_skipped_within_its_branch_only() -> None:
    skipped = one_signs("a", skip_if=when("unit.direct", value=False))
    office = walked(parallel(branch(skipped), branch(B)))
    assert office.here == ["b"]
    assert office.signs("b").here == ["decision"]


def test_when_every_branch_is_skipped_the_case_goes_on_at_once() -> None:
    never = when("unit.direct", value=False)
    both = [branch(one_signs(key, skip_if=never)) for key in "ab"]
    assert walked(parallel(*both)).here == ["decision"]


def test_while_one_branch_is_shown_to_the_public_the_case_is_and_afterwards_it_is_not() -> None:
    office = walked(parallel(branch(publicity()), branch(A), branch(B)))
    assert office.state.status == "in_publicity"
    office.signs("a")
    assert office.state.status == "in_publicity"
    office.later(at(3, 1, 0, 1)).closes_window()
    assert (office.here, office.state.status) == (["b"], "under_way")


def test_taken_back_at_the_end_of_a_branch_the_branch_goes_on() -> None:
    office = walked(FORK).signs("a")
    office.takes_back("a")
    assert sorted(office.here) == ["a", "b", "c"]
    assert office.signs("b", "c", "a").here == ["decision"]


def test_taken_back_before_a_fork_what_was_opened_in_it_stops() -> None:
    office = walked(one_signs("d", "office"), FORK).signs("d")
    assert office.here == ["a", "b", "c"]
    office.takes_back("d")
    office.advances()
    assert office.here == ["d"]
    assert office.signs("d", "a", "b", "c").here == ["decision"]


def test_nothing_is_taken_back_once_somebody_in_the_fork_has_acted() -> None:
    office = walked(one_signs("d", "office"), FORK).signs("d", "b")
    with pytest.raises(NextHasActed, match="党红梅"):
        office.takes_back("d")


def test_taken_back_after_the_branches_have_met_the_last_branch_goes_on() -> None:
    office = walked(FORK, one_signs("d", "office")).signs("a", "b", "c")
    office.takes_back("c")
    office.advances()
    assert office.here == ["c"]
    assert office.signs("c").here == ["d"]


def test_nothing_is_taken_back_that_stopped_the_others() -> None:
    office = walked(parallel(branch(A), branch(B), join="first")).signs("a")
    with pytest.raises(NextHasActed, match="fork"):
        office.takes_back("a")
    office = walked(race(branch(A, C), branch(B))).signs("a")
    with pytest.raises(NextHasActed, match="race"):
        office.takes_back("a")


def test_in_a_branch_that_was_stopped_and_is_walked_anew_the_first_visit_stays_as_it_is() -> None:
    office = walked(parallel(branch(A, one_signs("d")), branch(B))).signs("a").goes_back("b", "nominate")
    with pytest.raises(NextHasActed):
        office.takes_back("a")
    office.later(at(2, 22))
    office.submits()
    with pytest.raises(NextHasActed, match="fork"):
        office.takes_back("a")


def test_another_branch_that_goes_on_is_no_reason_not_to_take_back() -> None:
    office = walked(parallel(branch(A, one_signs("d")), branch(B, C))).signs("a", "b", "c")
    office.takes_back("a")
    assert office.here == ["a"]
    assert office.signs("a", "d").here == ["decision"]


def test_the_people_of_the_branches_are_those_of_the_definition() -> None:
    office = walked(FORK)
    assert [one.person for one in office.state.assignments if one.status == "open"] == [
        CHU.id,
        DANG.id,
        SHI.id,
    ]
    assert office.state.opened_at == MONDAY


def test_a_branch_that_is_done_as_soon_as_it_opens_stops_those_that_would_open_with_it() -> None:
    """Opinions that are valid still are not asked for again; nothing stays open in a block that is over."""
    fork = parallel(branch(consult()), branch(A), join="first")
    office = walked(fork, one_signs("d", "office"))
    for agency in ("police", "discipline"):
        share = office.share("ask")
        office.ask(c.RecordOpinion(office.person(share), share.id, agency, "agree", "", "digest"))
    office.advances()
    assert office.here == ["d"]
    office.goes_back("d", "nominate")
    office.later(at(2, 22)).submits()
    assert office.here == ["d"]
    assert [one.key for one in office.state.steps if one.status == "open"] == ["d"]
    assert office.signs("d").here == ["decision"]
