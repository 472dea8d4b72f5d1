"""What is decided behind a gate relies on what was frozen there: content, hash, differences, refusals."""

from dataclasses import replace
from typing import Any

import pytest

from engine.definition import Process
from engine.refusals import ChangedSinceFrozen, RoundOver
from engine.rounds.digest import digest_of, relied_on
from engine.rounds.freezing import Freeze, freeze, hash_of, since
from engine.rounds.relying import passable
from engine.rounds.state import INTAKE, CaseInRound, Frozen, PhaseState
from engine.state import CaseState
from tests.engine.builders import ANSWERS, CHU, LIN, MONDAY, SEATS, Office, a_process, at, score, sign

GATED: dict[str, Any] = {"kind": "campaign", "gates": [{"key": "panel", "title": "评审开始"}]}
BEHIND = sign("look", "office", gate="panel")


def waiting(*steps: dict[str, Any], **more: Any) -> Office:  # noqa: ANN401 - parts of a definition
    """A case that was handed in and waits at the gate."""
    return Office(a_process(*(steps or (BEHIND,)), **GATED, **more)).opens().submits()


def frozen(process: Process, *states: CaseState) -> Freeze:
    cases = [(process, one) for one in states]
    return freeze(
        process, "panel", cases, [("xjtu", 3, 1)], round_key="small-2022", occasion="opened", now=MONDAY
    )


def knowing(office: Office, made: Freeze) -> CaseInRound:
    then = made.content["cases"].get(office.state.id)
    return CaseInRound(None, {"panel": Frozen(MONDAY, then["answers"] if then else None)})


def test_a_freeze_holds_digests_and_figures_and_no_persons_data() -> None:
    office = waiting()
    made = frozen(office.process, office.state)
    assert made.content["places"] == {"xjtu": {"given": 3, "used": 1}}
    [line] = made.content["cases"].values()
    assert (line["number"], line["status"], len(line["answers"])) == ("XLC-2022-0001", "under_way", 64)
    assert "演示人选" not in str(made.content)
    assert made.sha256 == hash_of(made.content)
    assert made == frozen(office.process, office.state), "frozen twice it is the same"
    assert hash_of({**made.content, "gate": "other"}) != made.sha256


def test_a_draft_is_not_of_the_rounds_data_and_neither_is_what_left_it() -> None:
    draft = Office(a_process(BEHIND, **GATED)).opens()
    assert frozen(draft.process, draft.state).content["cases"] == {}
    left = replace(waiting().state, status="withdrawn")
    assert frozen(draft.process, left).content["cases"] == {}


def test_a_decision_relies_on_what_was_filled_before_the_gate_and_not_on_what_is_filled_behind_it() -> None:
    fields = [
        {"key": "name", "label": "姓名", "type": "text"},
        {"key": "id_no", "label": "身份证号", "type": "id_no"},
        {"key": "verdict", "label": "意见", "type": "text", "filled_at": "look"},
    ]
    form = {"subject": "name", "identity": "id_no", "fields": fields}
    process = a_process(BEHIND, **GATED, form=form)
    assert relied_on(process, "panel") == {"name", "id_no"}
    office = Office(process).opens().submits(answers={key: ANSWERS[key] for key in ("name", "id_no")})
    state = office.state
    before = digest_of(process, state, "panel")
    assert digest_of(process, replace(state, answers={**state.answers, "verdict": "好"}), "panel") == before
    assert digest_of(process, replace(state, answers={**state.answers, "name": "别人"}), "panel") != before


def test_a_number_sealed_anew_with_another_key_is_the_same_number() -> None:
    office = waiting()
    resealed = {**ANSWERS, "id_no": {**dict(ANSWERS["id_no"]), "sealed": "another"}}  # type: ignore[call-overload]
    state = replace(office.state, answers=resealed)
    assert digest_of(office.process, state, "panel") == digest_of(office.process, office.state, "panel")


def test_what_came_changed_or_left_after_the_freeze_is_listed_by_number() -> None:
    office = waiting()
    stays, changes, leaves = (
        replace(office.state, id=f"case-{n}", number=f"XLC-2022-000{n}") for n in (1, 2, 3)
    )
    made = frozen(office.process, stays, changes, leaves)
    assert since(made.content, [(office.process, one) for one in (stays, changes, leaves)]) == []
    now = [
        stays,
        replace(changes, answers={**changes.answers, "agree": 101}),
        replace(leaves, status="withdrawn"),
        replace(stays, id="case-4", number="XLC-2022-0004"),
    ]
    found = since(made.content, [(office.process, one) for one in now])
    assert [(one.number, one.how) for one in found] == [
        ("XLC-2022-0002", "changed"),
        ("XLC-2022-0003", "left"),
        ("XLC-2022-0004", "came"),
    ]


def test_scores_and_ranks_are_frozen_exactly() -> None:
    office = Office(a_process(score(judges=7), sign("look", "office", gate="panel"), **GATED))
    office.opens().submits()
    for seat, points in zip(SEATS, (50, 50, 50, 50, 50, 50, 41), strict=True):
        office.scores(seat, points)
    made = frozen(office.process, office.state)
    [line] = made.content["cases"].values()
    assert line["scores"] == {"judging": {"score": "481/7", "rank": 1}}


def test_a_case_as_it_was_frozen_passes_and_one_that_differs_waits_for_another_freeze() -> None:
    office = waiting()
    made, opened = frozen(office.process, office.state), {"panel"}
    assert passable(office.process, office.state, knowing(office, made), opened) == {"panel"}
    changed = replace(office.state, answers={**office.state.answers, "agree": 101})
    assert passable(office.process, changed, knowing(office, made), opened) == frozenset()
    assert (
        passable(office.process, office.state, knowing(office, frozen(office.process)), opened) == frozenset()
    )
    assert passable(office.process, changed, CaseInRound(), opened) == {"panel"}, "nothing was frozen there"


def test_pain_21_data_is_not_moved_under_a_decision() -> None:
    office = waiting()
    made = frozen(office.process, office.state)
    office.open_gates = frozenset({"panel"})
    office.within = knowing(office, made)
    office.advances()
    assert office.open_steps == ["look"]
    assert office.seen is not None
    as_frozen = office.seen
    office.seen = replace(as_frozen, answers={**as_frozen.answers, "agree": 101})
    with pytest.raises(ChangedSinceFrozen, match="关口“评审开始”冻结，本件此后有改动，须补充冻结后才能办理"):
        office.decides(CHU)
    office.within = knowing(office, frozen(office.process))
    with pytest.raises(ChangedSinceFrozen, match="此后才报送"):
        office.decides(CHU)
    office.seen, office.within = as_frozen, knowing(office, made)
    assert office.decides(CHU).open_steps == ["decision"]


def test_a_correction_keeps_its_own_time_after_the_round_is_over_and_stays_what_it_was() -> None:
    office = Office(a_process(sign("look", "office"), kind="campaign")).opens()
    days = PhaseState(INTAKE, "报送", at(2, 1).date(), at(2, 18).date(), at(2, 23).date())
    office.within = CaseInRound(days)
    office.submits()
    assert office.state.late
    office.later(at(2, 25)).returns(CHU, "nominate")
    office.submits(LIN)
    assert office.state.late
    newcomer = Office(office.process).later(office.now)
    newcomer.within = office.within
    with pytest.raises(RoundOver, match="2022年2月23日"):
        newcomer.opens()
