"""Decision tables: each hit policy, the rows and clauses of an answer, what is wrong with a table, and their use."""

from collections.abc import Mapping
from typing import Any

import pytest

from engine.events import BlockOpened, StepSkipped
from engine.explain import rule_results
from engine.linter.checks import check
from engine.refusals import FormIncomplete
from engine.tables import Table, answer
from tests.engine.blocks import branch, choice, one_signs, walked
from tests.engine.builders import ANSWERS, at_step, raw_process, sign
from tests.engine.builders import a_process as read


def row(then: object, clause: str = "第三条", **when: object) -> dict[str, Any]:
    return {"when": when, "then": then, "clause": clause}


def table(hit: str, *rows: Mapping[str, Any], **more: object) -> dict[str, Any]:
    return {"key": "fit", "title": "推荐资格", "hit": hit, "rows": list(rows), **more}


def more_than(value: int) -> dict[str, Any]:
    return {"op": ">", "value": value}


def says(raw: Mapping[str, Any], **facts: object) -> tuple[object, tuple[int, ...]]:
    found = answer(Table.model_validate(raw), facts)
    return found.value, found.rows


CADRE = row(then=False, clause="干部比例", cadre=True)
MANY = row(then=True, clause="群众公认", agree=more_than(90))


def test_first_takes_the_first_row_that_fits() -> None:
    assert says(table("first", CADRE, MANY), cadre=True, agree=100) == (False, (1,))
    assert says(table("first", MANY, CADRE), cadre=True, agree=100) == (True, (1,))
    assert says(table("first", CADRE, MANY), cadre=False, agree=100) == (True, (2,))


def test_unique_answers_by_its_one_row_and_not_at_all_by_two() -> None:
    assert says(table("unique", CADRE, MANY), cadre=False, agree=100) == (True, (2,))
    assert says(table("unique", CADRE, MANY), cadre=True, agree=100) == (None, (1, 2))


def test_any_answers_when_all_rows_that_fit_say_the_same() -> None:
    same = row(then=False, clause="人数不足", agree={"op": "<", "value": 90})
    assert says(table("any", CADRE, same), cadre=True, agree=10) == (False, (1, 2))
    assert says(table("any", CADRE, MANY), cadre=True, agree=100) == (None, (1, 2))


def test_collect_answers_by_all_rows_in_their_order() -> None:
    assert says(table("collect", CADRE, MANY), cadre=True, agree=100) == ((False, True), (1, 2))
    assert says(table("collect", CADRE, MANY), cadre=False, agree=1) == ((), ())


def test_where_no_row_fits_the_answer_is_otherwise_or_none() -> None:
    assert says(table("first", CADRE), cadre=False) == (None, ())
    assert says(table("first", CADRE, otherwise=True), cadre=False) == (True, ())


def test_every_answer_names_its_rows_and_their_clauses() -> None:
    found = answer(Table.model_validate(table("collect", CADRE, MANY)), {"cadre": True, "agree": 100})
    assert found.clauses == ("干部比例", "群众公认")


@pytest.mark.parametrize(
    ("cell", "fact", "fits"),
    [("男", "男", True), (["男", "女"], "女", True), (["男", "女"], "无", False), (more_than(3), 3, False)],
)
def test_a_cell_is_a_value_or_several_or_a_comparison(cell: object, fact: object, fits: bool) -> None:  # noqa: FBT001
    assert says(table("first", row("yes", x=cell)), x=fact) == (("yes", (1,)) if fits else (None, ()))


ELIGIBLE = table("first", CADRE, MANY, otherwise=False)
RULE = {
    "key": "eligible",
    "title": "符合推荐资格",
    "clause": "评选通知",
    "checked_at": "nominate",
    "condition": {"table": "fit"},
}


def test_a_rule_asks_a_table_and_its_refusal_names_the_row() -> None:
    with pytest.raises(FormIncomplete) as refused:
        walked(tables=[ELIGIBLE], rules=[RULE], answers={"cadre": True})
    [finding] = refused.value.findings
    assert finding.message == "不符合；“推荐资格”第 1 行（干部比例）"


