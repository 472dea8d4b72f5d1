"""转办, 委派, 加签, 减签: others take part, the chain is kept, and nobody slips past a rule about people."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine import commands as c
from engine.handling.settling import depth_of, root_of
from engine.refusals import (
    ActNotAllowed,
    AddedTooDeep,
    AlreadyClosed,
    AlreadyDecided,
    AlreadyTakesPart,
    NotAdded,
    NotToYourself,
    NotYours,
    NotYourSigner,
    OnlyWithinTheUnit,
    OwnCase,
    Recused,
    Refusal,
    WaitsForColleague,
)
from engine.state import Person
from tests.engine.builders import ADMIN, BU, CHU, DANG, LIN, NOMINEE_HASH, publicity, sign
from tests.engine.reviewing import FAN, NOMINEE, SUN, WU, Reviewing, all_sign, reviewing


def any_sign() -> Reviewing:
    return reviewing(all_sign("any"))


# 转办


def test_transfer_hands_the_share_over_for_good() -> None:
    office = any_sign().transfers(CHU, SUN)
    old, new = office.share(CHU), office.share(SUN)
    assert (old.status, old.closed_because) == ("closed", "已转办给 孙静")
    assert (new.via, new.parent, new.why, new.note) == ("transfer", old.id, "褚勇 转办给您", "请你办理")
    assert new.due_at == old.due_at
    with pytest.raises(AlreadyClosed, match="已转办给 孙静"):
        office.says(CHU, "approve")
    assert office.says(SUN, "approve").open_steps == ["decision"]


def test_whoever_has_a_transferred_share_may_hand_it_on_and_the_chain_is_kept() -> None:
    office = any_sign().transfers(CHU, SUN).transfers(SUN, WU).transfers(WU, CHU)
    share = office.share(CHU)
    assert share.status == "open"
    assert root_of(office.state, share) == office.state.share_of(share.step_id)[0].id


def test_transfer_keeps_the_turn_in_a_sequence() -> None:
    office = reviewing(all_sign("sequence")).transfers(CHU, SUN)
    assert office.waiting_for == ["孙静"]
    assert office.says(SUN, "approve").waiting_for == ["卜丽"]


def test_transfer_stays_within_the_unit() -> None:
    with pytest.raises(OnlyWithinTheUnit, match="只能转办给本单位的同事；范红 是其他单位的"):
        any_sign().transfers(CHU, FAN)


def test_what_the_definition_does_not_grant_cannot_be_done() -> None:
    office = reviewing(sign("review", "office"))
    with pytest.raises(ActNotAllowed, match="“review”环节不能转办。现在可以：同意、不同意、退回"):
        office.transfers(CHU, SUN)


# 委派


def test_delegate_comes_back_and_both_opinions_are_kept() -> None:
    office = any_sign().delegates(CHU, SUN)
    assert office.statuses() == {"chu": "waiting", "bu": "open", "sun": "open"}
    with pytest.raises(WaitsForColleague, match="请等待 孙静 先办理（可以撤回）"):
        office.says(CHU, "approve")
    office.says(SUN, "reject", "数据对不上")
    assert office.share(CHU).status == "open"
    assert office.open_steps == ["review"]
    office.says(CHU, "approve")
    assert office.open_steps == ["decision"]
    said = [(one.person, one.decision) for one in office.state.assignments if one.step == "review"]
    assert said == [("chu", "approve"), ("bu", None), ("sun", "reject")]


def test_a_delegate_may_give_the_share_back_without_an_opinion() -> None:
    office = any_sign().delegates(CHU, SUN).gives_back(SUN)
    assert (office.share(SUN).status, office.share(CHU).status) == ("closed", "open")


def test_the_advice_of_a_delegate_is_no_voice_of_the_step() -> None:
    office = reviewing(all_sign("all", "collect")).delegates(CHU, SUN).says(SUN, "reject")
    office.says(CHU, "approve").says(BU, "approve")
    assert office.open_steps == ["decision"]


def test_the_same_adviser_may_be_asked_twice() -> None:
    office = any_sign().delegates(CHU, SUN).says(SUN, "approve").delegates(CHU, SUN)
    assert office.share(SUN).status == "open"


# 加签


def test_add_signer_before_has_the_other_sign_first() -> None:
    office = any_sign().adds(CHU, SUN, "before")
    with pytest.raises(WaitsForColleague, match="孙静"):
        office.says(CHU, "approve")
    office.says(SUN, "approve")
    assert office.open_steps == ["review"]
    assert office.says(CHU, "approve").open_steps == ["decision"]


def test_add_signer_beside_needs_both_in_either_order() -> None:
    for first, second in ((CHU, SUN), (SUN, CHU)):
        office = any_sign().adds(CHU, SUN, "beside").says(first, "approve")
        assert office.open_steps == ["review"]
        assert office.says(second, "approve").open_steps == ["decision"]


def test_add_signer_after_signs_once_the_first_has_signed() -> None:
    office = any_sign().adds(CHU, SUN, "after")
    with pytest.raises(WaitsForColleague, match="褚勇"):
        office.says(SUN, "approve")
    office.says(CHU, "approve")
    assert office.open_steps == ["review"]
    assert office.says(SUN, "approve").open_steps == ["decision"]


def test_a_signer_added_in_a_sequence_signs_at_the_chosen_place() -> None:
    office = reviewing(all_sign("sequence")).adds(CHU, SUN, "after")
    assert office.says(CHU, "approve").waiting_for == ["孙静"]
    assert office.says(SUN, "approve").waiting_for == ["卜丽"]


def test_pain_08_a_refusal_still_works_after_signers_were_added() -> None:
    """ruoyi-vue-pro PR#566: the added signer says no, and the step ends as its policy says."""
    before = reviewing(all_sign("all", "end")).adds(CHU, SUN, "before")
    beside = reviewing(all_sign("all", "end")).adds(CHU, SUN, "beside")
    for office in (before, beside):
        assert office.says(SUN, "reject", "不符合").state.status == "rejected"


