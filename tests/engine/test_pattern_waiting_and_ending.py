"""Control-flow patterns of state, cancellation, cases beside cases and ends."""

from dataclasses import replace
from typing import Any

import pytest

from engine import commands as c
from engine.refusals import (
    AlreadyLinked,
    LinkedToItself,
    NoSuchLink,
    OwnCase,
)
from tests.engine.blocks import (
    Paths,
    branch,
    each,
    is_waiting,
    one_signs,
    parallel,
    race,
    wait,
    walked,
)
from tests.engine.builders import (
    ADMIN,
    ANSWERS,
    BU,
    CHU,
    LIN,
    NOMINEE_HASH,
    SEATS,
    a_process,
    at,
    at_step,
    ballot,
    publicity,
    sign,
)
from tests.engine.reviewing import SUN, all_sign, reviewing

A, B = one_signs("a"), one_signs("b", "party")
GATES: dict[str, Any] = {"kind": "campaign", "gates": [{"key": "review", "title": "评审开始"}]}
SUB = {"key": "check", "title": "资格核查", "kind": "sub_case", "process": "checking"}


def test_pattern_11_implicit_termination_the_case_ends_when_nothing_is_left_to_do() -> None:
    office = walked(parallel(branch(A), branch(B))).signs("b", "a")
    office.decides(CHU, outcome="granted")
    assert office.state.closed_at is not None
    assert not office.here
    assert not office.state.pending


def gated(*open_gates: str) -> Paths:
    office = walked(A, one_signs("b", "party", gate="review"), **GATES).signs("a")
    office.open_gates = frozenset(open_gates)
    office.advances()
    return office


def test_pattern_18_milestone_a_step_waits_until_the_gate_of_its_round_is_open() -> None:
    office = gated()
    assert (office.here, office.state.pending) == ([], ("b",))
    assert is_waiting(office.state)
    office.open_gates = frozenset({"review"})
    office.advances()
    assert office.here == ["b"]


def test_a_gate_that_is_open_holds_nobody_up_and_one_that_closes_again_takes_nothing_back() -> None:
    office = gated("review")
    assert office.here == ["b"]
    office.open_gates = frozenset()
    assert office.signs("b").here == ["decision"]


def test_a_gate_holds_up_its_own_branch_only() -> None:
    fork = parallel(branch(one_signs("b", "party", gate="review")), branch(A))
    office = walked(fork, **GATES)
    assert office.here == ["a"]
    assert office.signs("a").here == []
    office.open_gates = frozenset({"review"})
    office.advances()
    assert office.signs("b").here == ["decision"]


def test_pattern_16_deferred_choice_an_objection_or_the_end_of_the_window() -> None:
    for objected in (True, False):
        office = at_step(publicity())
        office.later(at(2, 22))
        if objected:
            office.objects()
            assert office.state.windows[0].suspended_at is not None
        else:
            office.later(at(3, 1)).closes_window()
            assert office.open_steps == ["decision"]


def with_sub_case(*, waits: bool) -> Paths:
    office = walked({**SUB, "waits": waits}, A)
    visit = office.state.open_step("check")
    assert visit is not None
    office.ask(c.AttachSubCase(visit.id, "case-2", "HC-2022-0001"))
    office.advances()
    return office


def test_pattern_12_multiple_instances_without_synchronization_a_sub_case_goes_its_own_way() -> None:
    office = with_sub_case(waits=False)
    assert office.here == ["a"]
    [link] = office.state.links
    assert (link.kind, link.other, link.number, link.linked_by) == ("child", "case-2", "HC-2022-0001", None)


def test_close_sub_case_brings_its_outcome_to_the_case_that_waits() -> None:
    office = with_sub_case(waits=True)
    visit = office.state.open_step("check")
    assert visit is not None
    assert office.here == ["check"]
    office.ask(c.CloseSubCase(visit.id, "another", "determined", "granted"))
    assert office.here == ["check"], "the end of another case is none of its business"
    office.ask(c.CloseSubCase(visit.id, "case-2", "determined", "granted"))
    office.advances()
    assert office.here == ["a"]
    assert office.ask(c.CloseSubCase(visit.id, "case-2", "determined", "granted")) == []


@pytest.mark.parametrize(("outcome", "here"), [("granted", "a"), ("refused", "decision")])
def test_conditions_see_how_the_sub_case_ended(outcome: str, here: str) -> None:
    skipped = one_signs("a", skip_if={"field": "case.sub_outcome", "op": "==", "value": "refused"})
    office = walked(SUB, skipped)
    visit = office.state.open_step("check")
    assert visit is not None
    office.ask(c.AttachSubCase(visit.id, "case-2", "HC-2022-0001"))
    office.ask(c.CloseSubCase(visit.id, "case-2", "determined", outcome))
    office.advances()
    assert office.here == [here]


def test_the_same_sub_case_is_attached_once() -> None:
    office = with_sub_case(waits=True)
    visit = office.state.open_step("check")
    assert visit is not None
    assert office.ask(c.AttachSubCase(visit.id, "case-3", "HC-2022-0002")) == []


