"""Who is told, and who is not."""

from typing import Any, get_args

from engine import events as e
from notifications.audience import AUDIENCES, SILENT, audience, is_for_administrators
from tests.notifications.examples import (
    CHAIR,
    CLERK,
    NOMINATE,
    OBJECTED,
    PARTY,
    PARTY_OPENED,
    SECRET,
    SUBMITTED,
    WINDOW,
    a_case,
    offered,
    settled,
    step_opened,
)

ALL = {kind.model_fields["event"].default for kind in get_args(e.Event)}


def test_every_event_is_told_or_silent_on_purpose() -> None:
    told = AUDIENCES.keys() | {"case.held"}
    assert told | SILENT.keys() == ALL
    assert not told & SILENT.keys()


def test_a_step_that_opens_is_told_to_those_it_waits_for() -> None:
    state = a_case(NOMINATE, *SUBMITTED, PARTY_OPENED)
    assert audience(PARTY_OPENED, state) == (PARTY,)


def test_in_a_sequence_only_the_first_is_told_and_the_next_when_the_turn_comes() -> None:
    opened = step_opened("prov_review", "sign", offered("r1", CLERK), offered("r2", "head", waiting=True))
    turn = e.AssignmentOpened(id="r2", due_at=None)
    assert audience(opened, a_case(opened)) == (CLERK,)
    assert audience(turn, a_case(opened, turn)) == ("head",)


def test_whoever_has_acted_meanwhile_is_not_told_any_more() -> None:
    acted = e.AssignmentDecided(id="p1", by=PARTY, decision="approve", comment="")
    assert audience(PARTY_OPENED, a_case(PARTY_OPENED, acted)) == ()
    assert audience(e.AssignmentReminded(id="p1"), a_case(PARTY_OPENED, acted)) == ()


def test_whoever_begins_a_case_is_not_told_of_his_own_form_but_his_colleagues_are() -> None:
    assert audience(NOMINATE, a_case(NOMINATE)) == ("officer",)


def test_a_late_step_is_told_to_its_holder_to_the_level_above_and_to_whoever_takes_over() -> None:
    late: dict[str, Any] = {"id": "party-1", "step": "party", "rung": 1}
    state = a_case(NOMINATE, *SUBMITTED, PARTY_OPENED)
    assert audience(e.AssignmentOverdue(id="p1"), state) == (PARTY,)
    assert audience(e.AssignmentOverdue(id="p1", told=False), state) == ()
    assert audience(e.OverdueReminded(**late, shares=("p1",)), state) == (PARTY,)
    above = e.OverdueEscalated(**late, body="prov_office", people=(e.Informed(person="head", name="演示乙"),))
    assert audience(above, state) == ("head",)
    other = offered("p9", "other")
    passed_on = e.OverduePassedOn(
        **late, body="prov_office", because=SECRET, closes=("p1",), assignments=(other,)
    )
    assert audience(passed_on, a_case(NOMINATE, *SUBMITTED, PARTY_OPENED, passed_on)) == ("other",)


def test_a_rung_that_leads_to_nobody_is_told_to_the_administrators() -> None:
    late: dict[str, Any] = {"id": "party-1", "step": "party", "rung": 1, "body": "prov_office"}
    assert is_for_administrators(e.OverdueEscalated(**late, people=()))
    assert is_for_administrators(e.OverduePassedOn(**late, because=SECRET))


def test_what_the_rule_settled_is_told_to_those_from_whose_inbox_it_goes() -> None:
    passed = e.OverduePassed(id="party-1", step="party", rung=1, clause="办法第八条")
    state = a_case(NOMINATE, *SUBMITTED, PARTY_OPENED, passed, settled("party", "approved"))
    assert audience(passed, state) == (PARTY,)


def test_a_return_is_told_once_by_the_return_and_not_again_by_the_form_that_opens() -> None:
    returned = e.CaseReturned(step="party", to="nominate", by=PARTY, reason=SECRET)
    again = step_opened("nominate", "submit", offered("n3", CHAIR), visit=2, status="returned")
    state = a_case(NOMINATE, *SUBMITTED, PARTY_OPENED, settled("party", "sent_back"), returned, again)
    assert audience(returned, state) == (CHAIR,)
    assert audience(again, state) == ()


def test_asking_outside_bodies_is_one_message_with_their_names() -> None:
    opened = step_opened("consult", "consult", offered("c1", CHAIR))
    asked = e.OpinionsAsked(step_id="consult-1", opinions=(), due_at=None)
    state = a_case(opened, asked)
    assert audience(opened, state) == ()
    assert audience(asked, state) == (CHAIR,)


def test_an_answer_that_came_by_link_is_told_to_whoever_has_to_put_it_on_file() -> None:
    opened = step_opened("consult", "consult", offered("c1", CHAIR))
    one = e.OpinionAsked(id="op1", agency="police", title="公安机关")
    received = e.OpinionReceived(
        id="op1", agency="police", answer="agree", reason=SECRET, document="d", signer=SECRET
    )
    state = a_case(opened, e.OpinionsAsked(step_id="consult-1", opinions=(one,), due_at=None), received)
    assert audience(received, state) == (CHAIR,)


def test_an_objection_is_told_to_the_inquiry_alone() -> None:
    state = a_case(NOMINATE, *SUBMITTED, *WINDOW, OBJECTED)
    assert audience(OBJECTED, state) == (PARTY, "party-member")


def test_the_applicants_hear_that_the_window_rests_and_goes_on() -> None:
    state = a_case(NOMINATE, *SUBMITTED, *WINDOW)
    assert audience(e.PublicitySuspended(id="unit_publicity-1", days_left=3), state) == (CHAIR,)


def test_a_finding_is_told_to_the_others_of_the_inquiry_not_to_the_finder() -> None:
    found = e.ObjectionSettled(id="o1", upheld=True, reason=SECRET, by=PARTY)
    assert audience(found, a_case(*WINDOW, OBJECTED, found)) == ("party-member",)


def test_a_window_taken_down_is_not_announced_as_having_ended() -> None:
    closed = e.PublicityClosed(id="unit_publicity-1", step="unit_publicity")
    assert audience(closed, a_case(NOMINATE, *WINDOW, closed, settled("unit_publicity"))) == (CHAIR,)
    assert audience(closed, a_case(NOMINATE, *WINDOW, closed, settled("unit_publicity", "rejected"))) == ()


def test_a_withdrawal_is_told_to_those_from_whose_inbox_the_case_goes() -> None:
    withdrawn = e.CaseWithdrawn(by=CHAIR, reason=SECRET)
    state = a_case(NOMINATE, *SUBMITTED, PARTY_OPENED, settled("party", "withdrawn"), withdrawn)
    assert audience(withdrawn, state) == (PARTY,)


def test_the_end_of_a_rejected_case_is_told_once() -> None:
    rejected = e.CaseRejected(step="party", reason=SECRET)
    state = a_case(NOMINATE, *SUBMITTED, PARTY_OPENED, settled("party", "rejected"), rejected)
    assert audience(rejected, state) == (CHAIR,)
    assert audience(e.CaseClosed(), state) == ()