def test_nobody_wins_a_vote_by_adding_people() -> None:
    people = (CHU, BU, ADMIN)
    office = reviewing(all_sign("all", "majority"), people=people)
    office.adds(CHU, SUN).adds(CHU, WU)
    office.says(SUN, "approve").says(WU, "approve").says(CHU, "approve")
    assert office.open_steps == ["review"]
    office.says(BU, "reject").says(ADMIN, "reject")
    assert office.state.status == "rejected"


def test_added_signers_may_add_others_down_to_the_limit() -> None:
    office = any_sign().adds(CHU, SUN, "before").adds(SUN, WU, "before")
    assert depth_of(office.state, office.share(WU)) == 2
    with pytest.raises(AddedTooDeep, match="加签最多 2 层"):
        office.adds(WU, FAN)


# 减签


def test_pain_08_removing_a_signer_counts_anew_at_once() -> None:
    """ruoyi-vue-pro#896: with the last open signer gone, the step is settled."""
    office = any_sign().adds(CHU, SUN, "beside").says(CHU, "approve")
    assert office.open_steps == ["review"]
    assert office.removes(CHU, SUN).open_steps == ["decision"]


def test_remove_signer_gives_the_turn_back_to_whoever_waited() -> None:
    office = any_sign().adds(CHU, SUN, "before").adds(SUN, WU, "before").removes(CHU, SUN)
    assert office.statuses() == {"chu": "open", "bu": "open", "sun": "closed", "wu": "closed"}


def test_remove_signer_is_for_the_adder_and_administrators() -> None:
    office = any_sign().adds(CHU, SUN, "beside")
    with pytest.raises(NotYourSigner, match="只有加签的人（褚勇）和管理员可以减签"):
        office.removes(BU, SUN)
    assert office.removes(ADMIN, SUN).statuses()["sun"] == "closed"


def test_an_added_signer_who_handed_on_can_still_be_removed() -> None:
    office = any_sign().adds(CHU, SUN, "before").transfers(SUN, WU).removes(CHU, WU)
    assert (office.share(WU).status, office.share(CHU).status) == ("closed", "open")


def test_what_an_added_signer_said_is_not_taken_away() -> None:
    office = any_sign().adds(CHU, SUN, "beside").says(SUN, "approve")
    with pytest.raises(AlreadyDecided, match="孙静"):
        office.removes(CHU, SUN)


def test_the_people_of_the_body_are_no_added_signers() -> None:
    with pytest.raises(NotAdded, match="卜丽 不是加签来的"):
        any_sign().removes(CHU, BU)


# 回避 and own case, through every one of these doors

DOORS: list[Callable[[Reviewing, Person], object]] = [
    lambda office, to: office.transfers(CHU, to),
    lambda office, to: office.delegates(CHU, to),
    lambda office, to: office.adds(CHU, to, "before"),
    lambda office, to: office.adds(CHU, to, "beside"),
    lambda office, to: office.adds(CHU, to, "after"),
]
UNFIT: list[tuple[Person, type[Refusal]]] = [
    (NOMINEE, Recused),
    (replace(LIN, id="colleague"), Recused),
    (CHU, NotToYourself),
    (BU, AlreadyTakesPart),
]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("to", "refusal"), UNFIT)
def test_pain_25_nobody_is_brought_in_past_a_rule_about_people(
    door: Callable[[Reviewing, Person], object], to: Person, refusal: type[Refusal]
) -> None:
    office = any_sign()
    before = office.state
    with pytest.raises(refusal):
        door(office, to)
    assert office.state == before


@pytest.mark.parametrize("door", DOORS[:4])
def test_pain_02_a_person_brought_in_who_turns_out_to_be_the_nominee_does_nothing(
    door: Callable[[Reviewing, Person], object],
) -> None:
    """pneumatic PR#381: the rule is asked again when the share is done, not only when it is handed on."""
    office = any_sign()
    door(office, SUN)
    with pytest.raises(OwnCase):
        office.ask(c.Decide(replace(SUN, identity=NOMINEE_HASH), office.share(SUN).id, "approve"))


@pytest.mark.parametrize("door", DOORS)
def test_nobody_hands_on_what_is_not_his_or_hers(door: Callable[[Reviewing, Person], object]) -> None:
    office = any_sign().transfers(CHU, SUN)
    command = c.Transfer(WU, office.share(SUN).id, FAN)
    with pytest.raises(NotYours, match="孙静"):
        office.ask(command)
    with pytest.raises(AlreadyClosed):
        door(office, WU)


def test_an_inquiry_into_an_objection_may_be_transferred_where_it_is_granted() -> None:
    office = reviewing(publicity(may=["transfer"]))
    office.objects()
    deputy = replace(DANG, id="deputy", name="党副")
    office.ask(c.Transfer(DANG, office.share(DANG).id, deputy))
    share = office.share(deputy)
    assert (share.objection, share.due_at) == ("o1", office.state.objections[0].due_at)
    office.finds(upheld=False, actor=deputy)
    assert office.state.windows[-1].suspended_at is None