def test_link_is_made_once_and_a_wrong_one_is_taken_back() -> None:
    office = walked(A)
    office.ask(c.Link(CHU, "same_subject", "case-9", "XLC-2021-0009", "两年前的推荐"))
    with pytest.raises(AlreadyLinked, match="XLC-2021-0009"):
        office.ask(c.Link(CHU, "same_subject", "case-9", "XLC-2021-0009"))
    [link] = office.state.links
    office.ask(c.Unlink(CHU, link.id))
    assert office.state.links[0].removed_at == office.now
    office.ask(c.Link(CHU, "same_subject", "case-9", "XLC-2021-0009"))
    assert len({one.id for one in office.state.links}) == 2


def test_unlink_takes_nothing_back_that_the_office_linked_and_nobody_links_a_case_to_itself_nor_his_own() -> (
    None
):
    office = with_sub_case(waits=False)
    with pytest.raises(LinkedToItself):
        office.ask(c.Link(CHU, "related", "case-1", "XLC-2022-0001"))
    with pytest.raises(OwnCase):
        office.ask(c.Link(replace(CHU, identity=NOMINEE_HASH), "related", "case-9", "XLC-2021-0009"))
    with pytest.raises(NoSuchLink):
        office.ask(c.Unlink(CHU, office.state.links[0].id))


def test_pattern_19_cancel_task_a_transferred_share_is_the_old_holders_no_more() -> None:
    office = reviewing(all_sign("any"))
    office.transfers(CHU, SUN)
    assert office.share(CHU).status == "closed"
    assert office.share(SUN).status == "open"


@pytest.mark.parametrize("how", ["withdraw", "terminate"])
def test_pattern_20_cancel_case_ends_every_branch_every_wait_and_every_block(how: str) -> None:
    office = walked(parallel(branch(A), branch(publicity()), branch(wait())))
    ended: c.Command = c.Withdraw(LIN, "不报了") if how == "withdraw" else c.Terminate(ADMIN, "重复申报")
    office.ask(ended)
    assert office.here == []
    assert office.state.windows[0].closed_at == office.now
    assert {one.status for one in office.state.blocks} == {"settled"}
    assert not [one for one in office.state.assignments if one.status in ("open", "waiting")]


def test_pattern_24_persistent_trigger_a_step_stays_pending_until_somebody_opens_it() -> None:
    office = Paths(a_process(A)).opens()
    office.ask(c.Submit(LIN, office.mine(LIN).id, ANSWERS, "演示人选", NOMINEE_HASH))
    assert office.state.pending == ("a",)
    office.now = at(6, 1)
    assert office.advances().open_steps == ["a"], "months later the trigger is still there"


def test_pattern_26_cancel_multiple_instances_a_refusal_ends_the_step_for_all() -> None:
    office = at_step(sign("all_of", "office", "all", on_refusal="end"))
    office.decides(CHU, "reject", comment="不符合")
    assert {one.status for one in office.state.assignments if one.step == "all_of"} == {"decided", "closed"}


def test_pattern_27_complete_multiple_instances_a_vote_ends_when_its_result_is_certain() -> None:
    office = at_step(ballot(secret=False, early=True))
    for seat in SEATS[:5]:
        office.votes(seat, "approve")
    assert office.open_steps == ["decision"]
    assert office.state.steps[1].tally is not None


def test_pain_07_a_return_out_of_parallel_work_loses_no_task() -> None:
    office = walked(parallel(branch(A, one_signs("d")), branch(B)), one_signs("e", "office")).signs("a")
    for day in (22, 23):
        office.goes_back("d", "nominate")
        assert office.here == ["nominate"]
        office.later(at(2, day))
        office.submits()
        assert office.here == ["a", "b"]
        office.signs("a")
    assert office.signs("d", "b", "e").here == ["decision"]
    assert is_waiting(office.state)


def test_pain_21_nothing_behind_a_gate_is_decided_before_the_round_allows() -> None:
    office = gated()
    assert not [one for one in office.state.assignments if one.step == "b"]
    office.later(at(6, 1))
    office.advances()
    assert office.here == []


def test_a_wait_in_a_row_is_over_when_its_time_is() -> None:
    office = walked(wait(lasts="2 working days"), A)
    assert office.here == ["pause"]
    office.later(at(2, 24))
    assert office.elapses("pause").here == ["a"]


def test_a_race_of_people_the_first_to_act_wins() -> None:
    office = walked(race(branch(A), branch(B))).signs("b")
    assert office.here == ["decision"]


def test_acts_within_a_list_stay_within_their_line() -> None:
    look = sign("look", "office", "all", on_refusal="end", may=["transfer"])
    office = walked(each(look), answers={"experts": ["甲", "乙"]})
    mine = office.share("look", "甲")
    office.ask(c.Transfer(office.person(mine), mine.id, SUN))
    lines = {one.id: one.line for one in office.state.steps}
    standing = [(one.person, lines[one.step_id]) for one in office.state.assignments if one.status == "open"]
    assert sorted(standing) == sorted([(BU.id, "甲"), (SUN.id, "甲"), (CHU.id, "乙"), (BU.id, "乙")])
