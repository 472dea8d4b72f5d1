"""票决: quorum, threshold, secrecy, recusal."""

from dataclasses import replace

import pytest

from engine.definition import BallotStep, Fraction
from engine.events import StepSettled
from engine.handling.ballots import is_passed, is_quorate
from engine.refusals import ActNotAllowed, AlreadyClosed, AlreadyDecided
from engine.state import Tally
from tests.engine.builders import CHU, NOMINEE_HASH, SEATS, STAFF, Office, a_process, at_step, ballot


def step(quorum: Fraction, threshold: Fraction) -> BallotStep:
    return BallotStep.model_validate({**ballot(), "quorum": quorum, "threshold": threshold})


TWO_THIRDS = Fraction(op=">=", num=2, den=3, base="due")


@pytest.mark.parametrize(
    ("present", "yes", "op", "quorate", "passed"),
    [
        (99, 99, ">=", False, False),
        (100, 75, ">=", True, True),  # 半数以上 includes the half (民法典 §1259)
        (100, 74, ">=", True, False),
        (100, 75, ">", True, False),  # 过半数 does not: the union's own elections
        (100, 76, ">", True, True),
    ],
)
def test_a_congress_of_150_delegates(present: int, yes: int, op: str, *, quorate: bool, passed: bool) -> None:
    congress = step(TWO_THIRDS, Fraction.model_validate({"op": op, "num": 1, "den": 2, "base": "due"}))
    tally = Tally(due=150, approve=yes, reject=present - yes, abstain=0)
    assert (is_quorate(congress, tally), is_passed(congress, tally)) == (quorate, passed)


def test_the_last_paper_has_the_ballot_counted() -> None:
    office = at_step(ballot())
    for seat in SEATS[:4]:
        office.votes(seat, "approve")
    for seat in SEATS[4:]:
        assert office.open_steps == ["vote"]
        office.votes(seat, "reject")
    assert office.open_steps == ["decision"]
    assert office.state.steps[1].tally == Tally(7, 4, 3, 0)
    assert (
        office.mine(CHU, body="clerk").status == "open"
    )  # the share of the next step; the count's own is closed


def test_a_secret_choice_is_in_no_event_and_in_no_assignment() -> None:
    office = at_step(ballot())
    for seat in SEATS[:3]:
        office.votes(seat, "reject")
    cast = [event.model_dump() for event, _ in office.told if event.event == "vote.cast"]
    assert [one["choice"] for one in cast] == [None, None, None]
    assert {one.decision for one in office.state.assignments if one.step == "vote" and one.decided_at} == {
        "voted"
    }


def test_an_open_ballot_says_who_voted_how() -> None:
    office = at_step(ballot(secret=False)).votes(SEATS[0], "abstain")
    assert office.mine(SEATS[0]).decision == "abstain"


def test_an_abstention_is_present_but_never_a_yes() -> None:
    office = at_step(ballot(threshold={"op": ">", "num": 1, "den": 2, "base": "present"}))
    for seat, choice in zip(
        SEATS, ("approve", "approve", "approve", "abstain", "abstain", "abstain"), strict=False
    ):
        office.votes(seat, choice)  # type: ignore[arg-type]
    office.counts()
    assert office.state.status == "rejected"  # 3 of 6 present is half, not more than half


def test_without_quorum_the_vote_is_void_and_held_anew_with_empty_papers() -> None:
    office = at_step(ballot())
    for seat in SEATS[:4]:
        office.votes(seat, "approve")
    office.counts()  # 4 of 7 is less than two thirds
    assert [(one.visit, one.outcome) for one in office.state.steps if one.key == "vote"] == [
        (1, "void"),
        (2, None),
    ]
    for seat in SEATS[:5]:
        office.votes(seat, "approve")
    assert office.counts().open_steps == ["decision"]


def test_a_void_secret_ballot_tells_nobody_how_the_few_voted() -> None:
    office = at_step(ballot())
    office.votes(SEATS[0], "reject")
    office.counts()  # 1 of 7: whoever reads a figure knows whose it is
    void = office.state.steps[1]
    assert (void.outcome, void.tally) == ("void", None)
    assert "ballot.counted" not in [event.event for event, _ in office.told]
    settled = [event for event, _ in office.told if isinstance(event, StepSettled)]
    because = next(event.because for event in settled if event.outcome == "void")
    assert because.startswith("应到 7 人，实到 1 人，未达到法定人数")
    openly = at_step(ballot(secret=False)).votes(SEATS[0], "reject").counts()
    assert openly.state.steps[1].tally == Tally(7, 0, 1, 0)


def test_a_failed_ballot_ends_the_case_and_says_the_figures() -> None:
    office = at_step(ballot())
    for seat in SEATS:
        office.votes(seat, "reject")
    reason = next(event.reason for event, _ in office.told if event.event == "case.rejected")
    assert reason == "票决未通过：应到 7 人，实到 7 人，同意 0 票，应超过应到人数的 1/2"


def test_members_of_the_nominating_unit_and_the_nominee_leave_numerator_and_base() -> None:
    seats = (replace(SEATS[0], unit="xjtu"), replace(SEATS[1], identity=NOMINEE_HASH), *SEATS[2:])
    office = Office(a_process(ballot()), staff={**STAFF, "seats": seats}).opens().submits()
    for seat in seats[2:]:
        office.votes(seat, "approve")
    assert office.state.steps[1].tally == Tally(5, 5, 0, 0)
    opened = next(event for event, _ in office.told if event.event == "step.opened" and event.step == "vote")
    assert opened.recused == ("委员1（来自推荐单位）", "委员2（是本事项的人选）")


def test_close_ballot_is_counting_and_no_vote_so_a_clerk_of_the_nominating_unit_may() -> None:
    clerk = replace(CHU, unit="xjtu")
    office = Office(a_process(ballot()), staff={**STAFF, "clerk": (clerk,)}).opens().submits()
    assert office.mine(clerk).status == "open"


def test_vote_is_cast_once_and_never_after_the_count() -> None:
    office = at_step(ballot())
    for seat in SEATS[:5]:
        office.votes(seat, "approve")
    with pytest.raises(AlreadyDecided, match="委员1"):
        office.votes(SEATS[0], "approve")
    office.counts()
    with pytest.raises(AlreadyClosed, match="票决通过"):
        office.votes(SEATS[6], "reject")


def test_a_member_does_not_count_and_a_clerk_does_not_vote() -> None:
    office = at_step(ballot())
    with pytest.raises(ActNotAllowed):
        office.decides(SEATS[0])
    with pytest.raises(ActNotAllowed):
        office.decides(CHU)
