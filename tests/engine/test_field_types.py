"""Sums of money, numbers, several choices, telephone numbers and tables: how they are kept, checked, asked and told."""

from typing import get_args

import pytest

from engine.conditions import Comparison, holds
from engine.definition import FieldType, FormField
from engine.forms.answers import check_answers
from engine.forms.differences import differences
from engine.forms.values import as_kept
from engine.forms.words import in_words, totals
from engine.rehearsal.plausible import plausible
from tests.engine.builders import a_process
from tests.engine.planted import form


def a_field(kind: str, **more: object) -> FormField:
    return FormField.model_validate({"key": "x", "label": "甲", "type": kind, **more})


FAMILY = a_field(
    "table",
    key="members",
    label="家庭成员",
    min=1,
    max=8,
    columns=[
        {"key": "name", "label": "姓名", "type": "text", "max": 10},
        {"key": "born", "label": "出生年月", "type": "month"},
        {"key": "id_no", "label": "身份证号", "type": "id_no", "required": False},
        {"key": "income", "label": "月均收入", "type": "money", "min": 0, "total": True, "required": False},
    ],
)
MOTHER = {"name": "演示甲", "born": "1975-07", "income": "1200.00"}
SON = {"name": "演示乙", "born": "2001-02", "income": "800.50"}


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (a_field("money"), "１２,345.6", "12345.60"),
        (a_field("money"), "¥1200元", "1200.00"),
        (a_field("money"), 1200.5, "1200.50"),
        (a_field("money"), "-0", "0.00"),
        (a_field("money"), "1200.500", "1200.50"),
        (a_field("money"), "0.005", "0.005"),
        (a_field("money"), "12,34", "12,34"),
        (a_field("number", places=1), "85", "85.0"),
        (a_field("number", places=0), "85", "85"),
        (a_field("phone"), "+86 138 0000 0000", "13800000000"),
        (a_field("phone"), "（029）87654321", "02987654321"),
        (a_field("multi_choice", options=["甲", "乙", "丙"]), ["丙", "甲", "丙"], ["甲", "丙"]),
        (
            FAMILY,
            [{"name": "演示甲", "income": "1,200"}, {"name": " ", "born": ""}],
            [{"name": "演示甲", "income": "1200.00"}],
        ),
    ],
)  # fmt: skip
def test_what_is_typed_is_kept_in_one_way(field: FormField, typed: object, kept: object) -> None:
    assert as_kept(field, typed) == kept


@pytest.mark.parametrize(
    ("field", "answer", "said"),
    [
        (a_field("money"), "0.005", "应填写以元计的金额，至多两位小数，例如 12345.60"),
        (a_field("money"), "很多", "应填写以元计的金额，至多两位小数，例如 12345.60"),
        (a_field("money", min=0), "-1.00", "不少于 0.00 元"),
        (a_field("money", max=99999.99), "100000.00", "不超过 99,999.99 元"),
        (a_field("money", max=99999.99), "99999.99", ""),
        (a_field("number", places=1, unit="平方米", min=30), "29.9", "不少于 30.0 平方米"),
        (a_field("number", places=1), "29.95", "应填写数字，至多 1 位小数"),
        (a_field("number", places=0), "29.5", "应填写整数"),
        (a_field("phone"), "13800000000", ""),
        (a_field("phone"), "029-87654321-801", ""),
        (a_field("phone"), "0915-3212345", ""),
        (a_field("phone"), "12800000000", "应为 11 位手机号，或带区号的座机号，例如 029-87654321"),
        (a_field("phone"), "87654321", "应为 11 位手机号，或带区号的座机号，例如 029-87654321"),
        (a_field("multi_choice", options=["甲", "乙", "丙"], max=2), ["甲", "乙", "丙"], "至多选 2 项，现选 3 项"),
        (a_field("multi_choice", options=["甲", "乙", "丙"], min=2), ["甲"], "至少选 2 项，现选 1 项"),
        (a_field("multi_choice", options=["甲", "乙"]), ["甲", "丁"], "没有“丁”，请从这些选项中选择：甲、乙"),
        (a_field("multi_choice", options=["甲", "乙"]), "甲", "请从这些选项中选择（可选几项）：甲、乙"),
        (a_field("multi_choice", options=["甲", "乙"]), [], "必填"),
    ],
)  # fmt: skip
def test_each_kind_says_what_is_wrong(field: FormField, answer: object, said: str) -> None:
    findings = check_answers([field], {"x": answer})
    assert "".join(one.message for one in findings) == said


def test_a_table_names_row_and_column_of_every_defect() -> None:
    rows = [MOTHER, {"name": "演示乙", "born": "1975-13", "income": "-1.00", "height": "180"}, "row"]
    found = check_answers([FAMILY], {"members": rows[:2]})
    assert [(one.label, one.message, one.cell) for one in found] == [
        ("家庭成员", "第 2 行 出生年月：格式应为 1985-07", "2.born"),
        ("家庭成员", "第 2 行 月均收入：不少于 0.00 元", "2.income"),
        ("家庭成员", "第 2 行 height：表里没有这一栏", "2.height"),
    ]
    assert [one.message for one in check_answers([FAMILY], {"members": rows})] == ["应为若干行，每行写明各栏"]


