"""The scores of a round: the last visit counts, and who has left is in no ranking."""

from dataclasses import replace
from fractions import Fraction

from engine.scores.round_scores import round_scores
from tests.engine.builders import SEATS, Office, a_process, score, sign


def scored(*points: int) -> Office:
    """A case that the whole panel has scored."""
    office = Office(a_process(score(judges=len(points)), sign("look", "office"))).opens().submits()
    for seat, given in zip(SEATS, points, strict=False):
        office.scores(seat, given)
    return office


def test_a_case_scored_anew_stands_with_its_last_score() -> None:
    office = scored(50, 50, 50, 50, 50, 50, 50)
    [visit] = [one for one in office.state.steps if one.kind == "score"]
    anew = replace(visit, id="judging-2", visit=2, result={**(visit.result or {}), "score": "31"})
    state = replace(office.state, steps=(*office.state.steps, anew))
    [step] = round_scores(office.process, [(office.process, state)])
    assert [one.ranked.score for one in step.lines] == [Fraction(31)]


def test_who_has_left_the_round_is_in_no_ranking_and_who_was_refused_is() -> None:
    office = scored(50, 50, 50, 50, 50, 50, 50)

    def ranked(status: str) -> int:
        state = replace(office.state, status=status)  # type: ignore[arg-type]
        return sum(len(step.lines) for step in round_scores(office.process, [(office.process, state)]))

    assert [ranked(one) for one in ("withdrawn", "terminated", "rejected")] == [0, 0, 1]
