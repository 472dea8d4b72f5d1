"""When several settle a step: every policy, every order, every pattern of up to five people."""

from collections.abc import Sequence
from itertools import permutations, product
from typing import get_args

import pytest

from engine.definition import SignStep
from engine.handling.settling import Verdict, Voice, verdict
from tests.engine.builders import BU, CHU, sign
from tests.engine.reviewing import PEOPLE, all_sign, reviewing

POLICIES = [
    ("any", None, None),
    *[(mode, policy, None) for mode in ("all", "sequence") for policy in ("end", "collect", "majority")],
    *[("n_of_m", policy, n) for policy in ("end", "collect", "majority") for n in (1, 2, 3)],
]
SILENT: tuple[Voice, ...] = ("silent",) * 5
SPOKEN: tuple[Voice, ...] = ("approve", "reject", "abstain")
PATTERNS = [said for size in range(1, 6) for said in product(SPOKEN, repeat=size)]


def a_step(mode: str, on_refusal: str | None, needed: int | None) -> SignStep:
    return SignStep.model_validate(sign("s", "office", mode, on_refusal=on_refusal, needed=needed))


def spoken_in_turn(step: SignStep, said: Sequence[Voice]) -> tuple[Verdict, int]:
    """What comes of it when people speak one after the other, and how many were heard."""
    for heard in range(len(said) + 1):
        voices: list[Voice] = [*said[:heard], *SILENT[heard : len(said)]]
        if (found := verdict(step, voices)) != "open":
            return found, heard
    return "open", len(said)


@pytest.mark.parametrize(("mode", "on_refusal", "needed"), POLICIES)
def test_no_pattern_of_up_to_five_people_leaves_a_step_stuck(
    mode: str, on_refusal: str | None, needed: int | None
) -> None:
    step = a_step(mode, on_refusal, needed)
    for said in PATTERNS:
        if needed is not None and needed > len(said):
            continue  # opening holds the case then
        found, _ = spoken_in_turn(step, said)
        assert found != "open", said
        assert found == expected(mode, on_refusal, needed or 1, said), said


def expected(mode: str, on_refusal: str | None, needed: int, said: Sequence[Voice]) -> Verdict:
    """The table of the documentation, written down a second time for people who speak in this order."""
    yes, no, whole = said.count("approve"), said.count("reject"), len(said)
    if mode == "any":
        first = next((one for one in said if one != "abstain"), "reject")
        return "approved" if first == "approve" else "rejected"
    if mode == "n_of_m" and on_refusal == "end":
        enough = [n for n, one in enumerate(said) if one == "approve"][needed - 1 : needed]
        refused = said.index("reject") if no else whole
        return "approved" if enough and enough[0] < refused else "rejected"
    if mode == "n_of_m":
        accepted = on_refusal == "collect" or 2 * no <= whole
        return "approved" if yes >= needed and accepted else "rejected"
    if on_refusal == "majority":
        return "approved" if 2 * yes > whole else "rejected"
    return "approved" if yes and not no else "rejected"


@pytest.mark.parametrize("mode", ["all", "n_of_m"])
@pytest.mark.parametrize("on_refusal", ["collect", "majority"])
def test_what_is_counted_does_not_depend_on_the_order_of_speaking(mode: str, on_refusal: str) -> None:
    step = a_step(mode, on_refusal, 2 if mode == "n_of_m" else None)
    for said in PATTERNS:
        if 2 <= len(said) <= 4:
            assert len({spoken_in_turn(step, order)[0] for order in permutations(said)}) == 1, said


def test_an_early_verdict_is_the_one_that_all_voices_would_give() -> None:
    for mode, on_refusal, needed in POLICIES:
        if on_refusal not in ("collect", "majority"):
            continue
        step = a_step(mode, on_refusal, needed)
        for said in PATTERNS:
            if len(said) >= (needed or 1):
                assert spoken_in_turn(step, said)[0] == verdict(step, said), (mode, on_refusal, said)


def test_collecting_hears_everybody_even_after_a_refusal() -> None:
    step = a_step("all", "collect", None)
    assert spoken_in_turn(step, ("reject", "approve", "approve")) == ("rejected", 3)


def test_a_majority_ends_as_soon_as_it_is_certain() -> None:
    step = a_step("all", "majority", None)
    assert spoken_in_turn(step, ("approve", "approve", "approve", "reject", "reject")) == ("approved", 3)
    assert spoken_in_turn(step, ("reject", "abstain", "reject", "approve", "approve")) == ("rejected", 3)


def test_every_policy_is_known_to_this_test() -> None:
    modes = get_args(SignStep.model_fields["mode"].annotation)
    assert {mode for mode, _, _ in POLICIES} == set(modes)


@pytest.mark.parametrize("said", [one for one in PATTERNS if len(one) <= 3])
@pytest.mark.parametrize(("mode", "on_refusal", "needed"), POLICIES)
def test_pain_05_an_all_sign_step_with_a_refusal_is_never_stuck(
    mode: str, on_refusal: str | None, needed: int | None, said: Sequence[Voice]
) -> None:
    """loonflow#426: whatever three people say, the case goes on or ends, and nobody is left waiting."""
    people = PEOPLE[: len(said)]
    office = reviewing(all_sign(mode, on_refusal, needed=needed), people=people)
    if needed is not None and needed > len(said):
        assert office.state.held == f"“review”环节需要 {needed} 人同意，只有 {len(said)} 人"
        return
    for person, voice in zip(people, said, strict=True):
        if office.open_steps == ["review"]:
            assert voice != "silent"
            office.says(person, voice)
    found = expected(mode, on_refusal, needed or 1, said)
    assert office.open_steps == (["decision"] if found == "approved" else [])
    assert office.state.status == ("under_way" if found == "approved" else "rejected")
    done = [one for one in office.state.assignments if one.step == "review"]
    assert {one.status for one in done} <= {"decided", "closed"}


def test_n_of_m_needs_so_many_and_closes_the_rest() -> None:
    office = reviewing(all_sign("n_of_m", "end", needed=2), people=PEOPLE[:3])
    office.says(PEOPLE[2], "approve")
    assert office.open_steps == ["review"]
    office.says(PEOPLE[0], "approve")
    assert office.open_steps == ["decision"]
    assert office.statuses()["p1"] == "closed"


def test_a_case_refused_by_count_says_how_it_was_counted() -> None:
    office = reviewing(all_sign("all", "collect"))
    office.says(CHU, "reject", "材料不实").says(BU, "approve")
    assert office.told[-2][0].reason == "“review”未通过：同意 1 人，不同意 1 人"  # type: ignore[union-attr]


def test_abstain_counts_as_spoken_and_never_as_a_yes() -> None:
    office = reviewing(all_sign("all", "majority"), people=PEOPLE[:3])
    office.says(PEOPLE[0], "approve").says(PEOPLE[1], "abstain").says(PEOPLE[2], "abstain")
    assert office.state.status == "rejected"
    office = reviewing(all_sign("all", "end"), people=PEOPLE[:3])
    office.says(PEOPLE[0], "approve").says(PEOPLE[1], "abstain").says(PEOPLE[2], "approve")
    assert office.open_steps == ["decision"]
