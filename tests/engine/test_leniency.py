"""宽严: a lenient judge is told from good cases, and nobody is compared who cannot be."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.scores.leniency import Given, corrected, judges_of

LEVELS = {"c1": 70, "c2": 80, "c3": 85, "c4": 90}
HABITS = {"mild": 6, "fair": 0, "hard": -6}


def sheets(pairs: dict[str, list[str]]) -> list[Given]:
    """Every judge gives a case its level, and a habit of his or her own on top."""
    return [
        Given(case, judge, Decimal(LEVELS[case] + HABITS[judge]))
        for judge, cases in pairs.items()
        for case in cases
    ]


CHAIN = {"mild": ["c1", "c2"], "fair": ["c2", "c3"], "hard": ["c3", "c4"]}


def test_a_mild_judge_of_weak_cases_is_told_from_a_hard_one_of_good_cases() -> None:
    found = {one.judge: one for one in judges_of(sheets(CHAIN))}
    assert found["mild"].mean < found["hard"].mean + 6
    assert {judge: round(one.leniency or 0, 6) for judge, one in found.items()} == HABITS


def test_corrected_scores_are_the_levels_of_the_cases() -> None:
    assert corrected(sheets(CHAIN)) == pytest.approx(LEVELS, abs=1e-6)


def test_panels_without_a_common_case_are_not_compared() -> None:
    found = judges_of(sheets({"mild": ["c1", "c2"], "hard": ["c3", "c4"]}))
    assert [one.leniency for one in found] == [None, None]


def test_agreement_needs_three_common_cases_and_some_difference() -> None:
    every = list(LEVELS)
    assert [round(one.agreement or 0, 6) for one in judges_of(sheets({"mild": every, "hard": every}))] == [
        1,
        1,
    ]
    assert {one.agreement for one in judges_of(sheets(CHAIN))} == {None}
    same = [Given(case, judge, Decimal(80)) for case in every for judge in "ab"]
    assert {one.agreement for one in judges_of(same)} == {None}


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(-9, 9), min_size=2), st.integers(-5, 5))
def test_leniency_is_around_zero_and_a_shift_for_all_moves_nobody(habits: dict[str, int], shift: int) -> None:
    plain = [Given(c, j, Decimal(n * 10 + h)) for n, c in enumerate("xyz") for j, h in habits.items()]
    moved = [Given(one.case, one.judge, one.total + shift) for one in plain]
    effects = [one.leniency or 0 for one in judges_of(plain)]
    assert sum(effects) == pytest.approx(0, abs=1e-6)
    assert effects == pytest.approx([one.leniency or 0 for one in judges_of(moved)], abs=1e-6)


def test_leniency_is_around_zero_also_where_judges_have_not_as_many_cases() -> None:
    uneven = sheets({"mild": ["c1", "c2", "c3", "c4"], "hard": ["c1"], "fair": ["c2"]})
    found = {one.judge: one.leniency or 0 for one in judges_of(uneven)}
    assert sum(found.values()) == pytest.approx(0, abs=1e-6)
    assert {judge: round(one, 6) for judge, one in found.items()} == HABITS
