"""The linter: every planted offence is found, and every finding there is has an offence planted for it."""

import re
from collections.abc import Iterator

import pytest

from engine.definition import Process
from engine.linter.checks import Finding, Notice, check, notices
from seeds.linter_page import Told, told
from seeds.staffing import Staffed, check_staffing
from tests.engine.blocks import branch, choice
from tests.engine.builders import ballot, consult, publicity, raw_process, sign
from tests.engine.planted import PLANTED, Raw, form
from tests.engine.planted_fields import FIELD_OFFENCES
from tests.engine.planted_rights import RIGHT_OFFENCES
from tests.engine.test_act_checks import PLANTED as ACTS
from tests.engine.test_checks import OFFENCES, whole

NOBODY = Staffed(units={"xjtu": None}, posts=frozenset(), organs=frozenset(), sizes={"prov_committee": 2})


def read(raw: Raw) -> Process:
    return Process.model_validate(raw)


def said(raw: Raw) -> list[Finding]:
    process = read(raw)
    return [*check(process), *notices(process), *check_staffing(process, NOBODY)]


EVERY = [*PLANTED, *FIELD_OFFENCES, *RIGHT_OFFENCES]


@pytest.mark.parametrize(("raw", "words"), EVERY, ids=[words for _, words in EVERY])
def test_a_planted_offence_is_found_and_cured(raw: Raw, words: str) -> None:
    found = [one for one in said(raw) if words in one.sentence]
    assert found, [one.sentence for one in said(raw)]
    assert all(one.cure for one in found)


def _planted() -> Iterator[Raw]:
    yield from (raw for raw, _ in EVERY)
    yield from (raw_process(step) for step, _ in ACTS)
    for offend, _, _ in OFFENCES:
        definition = whole()
        offend(definition)
        yield definition
    yield raw_process(sign("review", "clerk"), ballot())


def test_every_finding_of_the_code_has_a_planted_offence() -> None:
    sentences = {one.sentence for raw in _planted() for one in said(raw)}
    never = [one.sentence for one in told() if not any(_is(one, sentence) for sentence in sentences)]
    assert never == []


def _is(one: Told, sentence: str) -> bool:
    return bool(
        re.fullmatch("".join(".*" if part is None else re.escape(part) for part in one.parts), sentence)
    )


def test_there_are_many_more_than_twenty_five() -> None:
    assert len({one.sentence for one in told() if not one.notice}) > 100


def test_a_notice_keeps_no_definition_from_being_published() -> None:
    silent = read(raw_process(publicity()))
    assert check(silent) == []
    assert any("没有审批也没有票决" in one.sentence for one in notices(silent))
    assert all(isinstance(one, Notice) for one in notices(silent))


def test_a_careful_definition_has_not_even_notices() -> None:
    steps = [
        {**consult(), "source": "第一条"},
        sign("review", "clerk", needs_valid="ask", source="第二条"),
        ballot(source="第三条"),
        publicity(source="第四条"),
    ]
    raw = raw_process(*steps)
    raw["steps"] = [{**one, "source": "通知"} for one in raw["steps"]]
    shares = [("agree", "present"), ("present", "due")]
    raw["rules"] = [
        {"key": f"r{n}", "title": f"规则{n}", "clause": "第三条", "checked_at": "nominate",
         "share": {"part": part, "whole": whole_, "op": ">=", "num": 1, "den": 2}}
        for n, (part, whole_) in enumerate(shares)
    ]  # fmt: skip
    assert [one.sentence for one in said_by_definition(read(raw))] == []


def said_by_definition(process: Process) -> list[Finding]:
    return [*check(process), *notices(process)]


def test_pain_13_a_pass_that_nobody_gives_is_seen() -> None:
    approve = sign("review", "clerk", skip_if={"field": "cadre", "op": "==", "value": True})
    found = [one.sentence for one in notices(read(raw_process(approve)))]
    assert "有的事项不经任何审批：各审批环节会同时跳过" in found
    assert "申报人填“是否干部”就能不经“review”" in found


def test_a_choice_in_which_every_way_is_approved_is_no_silent_pass() -> None:
    cadre = {"field": "cadre", "op": "==", "value": True}
    ways = choice(branch(sign("a", "clerk"), when=cadre), branch(sign("b", "party"), otherwise=True))
    assert not [one for one in notices(read(raw_process(ways))) if "不经任何审批" in one.sentence]


def test_a_field_that_a_document_prints_is_used() -> None:
    extra = {"key": "x", "label": "甲", "type": "text"}
    machine = {
        "key": "paper",
        "title": "生成审批表",
        "kind": "machine",
        "task": "render_document",
        "document": "d",
    }
    assert not [
        one for one in notices(read(raw_process(machine, **form(extra)))) if "填了没有用" in one.sentence
    ]