def test_explained_a_rule_shows_the_row_of_its_table() -> None:
    process = read(tables=[ELIGIBLE], rules=[RULE])
    [met] = rule_results(process, ANSWERS)
    assert (met.met, met.evidence) == (True, "符合；“推荐资格”第 2 行（群众公认）")
    [open_question] = rule_results(process, {key: ANSWERS[key] for key in ("name", "cadre")})
    assert (open_question.judged, open_question.evidence) == (False, "尚未填写")


def test_a_choice_asks_a_table_which_way_to_go() -> None:
    route = table("unique", row("city", cadre=True), row("party", cadre=False))
    ways = choice(
        branch(one_signs("a", "city"), when={"table": "fit", "gives": "city"}),
        branch(one_signs("b", "party"), otherwise=True),
    )
    assert walked(ways, tables=[route], answers={"cadre": True}).here == ["a"]
    office = walked(ways, tables=[route], answers={"cadre": False})
    assert office.here == ["b"]
    [opened] = [event for event, _ in office.told if isinstance(event, BlockOpened)]
    assert opened.because == "“推荐资格”第 2 行（第三条）", "the journal names the row"


def test_a_step_is_skipped_by_what_a_table_collects() -> None:
    needed = table("collect", row("city", cadre=True), row("party", agree=more_than(0)))
    step = sign("look", "city", skip_if={"not": {"table": "fit", "gives": "city"}})
    office = at_step(step, tables=[needed])
    assert office.open_steps == ["decision"]
    [skipped] = [event for event, _ in office.told if isinstance(event, StepSkipped)]
    assert skipped.because == "“推荐资格”第 2 行（第三条）"


def findings(raw_table: Mapping[str, Any], **more: object) -> dict[tuple[object, ...], str]:
    raw = raw_process(tables=[raw_table], rules=[{**RULE, **more}])
    return {finding.path: finding.sentence for finding in check(read_raw(raw))}


def read_raw(raw: dict[str, Any]) -> Any:  # noqa: ANN401 - a definition
    return type(read()).model_validate(raw)


@pytest.mark.parametrize(
    ("raw", "path", "words"),
    [
        (table("unique", CADRE, MANY, otherwise=True), ("rows", 1), "第 1 行和第 2 行会同时适用"),
        (table("any", CADRE, MANY, otherwise=True), ("rows", 1), "会同时适用，结果却不同"),
        (table("first", CADRE, MANY), ("rows",), "有的情况哪一行都不适用"),
        (
            table("first", CADRE, row(then=True, nothing=1), otherwise=True),
            ("rows", 1, "when"),
            "不是表单字段",
        ),
        (table("first", row(then=False), MANY), ("rows", 1), "总是被前面的行挡住"),
        (table("first", CADRE, row("是", cadre=False)), ("rows",), "不是同一种"),
        (table("first", row(then=True, clause=" ")), ("rows", 0, "clause"), "没有写依据"),
        (
            table("first", row(then=True, due={"op": "<", "value": 1}), otherwise=False),
            ("rows", 0),
            "永远不会适用",
        ),
    ],
)
def test_what_is_wrong_with_a_table_is_found(
    raw: Mapping[str, Any], path: tuple[object, ...], words: str
) -> None:
    assert words in findings(raw).get(("tables", 0, *path), "nothing found there")


def test_sound_tables_are_found_sound() -> None:
    assert not findings(ELIGIBLE)
    assert not findings(table("unique", CADRE, row(then=True, cadre=False)))


@pytest.mark.parametrize(
    ("condition", "words"),
    [({"table": "other"}, "没有判定表 other"), ({"table": "fit", "gives": "city"}, "不会给出 city")],
)
def test_a_question_to_a_table_is_checked(condition: Mapping[str, Any], words: str) -> None:
    assert words in findings(ELIGIBLE, condition=condition)[("rules", 0, "condition")]
