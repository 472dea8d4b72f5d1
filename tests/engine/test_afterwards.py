"""What can still be done about a case, with what it would do, by the engine's own answer."""

from engine import commands as c
from engine.offering.afterwards import afterwards
from engine.offering.choices import Choice, choices
from engine.state import Person
from tests.engine.builders import ADMIN, BU, CHU, LIN, SHI, Calendar2022, at, sign
from tests.engine.reviewing import SUN, Reviewing, all_sign, reviewing


def offered(office: Reviewing, who: Person) -> dict[str, Choice]:
    found = afterwards(office.process, office.state, who, now=office.now, calendar=Calendar2022())
    return {one.act: one for one in found}


def buttons(office: Reviewing, who: Person) -> dict[str, tuple[str, ...]]:
    share = office.share(who).id
    found = choices(office.process, office.state, share, now=office.now, calendar=Calendar2022())
    return {f"{one.act}:{one.value}": one.effects for one in found if not one.refused}


def test_taking_back_lists_its_side_effects_first() -> None:
    office = reviewing(all_sign("any"), sign("next", "city")).says(CHU, "approve")
    choice = offered(office, CHU)["take_back"]
    assert choice.label == "撤回“review”的办理"
    assert choice.effects == ("“next”关闭，等您重新办理", "回到您这里重新办理", "还需 褚勇、卜丽 办理")
    assert "take_back" not in offered(office, BU)
    office.decides(SHI)
    assert "take_back" not in offered(office, CHU)


def test_an_added_signer_can_be_removed_by_whoever_added() -> None:
    office = reviewing(all_sign("any")).adds(CHU, SUN)
    assert offered(office, CHU)["remove_signer"].label == "减签：孙静"
    assert "remove_signer" not in offered(office, BU)


def test_urging_says_who_is_nudged_or_why_not_now() -> None:
    office = reviewing(all_sign("any"))
    assert offered(office, LIN)["urge"].effects == ("提醒褚勇、卜丽尽快办理",)
    office.ask(c.Urge(LIN))
    again = offered(office, LIN)["urge"]
    assert again.refused
    assert "已经催办过" in again.effects[0]


def test_ending_and_holding_are_offered_to_administrators_only() -> None:
    office = reviewing(all_sign("any"))
    assert {"hold", "terminate"} <= offered(office, ADMIN).keys()
    assert not {"hold", "terminate"} & offered(office, CHU).keys()
    office.ask(c.Hold(ADMIN, "等"))
    assert "hold" not in offered(office, ADMIN)


def test_each_button_of_a_reviewer_says_what_it_does() -> None:
    office = reviewing(all_sign("any", ask_stops_clock=True, pool=True, claim="2 working days"))
    said = buttons(office, CHU)
    assert said["transfer:transfer"] == ("转给所选的人办理，您不再办理", "还需 卜丽、所选的人 办理")
    assert said["delegate:delegate"][0] == "由所选的人提出意见，之后回到您这里；两份意见都保留"
    assert said["add_signer:before"][0] == "先由所选的人审批，之后回到您这里"
    assert said["add_signer:beside"][0] == "所选的人和您都要审批，都同意才算您同意"
    assert said["add_signer:after"][0] == "您同意后还要由所选的人审批"
    assert said["ask:ask"][0] == "由申请人答复，等答复时停止计时"
    assert said["claim:claim"][0].startswith("由您办理，2022年2月24日 00:00 前")
    assert "decide:abstain" in said


def test_a_delegate_advises_or_gives_back_and_the_applicant_answers() -> None:
    office = reviewing(all_sign("any")).delegates(CHU, SUN)
    assert list(buttons(office, SUN)) == ["decide:approve", "decide:reject", "give_back:give_back"]
    office.asks(BU)
    office.later(at(2, 23))
    assert list(buttons(office, LIN)) == ["answer:answer"]


def test_a_case_that_is_over_offers_nothing() -> None:
    office = reviewing(all_sign("any")).says(CHU, "reject")
    assert offered(office, CHU) == {}
