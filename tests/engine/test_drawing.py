"""抽签: balanced, without conflicts, repeatable, whatever order the names come in."""

import random
from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine import commands as c
from engine.events import StepSkipped
from engine.refusals import DrawImpossible
from engine.scores.draw_record import Candidate, Conflict, DrawRecord, differences, held
from engine.scores.drawing import Lots, draw_judges, draw_sample, lot
from tests.engine.builders import MONDAY, at_step, score, visit

UNIT = "本单位"


@st.composite
def lots(draw: st.DrawFn) -> Lots:
    judges = [f"j{n}" for n in range(draw(st.integers(1, 7)))]
    cases = [f"c{n}" for n in range(draw(st.integers(1, 9)))]
    pairs = draw(st.sets(st.sampled_from(list(product(cases, judges))), max_size=len(cases)))
    per_case = draw(st.integers(1, len(judges)))
    seed = draw(st.text(max_size=5))
    return Lots(seed, per_case, tuple(cases), tuple(judges), dict.fromkeys(pairs, UNIT))


def drawn(given_lots: Lots) -> dict[str, tuple[str, ...]] | None:
    try:
        return draw_judges(given_lots)
    except DrawImpossible:
        return None


@given(lots())
def test_every_case_has_its_judges_none_in_conflict_and_loads_within_one(asked: Lots) -> None:
    found = drawn(asked)
    assume(found is not None)
    assert found is not None
    assert set(found) == set(asked.cases)
    assert all(len(set(judges)) == asked.per_case for judges in found.values())
    assert not {(case, one) for case, judges in found.items() for one in judges} & set(asked.conflicts)
    load = Counter(dict.fromkeys(asked.judges, 0) | Counter(j for js in found.values() for j in js))
    assert max(load.values()) - min(load.values()) <= 1


@given(lots(), st.randoms())
def test_the_same_seed_draws_the_same_whatever_the_order(asked: Lots, chance: random.Random) -> None:
    cases, judges = list(asked.cases), list(asked.judges)
    chance.shuffle(cases)
    chance.shuffle(judges)
    assert drawn(Lots(asked.seed, asked.per_case, tuple(cases), tuple(judges), asked.conflicts)) == drawn(
        asked
    )


def _exists(asked: Lots) -> bool:
    """Every possible draw is tried."""
    panels = [
        [
            one
            for one in combinations(asked.judges, asked.per_case)
            if not any((case, j) in asked.conflicts for j in one)
        ]
        for case in asked.cases
    ]
    for choice in product(*panels):
        load = Counter(dict.fromkeys(asked.judges, 0) | Counter(j for panel in choice for j in panel))
        if max(load.values()) - min(load.values()) <= 1:
            return True
    return False


@given(st.data())
def test_it_says_no_only_when_there_is_no_such_draw(data: st.DataObject) -> None:
    judges, cases = ("a", "b", "c", "d"), ("1", "2", "3", "4")
    conflicts = data.draw(st.sets(st.sampled_from(list(product(cases, judges)))))
    asked = Lots("种子", data.draw(st.integers(1, 3)), cases, judges, dict.fromkeys(conflicts, UNIT))
    assert (drawn(asked) is not None) == _exists(asked)


def test_another_seed_draws_otherwise() -> None:
    cases, judges = tuple(f"c{n}" for n in range(12)), tuple(f"j{n}" for n in range(9))
    assert len({str(draw_judges(Lots(str(seed), 5, cases, judges))) for seed in range(20)}) == 20


def test_a_case_that_cannot_be_served_is_named_with_the_reason() -> None:
    conflicts = {("XLC-1", "a"): UNIT, ("XLC-1", "b"): "人选本人", ("XLC-1", "c"): UNIT}
    with pytest.raises(DrawImpossible) as refused:
        draw_judges(Lots("s", 2, ("XLC-1", "XLC-2"), ("a", "b", "c", "d"), conflicts))
    [one] = refused.value.findings
    assert (one.label, one.message) == (
        "XLC-1",
        "需要 2 名评委，回避后只有 1 名（人选本人 1 人、本单位 2 人）",
    )


