"""What the bank says of a list is reckoned against what was given to it, line by line and cell by cell."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.hardship.paying import MOST_WORDS, Owed, Said, findings_of

MADE, TODAY = date(2022, 11, 25), date(2022, 11, 28)
OWED = {1: Owed(1, Decimal(5000), settled=False), 2: Owed(2, Decimal(800), settled=True)}


def a_line(**changes: Any) -> Said:  # noqa: ANN401 - one cell as it is read
    """A line of the bank's table that can be taken in."""
    given = {"row": 2, "line": 1, "amount": Decimal(5000), "result": "成功", "paid_on": TODAY}
    return Said(**{**given, **changes})


def found(*said: Said) -> list[tuple[int, str, str]]:
    wrong = findings_of(OWED, said, made_on=MADE, today=TODAY)
    return [(one.row, one.column, one.sentence) for one in wrong]


def test_what_agrees_has_no_finding_and_a_line_that_is_missing_waits() -> None:
    assert found(a_line()) == []
    assert found() == []
    assert found(a_line(result="失败", paid_on="", why="卡号注销")) == []


@pytest.mark.parametrize(
    ("changes", "column", "sentence"),
    [
        ({"line": 9}, "行号", "清单里没有第 9 行"),
        ({"line": "一"}, "行号", "清单里没有第 一 行"),
        ({"line": 2, "amount": Decimal(800)}, "行号", "第 2 行已有结果"),
        ({"amount": Decimal("4999.99")}, "金额", "金额为 4999.99，清单上是 5000"),
        ({"amount": "五千"}, "金额", "金额为 五千，清单上是 5000"),
        ({"result": "已付"}, "结果", "“已付”不是结果，写“成功”或“失败”"),
        ({"paid_on": "昨天"}, "到账日期", "“昨天”不是日期，写成 2022-11-28"),
        ({"paid_on": date(2022, 11, 24)}, "到账日期", "2022-11-24 不在清单日期 2022-11-25 至今天 2022-11-28 之间"),
        ({"paid_on": date(2022, 11, 29)}, "到账日期", "2022-11-29 不在清单日期 2022-11-25 至今天 2022-11-28 之间"),
        ({"result": "失败"}, "原因", "失败的要写明原因"),
        ({"result": "失败", "why": "长" * (MOST_WORDS + 1)}, "原因", f"原因不超过 {MOST_WORDS} 字"),
    ],
)  # fmt: skip
def test_each_cell_that_does_not_agree_is_named(
    changes: dict[str, object], column: str, sentence: str
) -> None:
    assert found(a_line(**changes)) == [(2, column, sentence)]


@pytest.mark.parametrize("day", [MADE, TODAY])
def test_money_arrives_from_the_day_of_the_list_to_today(day: date) -> None:
    assert found(a_line(paid_on=day)) == []


def test_a_line_that_is_said_twice_is_named_both_times() -> None:
    assert [one[:2] for one in found(a_line(row=2), a_line(row=3))] == [(2, "行号"), (3, "行号")]


def test_everything_wrong_is_told_at_once() -> None:
    wrong = found(a_line(amount=Decimal(1), result="已付"), a_line(row=3, line=7))
    assert [one[:2] for one in wrong] == [(2, "金额"), (2, "结果"), (3, "行号")]
