"""Bad definitions: every finding at once, at its place, with its cure."""

from collections.abc import Callable
from typing import Any

import pytest

from engine.definition import Process
from engine.linter.checks import check
from tests.engine.builders import (
    DETERMINE,
    FIELDS,
    SUBMIT,
    a_process,
    ballot,
    consult,
    publicity,
    raw_process,
    sign,
)

Definition = dict[str, Any]
ALWAYS = {
    "any": [{"field": "cadre", "op": "==", "value": True}, {"field": "cadre", "op": "==", "value": False}]
}

DIRECT = {"field": "unit.direct", "op": "==", "value": True}


def findings(definition: Definition) -> dict[tuple[str | int, ...], str]:
    return {one.path: one.sentence for one in check(Process.model_validate(definition))}


def whole() -> Definition:
    return raw_process(consult(), sign("review", "city", needs_valid="ask"), ballot(), publicity())


def step(number: int, **changes: object) -> Callable[[Definition], None]:
    def change(definition: Definition) -> None:
        definition["steps"][number] = {**definition["steps"][number], **changes}

    return change


def field(**changes: object) -> Callable[[Definition], None]:
    def change(definition: Definition) -> None:
        definition["form"] = {
            **definition["form"],
            "fields": [*FIELDS, {"key": "x", "label": "甲", "type": "text", **changes}],
        }

    return change


def rule(**changes: object) -> Callable[[Definition], None]:
    def change(definition: Definition) -> None:
        definition["rules"] = [
            {"key": "r", "title": "规则", "clause": "条", "checked_at": "nominate", **changes}
        ]

    return change


def body(**changes: object) -> Callable[[Definition], None]:
    def change(definition: Definition) -> None:
        definition["bodies"] = {**definition["bodies"], "city": {"title": "市级", **changes}}

    return change


def whole_file(**changes: object) -> Callable[[Definition], None]:
    return lambda definition: definition.update(changes)


def share(part: str, whole_: str) -> dict[str, Any]:
    return {"part": part, "whole": whole_, "op": ">=", "num": 1, "den": 2}


def condition(name: str, op: str, value: object) -> dict[str, Any]:
    return {"field": name, "op": op, "value": value}


def test_a_sound_definition_has_no_finding() -> None:
    assert findings(whole()) == {}


OFFENCES: list[tuple[Callable[[Definition], None], tuple[str | int, ...], str]] = [
    (whole_file(valid={"from": "2022-12-31", "to": "2022-01-01"}), ("valid", "to"), "早于"),
    (body(**{"from": "unit"}), ("bodies", "city"), "永远没有人"),
    (body(**{"from": "unit", "post": "p", "organ": "o"}), ("bodies", "city"), "既写了岗位又写了机构"),
    (body(post="p"), ("bodies", "city"), "没有写是哪个单位"),
    (step(2, by="clerk"), ("bodies", "city"), "没有环节由"),
    (step(2, by="nobody"), ("steps", 2, "by"), "bodies 里没有它"),
    (step(3, counted_by="nobody"), ("steps", 3, "counted_by"), "bodies 里没有它"),
    (step(4, objections_to="nobody"), ("steps", 4, "objections_to"), "bodies 里没有它"),
    (step(2, key="nominate"), ("steps", 2, "key"), "不止一次"),
    (step(2, due=None), ("steps", 2), "没有时限"),
    (step(4, due="3 working days"), ("steps", 4, "due"), "没有作用"),
    (step(4, window="5 clock hours"), ("steps", 4, "window"), "工作日"),
    (step(0, may=["send_back"]), ("steps", 0, "may"), "没有可以退回的环节"),
    (step(3, may=["reject"]), ("steps", 3, "may"), "不是审批环节"),
    (step(2, skip_if=ALWAYS), ("steps", 2, "skip_if"), "永远到不了"),
    (step(2, skip_if=condition("due", "<", 1)), ("steps", 2, "skip_if"), "永远不成立"),
    (step(2, skip_if=condition("unknown", "==", 1)), ("steps", 2, "skip_if"), "不是表单字段"),
    (step(2, skip_if=condition("name", ">", 1)), ("steps", 2, "skip_if"), "不能比较大小"),
    (step(2, skip_if=condition("cadre", "==", "是")), ("steps", 2, "skip_if"), "不会是“是”"),
    (step(0, skip_if=DIRECT), ("steps", 0, "skip_if"), "不能跳过"),
    (step(5, skip_if=DIRECT), ("steps", 5, "skip_if"), "不能跳过"),
    (step(2, needs_valid="vote"), ("steps", 2, "needs_valid"), "不是前面的征求意见环节"),
    (step(4, needs_valid="ask"), ("steps", 4, "needs_valid"), "没有作用"),
    (step(3, by="city"), ("steps", 3, "by"), "没有固定的成员"),
    (step(3, quorum={"num": 3, "den": 2, "base": "due"}), ("steps", 3, "quorum"), "不可能达到"),
    (step(3, threshold={"op": ">", "num": 1, "den": 1, "base": "due"}), ("steps", 3, "threshold"), "不可能达到"),
    (step(3, quorum={"num": 1, "den": 2, "base": "present"}), ("steps", 3, "quorum", "base"), "总能达到"),
    (step(4, shows=[{"field": "id_no"}]), ("steps", 4, "shows", 0, "mask"), "不得显示完整"),
    (step(4, shows=[{"field": "id_no", "mask": "year_only"}]), ("steps", 4, "shows", 0, "mask"), "不得显示完整"),
    (step(4, shows=[{"field": "name", "mask": "year_only"}]), ("steps", 4, "shows", 0, "mask"), "不是日期"),
    (step(4, shows=[{"field": "unknown"}]), ("steps", 4, "shows", 0, "field"), "不在表单里"),
    (step(4, shows=[{"field": "name"}, {"field": "name"}]), ("steps", 4, "shows", 1, "field"), "两次"),
    (step(5, outcomes=[{"key": "a", "title": "甲", "granted": True}, {"key": "b", "title": "乙", "granted": True}]),
     ("steps", 5, "outcomes"), "既有授予的"),
    (field(key="name"), ("form", "fields", 6, "key"), "不止一次"),
    (field(filled_at="nowhere"), ("form", "fields", 6, "filled_at"), "没有环节"),
    (field(filled_at="showing"), ("form", "fields", 6, "filled_at"), "永远不会填写"),
    (field(type="choice", options=["甲"]), ("form", "fields", 6, "options"), "不足两个"),
    (field(type="choice", options=["甲", "乙", "甲"]), ("form", "fields", 6, "options"), "重复"),
    (field(options=["甲", "乙"]), ("form", "fields", 6, "options"), "没有作用"),
    (field(type="integer", min=3, max=2), ("form", "fields", 6, "min"), "下限大于上限"),
    (whole_file(form={"subject": "nothing", "fields": FIELDS}), ("form", "subject"), "命名"),
    (whole_file(form={"subject": "name", "identity": "nothing", "fields": FIELDS}), ("form", "identity"), "必填"),
    (whole_file(form={"subject": "name", "identity": "name", "fields": FIELDS}), ("form", "identity"), "无法回避"),
    (rule(checked_at="nowhere", share=share("agree", "due")), ("rules", 0, "checked_at"), "没有环节"),
    (rule(checked_at="vote", share=share("agree", "due")), ("rules", 0, "checked_at"), "不审查规则"),
    (rule(), ("rules", 0), "恰好有"),
    (rule(share=share("nothing", "due")), ("rules", 0, "share", "part"), "没有字段"),
    (rule(share=share("agree", "name")), ("rules", 0, "share", "whole"), "不是整数"),
    (rule(condition=condition("due", "<", 1)), ("rules", 0, "condition"), "永远不能满足"),
    (whole_file(quota={"taken_at": "nowhere", "kept_from": "vote", "source": "s"}), ("quota", "taken_at"), "没有环节"),
    (whole_file(quota={"taken_at": "review", "kept_from": "vote", "source": "s"}), ("quota", "taken_at"), "提交环节"),
    (whole_file(quota={"taken_at": "nominate", "kept_from": "nominate", "source": "s"}),
     ("quota", "kept_from"), "还没有占用"),
]  # fmt: skip


