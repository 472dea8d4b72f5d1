"""撤回 where ways run beside one another: what ended together goes on together, and no other way is touched."""

import pytest

from engine import commands as c
from engine import events as e
from engine.refusals import NextHasActed
from tests.engine.blocks import Paths, branch, one_signs, parallel, race, wait, walked
from tests.engine.builders import at, consult, publicity

A, B, C, D = (one_signs(key) for key in "abcd")


def _answers(office: Paths, *agencies: str) -> None:
    for agency in agencies:
        share = office.share("ask")
        office.ask(c.RecordOpinion(office.person(share), share.id, agency, "agree", "", "digest"))
    office.advances()


def test_the_first_to_come_in_a_race_within_a_branch_has_stopped_the_other_for_good() -> None:
    office = walked(parallel(branch(race(branch(A, B), branch(wait()))), branch(C))).signs("a")
    with pytest.raises(NextHasActed, match="“race”的其他环节已经停止"):
        office.takes_back("a")
    office.signs("b")
    assert office.takes_back("b")
    assert sorted(office.here) == ["b", "c"]


def test_a_race_around_a_block_leaves_what_runs_beside_within_it_to_be_taken_back() -> None:
    office = walked(race(branch(one_signs("first"), parallel(branch(A, D), branch(B))), branch(wait())))
    office.signs("first", "a")
    office.takes_back("a")
    assert sorted(office.here) == ["a", "b"]


def test_two_blocks_that_ended_with_one_signature_are_both_open_again() -> None:
    inner = parallel(branch(A), branch(B), key="inner")
    office = walked(parallel(branch(inner), branch(C), key="outer"), one_signs("d", "office"))
    office.signs("c", "a", "b")
    assert office.here == ["d"]
    said = office.takes_back("b")
    assert [one.block for one in said if isinstance(one, e.BlockReopened)] == ["outer", "inner"]
    assert office.here == ["b"]
    assert office.signs("b").here == ["d"]


def test_a_block_that_goes_on_is_not_opened_again() -> None:
    inner = parallel(branch(A), branch(B), key="inner")
    office = walked(parallel(branch(inner), branch(C), key="outer")).signs("a", "b")
    said = office.takes_back("b")
    assert [one.block for one in said if isinstance(one, e.BlockReopened)] == ["inner"]
    assert sorted(office.here) == ["b", "c"]
    assert sorted(office.signs("c").here) == ["b"]


def test_while_another_way_is_in_publicity_the_case_is_still_in_publicity() -> None:
    office = walked(parallel(branch(A, B), branch(publicity()))).signs("a")
    assert office.state.status == "in_publicity"
    office.takes_back("a")
    assert office.state.status == "in_publicity"


def test_after_a_publicity_that_is_over_the_case_is_under_way_again() -> None:
    office = walked(publicity(), A, B)
    office.later(at(3, 10))
    office.ask(c.CloseWindow(office.state.windows[-1].id))
    office.advances()
    office.signs("a").takes_back("a")
    assert (office.here, office.state.status) == (["a"], "under_way")


def test_answers_of_agencies_that_lie_on_file_from_before_keep_nobody_from_taking_back() -> None:
    office = walked(A, consult(), one_signs("d", "office")).signs("a")
    _answers(office, "police", "discipline")
    assert office.here == ["d"]
    office.goes_back("d", "a")
    office.later(at(2, 23))
    office.signs("a")
    assert office.here == ["d"]
    office.takes_back("a")
    assert office.here == ["a"]


def test_an_answer_to_another_request_keeps_nobody_from_taking_back() -> None:
    other = {**consult(), "key": "other", "title": "再次征求意见"}
    office = walked(parallel(branch(A, consult()), branch(other)))
    office.signs("a")
    share = office.share("other")
    office.ask(c.RecordOpinion(office.person(share), share.id, "police", "agree", "", "digest"))
    office.takes_back("a")
    assert sorted(office.here) == ["a", "other"]


def test_what_follows_a_block_is_not_asked_about_while_another_way_goes_on() -> None:
    following = parallel(branch(D), branch(one_signs("e")), key="following")
    office = walked(parallel(branch(A), branch(B)), following).signs("a")
    office.takes_back("a")
    assert sorted(office.here) == ["a", "b"]
    inner = parallel(branch(A), branch(B), key="inner")
    office = walked(parallel(branch(inner), branch(C), key="outer"), following).signs("c", "a")
    office.takes_back("a")
    assert sorted(office.here) == ["a", "b"]
    office.signs("a", "b")
    assert sorted(office.here) == ["d", "e"]
    office.takes_back("b")
    assert office.here == ["b"]
    assert sorted(office.signs("b").here) == ["d", "e"]


def test_a_block_that_ended_within_one_that_goes_on_is_open_again() -> None:
    inner = parallel(branch(A), branch(B), key="inner")
    following = parallel(branch(D), branch(one_signs("e")), key="following")
    office = walked(parallel(branch(inner), branch(C), key="outer"), following).signs("a", "b")
    office.takes_back("b")
    assert sorted(office.here) == ["b", "c"]