def test_a_judge_whom_conflicts_leave_too_few_cases_is_named() -> None:
    cases = tuple(f"c{n}" for n in range(6))
    conflicts = {(case, "a"): UNIT for case in cases}
    with pytest.raises(DrawImpossible, match="a：回避 6 件，最多分到 0 件，而别人有 3 件"):
        draw_judges(Lots("s", 1, cases, ("a", "b", "c"), conflicts))


def test_a_sample_is_rounded_up_and_anybody_can_repeat_it() -> None:
    cases = [f"AKB-{n}" for n in range(11)]
    chosen = draw_sample("安康杯 2022 开奖号 07 12 19", 20, cases)
    assert len(chosen) == 3
    lots_of = {case: lot("安康杯 2022 开奖号 07 12 19", "sample", case) for case in cases}
    assert max(lots_of[one] for one in chosen) < min(lots_of[one] for one in set(cases) - set(chosen))


def test_the_lot_is_the_sha_256_of_lines() -> None:
    # printf 'seed\ncase\n1' | sha256sum
    assert lot("seed", "case", "1").startswith("5d33c150f5b5a56b")


DRAWN = {"draw": {"of": "seats", "per_case": 3}}


def test_a_case_waits_for_the_draw_and_then_only_those_drawn_judge_it() -> None:
    office = at_step(score(**DRAWN))
    assert (office.open_steps, office.state.pending) == ([], ("judging",))
    office.drawn["judging"] = c.Drawn(judges=frozenset({"seat2", "seat4", "seat7"}))
    office.advances()
    assert [one.person for one in office.state.assignments if one.step == "judging"] == [
        "seat2",
        "seat4",
        "seat7",
    ]


def test_a_drawn_judge_who_has_left_holds_the_case() -> None:
    office = at_step(score(**DRAWN))
    office.drawn["judging"] = c.Drawn(judges=frozenset({"seat2", "seat4", "gone"}))
    office.advances()
    assert office.state.held == "“专家评分”环节需要 3 名评委，只有 2 人"


def test_what_is_not_in_the_sample_goes_on_without_the_visit() -> None:
    office = at_step(visit(sample="20%"))
    office.drawn["trip"] = c.Drawn(chosen=False)
    office.advances()
    assert office.open_steps == ["decision"]
    assert [(one.key, one.outcome) for one in office.state.steps if one.key == "trip"] == [
        ("trip", "skipped")
    ]
    assert "抽查没有抽中" in [event.because for event, _ in office.told if isinstance(event, StepSkipped)]


def a_record(**more: object) -> DrawRecord:
    return held(
        DrawRecord(
            round="cup-2022",
            step="judging",
            title="专家评分",
            seed="cup-2022 2022-05-20 07 12 19",
            drawn_at=MONDAY,
            per_case=2,
            cases=tuple(f"AKB-{n}" for n in range(6)),
            candidates=tuple(Candidate(id=f"j{n}", name=f"评委{n}") for n in range(5)),
            conflicts=(Conflict(case="AKB-0", judge="j0", reason=UNIT),),
        ).model_copy(update=more)
    )


def test_a_record_read_from_its_file_is_held_again_with_the_same_result() -> None:
    record = a_record(percent=50)
    again = DrawRecord.model_validate_json(record.model_dump_json())
    assert (differences(again), len(again.sampled)) == ([], 3)


def test_a_judge_exchanged_in_the_record_is_found() -> None:
    record = a_record()
    panel = set(record.judges_of["AKB-3"])
    other = next(one.id for one in record.candidates if one.id not in panel)
    forged = {**record.judges_of, "AKB-3": (min(panel), other)}
    [said] = differences(record.model_copy(update={"judges_of": forged}))
    assert said.startswith("AKB-3：按种子重抽的评委是")


def test_a_case_smuggled_into_the_sample_is_found() -> None:
    record = a_record(percent=50)
    out = next(one for one in record.cases if one not in record.sampled)
    found = differences(record.model_copy(update={"sampled": (*record.sampled, out)}))
    assert found == [f"{out}：按种子重抽没有抽中，记录相反"]