@pytest.mark.parametrize(("offend", "path", "words"), OFFENCES)
def test_each_planted_offence_is_found_at_its_place(
    offend: Callable[[Definition], None], path: tuple[str | int, ...], words: str
) -> None:
    definition = whole()
    offend(definition)
    assert words in findings(definition).get(path, "nothing found there")


def test_all_findings_come_at_once_each_with_a_cure() -> None:
    definition = whole()
    for offend in (
        step(2, by="nobody", due=None),
        body(),
        whole_file(valid={"from": "2023-01-01", "to": "2022-01-01"}),
    ):
        offend(definition)
    found = check(Process.model_validate(definition))
    assert {one.path for one in found} == {
        ("valid", "to"),
        ("bodies", "city"),
        ("steps", 2, "by"),
        ("steps", 2),
    }
    assert all(one.cure for one in found)


def test_a_case_begins_with_a_form_and_has_exactly_one_determination() -> None:
    begin = {**raw_process(), "steps": [sign("review", "clerk"), {**SUBMIT}]}
    assert findings(begin)[("steps", 0, "kind")] == "第一个环节必须是提交，否则没有表单可办"
    assert findings(begin)[("steps",)] == "没有认定环节，事项永远没有结果"
    twice = {
        **raw_process(),
        "steps": [SUBMIT, DETERMINE, {**DETERMINE, "key": "again", "title": "再次认定"}],
    }
    assert findings(twice) == {("steps", 2, "kind"): "认定环节只能有一个"}


def test_an_agency_that_could_never_be_asked_is_found() -> None:
    ask = consult()
    ask["agencies"][2]["when"] = {"all": [ALWAYS, {"not": ALWAYS}]}
    found = findings(raw_process(ask))
    assert "永远不会征求“组织部门”" in found[("steps", 1, "agencies", 2, "when")]


def test_facts_must_be_known_when_they_are_looked_at() -> None:
    later = [*FIELDS, {"key": "advice", "label": "意见", "type": "text", "filled_at": "second"}]
    early = sign("first", "city", skip_if={"field": "advice", "op": "filled"})
    definition = raw_process(early, sign("second", "city"))
    definition["form"] = {"subject": "name", "identity": "id_no", "fields": later}
    assert "还没有填写" in findings(definition)[("steps", 1, "skip_if")]


def test_the_sound_definition_of_these_tests_is_read_strictly() -> None:
    assert check(a_process(consult(), ballot(), publicity())) == []
