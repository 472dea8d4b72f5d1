"""Tables of plain cells: each finding names its cell, all of them at once."""

from datetime import date
from decimal import Decimal

import pytest

from engine.relapse import month_table, visit_table
from engine.relapse.month_table import as_facts, read_month
from engine.relapse.sheet import letter
from engine.relapse.visit_table import read_visits

MONTH = [one.title for one in month_table.COLUMNS]
VISIT = [one.title for one in visit_table.COLUMNS]
TODAY = date(2022, 11, 7)


def month(*lines: dict[str, str]) -> list[list[str]]:
    return [MONTH, *([line.get(one.key, "") for one in month_table.COLUMNS] for line in lines)]


def visits(*lines: dict[str, str]) -> list[list[str]]:
    return [VISIT, *([line.get(one.key, "") for one in visit_table.COLUMNS] for line in lines)]


def test_a_line_becomes_facts_and_what_is_empty_is_unknown() -> None:
    read = read_month(month({"file_number": "KN-1", "net_income": "-1,200.50", "earner_lost": "是"}, {}))
    assert read.wrong == []
    number, facts = as_facts(read.lines[0][1])
    assert (number, facts["net_income"], facts["earner_lost"]) == ("KN-1", Decimal("-1200.50"), Decimal(1))
    assert facts["persons"] is None


def test_every_finding_names_its_cell() -> None:
    read = read_month(
        month(
            {"file_number": "KN-1", "loss": "-1", "persons": "三"},
            {"file_number": "KN-1", "arrears": "12.345", "new_student": "有"},
            {"persons": "2"},
            {"file_number": "KN-2"},
            {"file_number": "KN-3", "line": "=A1"},
        )
    )
    assert [one.place for one in read.wrong] == ["B2", "I2", "K3", "L3", "A4", "C6", "A3", "A5"]
    assert "不得为负" in read.wrong[1].sentence


def test_columns_that_are_missing_strange_or_double_are_named() -> None:
    read = read_month([["档案号", "姓名", "档案号"]])
    said = "".join(one.sentence for one in read.wrong)
    assert all(
        part in said
        for part in ("B1 姓名：没有这一栏", "C1 档案号：这一栏写了两次", "A1 家庭人口：缺少这一栏")
    )


def test_an_empty_table_says_so() -> None:
    assert [one.message for one in read_month([MONTH]).wrong] == ["没有填写任何一行"]
    assert read_month([]).wrong


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        ({"done_on": "2022-11-08", "findings": "好"}, "J2"),
        ({"done_on": "2022-13-08", "findings": "好"}, "J2"),
        ({"done_on": "2022-11-07"}, "L2"),
        ({"done_on": "2022-11-07", "missed_why": "家中无人", "findings": "好"}, "K2"),
        ({"missed_why": "不想去"}, "K2"),
        ({"findings": "好"}, "J2"),
        ({"done_on": "2022-11-07", "findings": "好" * 1001}, "L2"),
    ],
)
def test_a_visit_is_done_with_findings_or_missed_for_a_reason(line: dict[str, str], cell: str) -> None:
    read = read_visits(visits({"id": "7", **line}), today=TODAY)
    assert cell in [one.place for one in read.wrong]


def test_what_was_not_filled_in_is_left_for_later_and_nothing_is_said_twice() -> None:
    done = {"id": "7", "done_on": "2022/11/7", "findings": "已上班"}
    read = read_visits(visits(done, {"id": "8"}, {"id": "9", "missed_why": "已迁出"}), today=TODAY)
    assert (read.wrong, [line["id"] for _, line in read.lines]) == ([], ["7", "9"])
    assert read_visits(visits(done, done), today=TODAY).wrong[0].place == "A3"


def test_columns_have_letters_beyond_z() -> None:
    assert [letter(one) for one in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