def test_a_table_has_as_many_rows_as_it_may_have() -> None:
    assert [one.message for one in check_answers([FAMILY], {"members": []})] == ["必填"]
    assert "至多填 8 行，现有 9 行" in check_answers([FAMILY], {"members": [MOTHER] * 9})[0].message
    two = FAMILY.model_copy(update={"min": 2})
    assert [one.message for one in check_answers([two], {"members": [MOTHER]})] == ["至少填 2 行，现有 1 行"]


@pytest.mark.parametrize(
    ("name", "op", "value", "met"),
    [
        ("pay", ">=", 2000, True),
        ("pay", ">", 2000, False),
        ("pay", "<=", 2000.01, True),
        ("pay", "==", 2000, True),
        ("pay", "!=", 2000, False),
        ("kinds", "has", "甲", True),
        ("kinds", "has", "乙", False),
        ("kinds", "filled", True, True),
        ("members.rows", "==", 2, True),
        ("members.income", "==", 2000.5, True),
        ("members.income", ">", 2000.5, False),
        ("members.name", ">", 0, False),
        ("others.rows", "==", 0, False),
        ("name", ">=", 5, False),
    ],
)
def test_conditions_look_at_them_exactly(name: str, op: str, value: object, met: bool) -> None:  # noqa: FBT001 - a column
    facts = {"pay": "2000.00", "kinds": ["甲", "丙"], "members": [MOTHER, SON], "name": "演示"}
    assert holds(Comparison.model_validate({"field": name, "op": op, "value": value}), facts) is met


def test_a_sum_with_places_survives_being_stored() -> None:
    written = Comparison.model_validate({"field": "pay", "op": ">=", "value": 2000.1})
    assert Comparison.model_validate_json(written.model_dump_json()) == written
    assert '"value":2000.1' in written.model_dump_json()
    text = Comparison.model_validate({"field": "code", "op": "==", "value": "0100"})
    assert Comparison.model_validate_json(text.model_dump_json()) == text


def test_rows_are_compared_one_by_one_wherever_others_came_or_went() -> None:
    daughter = {"name": "演示丙", "born": "2003-01"}
    before, after = {"members": [MOTHER, SON]}, {"members": [{**MOTHER, "income": "1500.00"}, daughter, SON]}
    told = [
        (one.label, in_words(one.of, one.before), in_words(one.of, one.after))
        for one in differences(before, after, [FAMILY])
    ]
    assert told == [
        ("家庭成员 第 1 行 月均收入", "1,200.00 元", "1,500.00 元"),
        ("家庭成员 第 2 行", "", "演示丙，2003-01"),
    ]  # fmt: skip
    gone = [(one.label, one.after) for one in differences(after, before, [FAMILY])]
    assert ("家庭成员 第 2 行", None) in gone


def test_a_number_sealed_anew_within_a_row_is_no_difference() -> None:
    sealed = {"sealed": "one", "hash": "h", "masked": "9*****1"}
    before = {"members": [{**MOTHER, "id_no": sealed}]}
    assert (
        differences(before, {"members": [{**MOTHER, "id_no": {**sealed, "sealed": "two"}}]}, [FAMILY]) == []
    )
    other = differences(before, {"members": [{**MOTHER, "id_no": {**sealed, "hash": "i"}}]}, [FAMILY])
    assert [one.label for one in other] == ["家庭成员 第 1 行 身份证号"]


def test_they_are_printed_with_unit_and_groups_and_added_up() -> None:
    assert in_words(a_field("money"), "1234567.80") == "1,234,567.80 元"
    assert in_words(a_field("number", places=1, unit="平方米"), "85.5") == "85.5 平方米"
    assert in_words(a_field("multi_choice", options=["甲", "乙"]), ["甲", "乙"]) == "甲、乙"
    assert in_words(FAMILY, [MOTHER, SON]) == "演示甲，1975-07，1,200.00 元；演示乙，2001-02，800.50 元"
    assert [(one.column.key, one.text) for one in totals(FAMILY, [MOTHER, SON])] == [
        ("income", "2,000.50 元")
    ]


@pytest.mark.parametrize("kind", [one for arg in get_args(FieldType) for one in (get_args(arg) or (arg,))])
def test_every_kind_has_a_plausible_answer_without_a_defect(kind: str) -> None:
    shapes: dict[str, dict[str, object]] = {
        "choice": {"options": ["甲", "乙"]},
        "multi_choice": {"options": ["甲", "乙"], "min": 2},
        "table": {"columns": [one.model_dump() for one in FAMILY.columns]},
    }
    process = a_process(**form({"key": "x", "label": "甲", "type": kind, **shapes.get(kind, {})}))
    assert check_answers([process.field("x")], {"x": plausible(process, "nominate")["x"]}) == []
