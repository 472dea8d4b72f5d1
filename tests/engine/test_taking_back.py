"""撤回: until the next one has acted, even if he has looked."""

import pytest

from engine import commands as c
from engine.definition import Process
from engine.refusals import (
    CaseIsOver,
    NextHasActed,
    NothingToTakeBack,
    NotYours,
    OutcomeIsFixed,
    PaperInTheBox,
)
from tests.engine.builders import (
    BU,
    CHU,
    LIN,
    SEATS,
    SHI,
    ballot,
    consult,
    publicity,
    raw_process,
    sign,
)
from tests.engine.reviewing import PEOPLE, SUN, Reviewing, all_sign, reviewing


def test_pain_09_a_decision_pressed_too_early_is_taken_back_although_the_step_was_settled() -> None:
    """Activiti#2181: the next step was opened already, and looked at, but nobody acted."""
    office = reviewing(all_sign("any"), sign("next", "city")).says(CHU, "approve")
    assert office.open_steps == ["next"]
    office.takes_back(CHU)
    assert office.open_steps == ["review"]
    assert office.statuses() == {"chu": "open", "bu": "open", "shi": "closed"}
    assert office.share(CHU).decision is None
    office.says(BU, "approve").decides(SHI)
    assert office.open_steps == ["decision"]
    assert [(one.key, one.outcome) for one in office.state.steps][1:4] == [
        ("review", "approved"),
        ("next", "void"),
        ("next", "approved"),
    ]


def test_take_back_is_too_late_once_the_next_one_has_acted() -> None:
    office = reviewing(all_sign("any"), sign("next", "city")).says(CHU, "approve")
    office.decides(SHI)
    with pytest.raises(NextHasActed, match="不能撤回：“next”已由 石磊 办理"):
        office.takes_back(CHU)


def test_what_is_about_to_open_is_not_opened_after_a_taking_back() -> None:
    office = reviewing(all_sign("any"))
    office.ask(c.Decide(CHU, office.share(CHU).id, "approve"))
    assert "decision" in office.state.pending
    office.takes_back(CHU).advances()
    assert office.open_steps == ["review"]
    assert office.says(CHU, "approve").open_steps == ["decision"]


def test_in_a_step_of_several_only_the_own_voice_is_taken_back() -> None:
    office = reviewing(all_sign("all"), people=PEOPLE[:3])
    for person in PEOPLE[:3]:
        office.says(person, "approve")
    office.takes_back(PEOPLE[0])
    assert office.statuses() == {"p0": "open", "p1": "decided", "p2": "decided", "chu": "closed"}
    assert office.says(PEOPLE[0], "approve").open_steps == ["decision"]


def test_in_a_sequence_the_next_one_waits_again_or_was_faster() -> None:
    office = reviewing(all_sign("sequence"), people=PEOPLE[:3]).says(PEOPLE[0], "approve")
    office.takes_back(PEOPLE[0])
    assert office.waiting_for == ["审批人0"]
    office.says(PEOPLE[0], "approve").says(PEOPLE[1], "approve")
    with pytest.raises(NextHasActed, match="审批人1 已经办理"):
        office.takes_back(PEOPLE[0])


def test_advice_is_taken_back_until_the_owner_has_acted() -> None:
    office = reviewing(all_sign("any")).delegates(CHU, SUN).says(SUN, "approve").takes_back(SUN)
    assert (office.share(SUN).status, office.share(CHU).status) == ("open", "waiting")


def test_a_transfer_and_a_delegation_are_taken_back_while_nothing_was_done() -> None:
    office = reviewing(all_sign("any")).transfers(CHU, SUN).takes_back(CHU)
    assert (office.share(CHU).status, office.share(SUN).status) == ("open", "closed")
    office.delegates(CHU, SUN).takes_back(CHU)
    assert (office.share(CHU).status, office.share(SUN).status) == ("open", "closed")
    office.transfers(CHU, SUN).delegates(SUN, PEOPLE[0])
    with pytest.raises(NextHasActed, match="孙静 已经办理"):
        office.takes_back(CHU)


def test_the_submission_is_taken_back_and_keeps_its_place_and_answers() -> None:
    office = reviewing(sign("review", "city")).takes_back(LIN)
    assert (office.open_steps, office.state.status) == (["nominate"], "draft")
    assert office.state.answers["name"] == "演示人选"
    office.submits()
    assert office.open_steps == ["review"]


def test_a_paper_in_the_box_is_not_taken_back() -> None:
    office = reviewing(ballot())
    office.votes(SEATS[0], "approve")
    with pytest.raises(PaperInTheBox):
        office.takes_back(SEATS[0])


def test_a_showing_that_began_and_an_answer_on_file_are_acts_of_the_next_one() -> None:
    office = reviewing(all_sign("any"), publicity()).says(CHU, "approve")
    with pytest.raises(NextHasActed, match="“单位公示”已经开始公示"):
        office.takes_back(CHU)
    office = reviewing(all_sign("any"), consult()).says(CHU, "approve")
    office.answers("police")
    with pytest.raises(NextHasActed, match="“征求意见”已有公安机关的答复"):
        office.takes_back(CHU)


def test_taking_back_after_a_machine_step_has_the_machine_work_again() -> None:
    machine = {"key": "form", "title": "审批表", "kind": "machine", "task": "roll_up", "document": "form"}
    office = reviewing(all_sign("any"), machine).says(CHU, "approve")
    office.ask(c.FinishMachine(office.state.steps[-1].id, {"docx": "d"}))
    office.advances()
    assert office.takes_back(CHU).says(CHU, "approve").open_steps == ["form"]


def test_written_opinions_stay_on_file() -> None:
    office = reviewing(consult(), sign("next", "city"))
    office.answers("police").answers("discipline")
    assert office.open_steps == ["next"]
    share = next(one for one in office.state.assignments if one.step == "ask" and one.decision)
    with pytest.raises(NothingToTakeBack):
        office.ask(c.TakeBack(LIN, share.id))


def test_what_ended_the_case_and_what_others_did_is_not_taken_back() -> None:
    office = reviewing(all_sign("any"))
    with pytest.raises(NothingToTakeBack):
        office.takes_back(CHU)
    with pytest.raises(NotYours):
        office.ask(c.TakeBack(BU, office.share(CHU).id))
    office.says(CHU, "approve").decides(CHU, outcome="granted")
    with pytest.raises(CaseIsOver):
        office.takes_back(CHU)


def test_an_outcome_is_not_taken_back_but_mended_by_a_return() -> None:
    notice = {"key": "notice", "title": "授奖", "kind": "record", "by": "city", "due": "5 working days"}
    definition = raw_process(sign("review", "city"))
    definition["steps"].append(notice)
    office = Reviewing(Process.model_validate(definition))
    office.opens()
    office.submits()
    office.decides(SHI).decides(CHU, outcome="granted")
    with pytest.raises(OutcomeIsFixed, match="本事项已有结果，不能撤回"):
        office.takes_back(CHU)
