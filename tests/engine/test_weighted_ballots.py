"""票决 with weights, and the count that comes early because nothing can change it any more."""

from dataclasses import replace
from itertools import product

import pytest

from engine.definition import BallotStep
from engine.handling.ballots import is_certain, is_passed
from engine.state import AssignmentState, Tally
from tests.engine.builders import SEATS, STAFF, Office, a_process, ballot

OPEN = {"secret": False, "early": True}
CHOICES = ("approve", "reject", "abstain")


class Counting(Office):
    """An office whose box holds the weights of open papers."""

    def box(self, mine: AssignmentState) -> Tally:
        cast = [one for one in self.state.share_of(mine.step_id) if one.body == "seats" and one.decision]
        sums = [sum(one.weight for one in cast if one.decision == choice) for choice in CHOICES]
        return Tally(0, *sums)


def office(people: int = 5, weights: tuple[int, ...] = (), **more: object) -> Counting:
    seats = SEATS[:people]
    weighed = [replace(one, weight=weight) for one, weight in zip(seats, weights, strict=False)]
    staff = {**STAFF, "seats": (*weighed, *seats[len(weighed) :])}
    counting = Counting(a_process(ballot(**{**OPEN, **more})), staff=staff)
    counting.opens()
    counting.submits()
    return counting


def test_the_vote_ends_as_soon_as_the_result_is_certain() -> None:
    vote = office()
    for seat in SEATS[:2]:
        vote.votes(seat, "approve")
    assert vote.open_steps == ["vote"]
    with_quorum = vote.votes(SEATS[2], "reject").votes(SEATS[3], "approve")
    assert with_quorum.open_steps == ["decision"]
    assert with_quorum.state.steps[1].tally == Tally(5, 3, 1, 0)


def test_a_vote_that_cannot_pass_any_more_ends_too() -> None:
    vote = office()
    for seat in SEATS[:3]:
        vote.votes(seat, "reject")
    assert vote.open_steps == ["vote"]  # three of five are no quorum of two thirds yet
    vote.votes(SEATS[3], "approve")
    assert vote.state.status == "rejected"


def test_seats_count_with_their_weight_where_the_definition_says_so() -> None:
    vote = office(3, (3, 1, 1), weighted=True, early=False)
    for seat, choice in zip(SEATS[:3], ("approve", "reject", "reject"), strict=True):
        vote.votes(seat, choice)  # type: ignore[arg-type]
    assert vote.state.open_step("decision") is not None
    assert vote.state.steps[1].tally == Tally(5, 3, 2, 0)


def test_weights_are_nothing_to_a_vote_that_does_not_ask_for_them() -> None:
    vote = office(3, (3, 1, 1), early=False)
    for seat, choice in zip(SEATS[:3], ("approve", "reject", "reject"), strict=True):
        vote.votes(seat, choice)  # type: ignore[arg-type]
    assert vote.state.status == "rejected"


@pytest.mark.parametrize("base", ["due", "present"])
def test_a_certain_result_is_the_one_whatever_the_others_do(base: str) -> None:
    """All completions of all counts of up to five members: yes, no, abstention or staying away."""
    step = BallotStep.model_validate(ballot(**OPEN, threshold={"op": ">", "num": 1, "den": 2, "base": base}))
    for yes, no, abstain, left in product(range(4), range(4), range(3), range(4)):
        tally = Tally(yes + no + abstain + left, yes, no, abstain)
        if tally.due > 6 or not is_certain(step, tally, left):
            continue
        results = {
            is_passed(step, replace(tally, approve=yes + a, reject=no + b, abstain=abstain + c))
            for a, b, c in product(range(left + 1), repeat=3)
            if a + b + c <= left
        }
        assert len(results) == 1, (tally, left)
