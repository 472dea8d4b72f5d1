"""征求意见: silence is not consent, answers are written, and they expire."""

from datetime import timedelta

import pytest

from engine import commands as c
from engine.refusals import (
    CommentMissing,
    DocumentMissing,
    NoSuchOpinion,
    OpinionAlreadyGiven,
    OpinionExpired,
    OpinionNotAsked,
)
from engine.state import Answer
from tests.engine.builders import ANSWERS, LIN, SEATS, SHI, Office, a_process, at_step, ballot, consult, sign


def test_the_matrix_asks_whom_the_kind_of_nominee_needs() -> None:
    office = at_step(consult())
    assert [one.agency for one in office.state.opinions] == ["police", "discipline"]
    cadre = Office(a_process(consult())).opens().submits(answers={**ANSWERS, "cadre": True})
    assert [one.agency for one in cadre.state.opinions] == ["police", "discipline", "personnel"]


def test_the_step_goes_on_only_when_the_last_body_agreed() -> None:
    office = at_step(consult()).answers("police")
    assert office.open_steps == ["ask"]
    office.later(office.now + timedelta(days=200))  # silence, however long
    assert office.open_steps == ["ask"]
    assert office.answers("discipline").open_steps == ["decision"]


def test_a_no_ends_the_case_with_its_reason() -> None:
    office = at_step(consult()).answers("police", "disagree", reason="有未结案件")
    assert office.state.status == "rejected"
    assert (
        next(e.reason for e, _ in office.told if e.event == "case.rejected") == "公安机关不同意：有未结案件"
    )


def test_a_deferred_answer_waits_and_may_become_a_yes() -> None:
    office = at_step(consult()).answers("police", "defer", reason="尚在核实").answers("discipline")
    assert office.open_steps == ["ask"]
    assert office.answers("police").open_steps == ["decision"]


def test_opinion_is_written_and_a_no_has_its_reason() -> None:
    office = at_step(consult())
    share = office.mine(LIN).id
    with pytest.raises(DocumentMissing, match="公安机关"):
        office.ask(c.RecordOpinion(LIN, share, "police", "agree"))
    with pytest.raises(CommentMissing, match="“暂缓”"):
        office.ask(c.RecordOpinion(LIN, share, "police", "defer", "", "digest"))


def test_an_answer_given_stands_and_only_those_asked_can_answer() -> None:
    office = at_step(consult()).answers("police")
    with pytest.raises(OpinionAlreadyGiven, match="“公安机关”已于 2022年2月21日 09:00 答复“同意”"):
        office.answers("police", "disagree", reason="改主意")
    with pytest.raises(NoSuchOpinion):
        office.answers("personnel")


def test_after_a_return_a_consent_still_valid_is_not_asked_again() -> None:
    office = at_step(consult(), sign("review", "city")).answers("police").answers("discipline")
    office.returns(SHI, "nominate").submits()
    assert [(one.key, one.visit) for one in office.state.steps if one.status == "open"] == [("review", 2)]
    carried = [one for one in office.state.opinions if one.step_id == office.state.steps[-2].id]
    assert [one.answer for one in carried] == ["agree", "agree"]


def test_a_consent_speaks_of_one_person_and_another_nominee_is_asked_about_anew() -> None:
    office = at_step(consult(), sign("review", "city")).answers("police").answers("discipline")
    office.returns(SHI, "nominate").submits(identity="hash-of-another-person")
    assert office.open_steps == ["ask"]
    assert [one.answer for one in office.state.opinions[-2:]] == [None, None]


def test_an_expired_opinion_stops_the_yes_but_not_the_way_back() -> None:
    review = sign("review", "city", needs_valid="ask")
    office = at_step(consult(), review).answers("police").later(at_step().now + timedelta(days=1))
    office.answers("discipline")
    office.later(office.now + timedelta(days=90))  # the answer of the first day is 91 days old, the other 90
    with pytest.raises(OpinionExpired, match=r"^公安机关的意见已过有效期"):
        office.decides(SHI)
    office.returns(SHI, "ask")
    assert [(one.agency, one.answer) for one in office.state.opinions[-2:]] == [
        ("police", None),
        ("discipline", "agree"),
    ]
    assert office.answers("police").decides(SHI).open_steps == ["decision"]  # the newest opinions count


def test_nobody_votes_on_expired_opinions() -> None:
    office = at_step(consult(), ballot(needs_valid="ask")).answers("police").answers("discipline")
    office.later(office.now + timedelta(days=91))
    with pytest.raises(OpinionExpired):
        office.votes(SEATS[0], "approve")


def test_when_nobody_has_to_be_asked_the_case_goes_on_by_itself() -> None:
    only_cadres = consult()
    only_cadres["agencies"] = only_cadres["agencies"][2:]
    assert at_step(only_cadres).open_steps == ["decision"]


def answered_by_link(office: Office, answer: Answer = "agree", reason: str = "") -> Office:
    police = next(one.id for one in office.state.opinions if one.agency == "police")
    office.ask(c.ReceiveOpinion(police, answer, reason, "scan", "演示民警 三级警长"))
    return office


def accepted(office: Office) -> Office:
    office.ask(c.AcceptOpinion(LIN, office.mine(LIN).id, "police"))
    return office.advances()


def test_receive_opinion_does_nothing_until_it_is_accepted() -> None:
    office = answered_by_link(at_step(consult()).answers("discipline"), "disagree", "有未结案件")
    assert office.open_steps == ["ask"]
    assert accepted(office).state.status == "rejected"


def test_accept_opinion_puts_the_answer_on_file_as_one_that_came_by_hand() -> None:
    office = answered_by_link(at_step(consult()).answers("discipline"))
    accepted(office)
    by_hand = at_step(consult()).answers("discipline").answers("police")
    kept = office.state.opinions[0]
    assert (kept.answer, kept.valid_until, kept.received) == (
        "agree",
        by_hand.state.opinions[0].valid_until,
        None,
    )
    assert office.open_steps == by_hand.open_steps == ["decision"]


def test_a_link_answers_nothing_once_the_case_has_gone_on() -> None:
    office = at_step(consult()).answers("discipline").answers("police")
    with pytest.raises(OpinionNotAsked, match="“公安机关”的意见现在不再需要答复"):
        answered_by_link(office)
