"""A list of answers: every wrong cell is named at once, and a row without an answer says nothing."""

from dataclasses import replace
from datetime import date

import pytest

from engine import commands as c
from engine.deadlines import end_of
from engine.opinion_lists import Asked, read_answers
from engine.refusals import AnswerDateUnfit
from tests.engine.builders import LIN, MONDAY, Office, at_step, consult

TODAY = date(2022, 3, 10)
ASKED = {f"A-{n}": Asked(f"A-{n}", MONDAY, 90) for n in range(1, 5)}
GOOD: dict[str, str] = {
    "number": "A-1", "answer": "同意", "reason": "", "dated": "2022-03-08", "signer": "演示民警 三级警长",
}  # fmt: skip


def row(**changes: str) -> dict[str, str]:
    return GOOD | changes


def wrong(*rows: dict[str, str], asked: dict[str, Asked] = ASKED) -> list[tuple[int, str, str]]:
    answers, found = read_answers(rows, asked, today=TODAY)
    assert {one.row for one in answers}.isdisjoint(one.row for one in found)
    return [(one.row, one.field, one.message) for one in found]


def test_answers_are_read_and_an_empty_row_is_no_consent() -> None:
    silent = row(number="A-2", answer="", dated="", signer="")
    said = row(number="A-3", answer="不同意", reason="有未结案件")
    answers, found = read_answers([GOOD, silent, said], ASKED, today=TODAY)
    assert found == []
    assert [(one.number, one.answer, one.dated) for one in answers] == [
        ("A-1", "agree", date(2022, 3, 8)),
        ("A-3", "disagree", date(2022, 3, 8)),
    ]


@pytest.mark.parametrize(
    ("changes", "column", "said"),
    [
        ({"number": "B-9"}, "number", "没有就这件事项征求过本部门意见"),
        ({"answer": "好的"}, "answer", "请填写同意、不同意、暂缓之一"),
        ({"answer": "不同意"}, "reason", "答复“不同意”必须写明理由"),
        ({"answer": "暂缓"}, "reason", "答复“暂缓”必须写明理由"),
        ({"reason": "长" * 2001}, "reason", "不超过 2000 字，现有 2001 字"),
        ({"dated": ""}, "dated", "请填写日期"),
        ({"dated": "3月8日"}, "dated", "请填写日期"),
        ({"dated": "2022-03-11"}, "dated", "还没有到这一天"),
        ({"dated": "2022-02-20"}, "dated", "早于征求意见的日期（2022年2月21日）"),
        ({"signer": ""}, "signer", "请写明姓名和职务"),
        ({"signer": "长" * 61}, "signer", "请写明姓名和职务"),
    ],
)
def test_each_wrong_cell_is_named(changes: dict[str, str], column: str, said: str) -> None:
    [(place, field, message)] = wrong(row(number="A-2"), row(**changes))
    assert (place, field) == (2, column)
    assert said in message


def test_all_that_is_wrong_is_said_at_once() -> None:
    rows = [row(answer="?", dated="?", signer=""), row(number="A-2"), row(number="A-2"), row(number="?")]
    assert [(place, field) for place, field, _ in wrong(*rows)] == [
        (1, "answer"), (1, "dated"), (1, "signer"), (3, "number"), (4, "number"),
    ]  # fmt: skip


def test_what_is_answered_already_is_not_answered_again_and_what_was_put_off_is() -> None:
    known = {
        "A-1": replace(ASKED["A-1"], answer="agree", answered_at=MONDAY),
        "A-2": replace(ASKED["A-2"], answer="defer", answered_at=MONDAY),
    }
    [(place, field, message)] = wrong(row(), row(number="A-2"), asked=known)
    assert (place, field) == (1, "number")
    assert "登记答复“同意”，不能重复登记" in message


def test_a_consent_that_does_not_hold_any_more_is_no_consent() -> None:
    old = {"A-1": replace(ASKED["A-1"], valid_days=1)}
    assert [one[1:] for one in wrong(row(), asked=old)] == [("dated", "已超过 1 天的有效期")]
    assert wrong(row(answer="不同意", reason="有未结案件"), asked=old) == []


def test_an_opinion_is_valid_from_the_day_of_the_paper() -> None:
    office = at_step(consult()).days_pass(9)
    dated = date(2022, 2, 23)
    office.ask(filed(office, "police", dated=dated))
    opinion = office.state.opinions[0]
    assert opinion.valid_until == end_of(date(2022, 5, 24)), "ninety days after the 23rd of February"
    recorded = next(one for one, _ in office.told if one.event == "opinion.recorded")
    assert (recorded.signer, recorded.dated) == ("演示民警", dated)
    with pytest.raises(AnswerDateUnfit, match="还没有到这一天"):
        office.ask(filed(office, "discipline", dated=date(2022, 12, 1)))


def filed(office: Office, agency: str, *, dated: date) -> c.RecordOpinion:
    share = office.mine(LIN).id
    return c.RecordOpinion(LIN, share, agency, "agree", "", "digest", signer="演示民警", dated=dated)
