"""Fields that are asked only if: shown, required and stored while their condition holds."""

from typing import Any

import pytest

from engine.definition import Process
from engine.forms.parts import asked_at
from engine.refusals import FormIncomplete
from tests.engine.blocks import one_signs, when
from tests.engine.builders import ANSWERS, BU, CHU, FIELDS, Office, a_process

RANK: dict[str, Any] = {"key": "rank", "label": "职级", "type": "text", "when": when("cadre", value=True)}
SINCE: dict[str, Any] = {
    "key": "since",
    "label": "任职时间",
    "type": "month",
    "when": when("rank", None, "filled"),
}
CADRE = {**ANSWERS, "cadre": True}


def with_fields(*more: dict[str, Any], **changes: Any) -> Process:  # noqa: ANN401 - whatever a definition may say
    form = {"subject": "name", "identity": "id_no", "fields": [*FIELDS, *more]}
    return a_process(one_signs("review", "office"), form=form, **changes)


def test_a_cadre_is_asked_for_the_rank_and_nobody_else_is() -> None:
    Office(with_fields(RANK)).opens().submits(answers=ANSWERS)
    with pytest.raises(FormIncomplete) as refused:
        Office(with_fields(RANK)).opens().submits(answers=CADRE)
    assert [(one.field, one.message) for one in refused.value.findings] == [("rank", "必填")]


def test_an_answer_to_what_is_not_asked_is_neither_checked_nor_kept() -> None:
    office = Office(with_fields(RANK)).opens().submits(answers={**ANSWERS, "rank": "长" * 300})
    assert "rank" not in office.state.answers


def test_what_hangs_on_a_hidden_answer_is_hidden_too() -> None:
    process = with_fields(RANK, SINCE)
    said = {**CADRE, "rank": "正处级"}
    assert [one.key for one in asked_at(process, "nominate", said)][-2:] == ["rank", "since"]
    assert [one.key for one in asked_at(process, "nominate", {**said, "cadre": False})][-1] == "cadre"


def test_corrected_the_form_forgets_the_part_that_is_not_asked_any_more() -> None:
    office = Office(with_fields(RANK)).opens().submits(answers={**CADRE, "rank": "正处级"})
    assert office.state.answers["rank"] == "正处级"
    office.returns(CHU, "nominate").submits(answers={**ANSWERS, "rank": "正处级"})
    assert "rank" not in office.state.answers


def test_a_rule_does_not_see_the_answer_that_is_not_asked_any_more() -> None:
    rule = {"key": "none", "title": "不填职级", "clause": "第三条", "checked_at": "nominate"}
    rules = [{**rule, "condition": {"not": {"field": "rank", "op": "==", "value": "正处级"}}}]
    office = Office(with_fields(RANK, rules=rules)).opens()
    office.submits(answers={**ANSWERS, "rank": "正处级"})
    assert office.state.status == "under_way"


def test_a_reviewer_is_asked_what_the_form_gives_rise_to() -> None:
    process = with_fields({**RANK, "filled_at": "review"})
    plain = Office(process).opens().submits(answers=ANSWERS)
    plain.decides(CHU, "approve")
    cadre = Office(process).opens().submits(answers=CADRE)
    with pytest.raises(FormIncomplete):
        cadre.decides(BU, "approve")
    cadre.decides(BU, "approve", answers={"rank": "正处级"})
    assert cadre.state.answers["rank"] == "正处级"
