"""Batches and the sentences that name them: plain values."""

from datetime import UTC, datetime
from typing import Any, get_args

import pytest

from engine.state import StepOutcome
from flows.batches import batches
from flows.sentences import run_name, task_name
from models.outbox import OutboxLine
from tests.factories import national51

_AT = datetime(2022, 2, 21, tzinfo=UTC)


def a_line(number: int, case: int | None, event: str, **payload: Any) -> OutboxLine:  # noqa: ANN401 - as events are
    """A line of case ``case``; of the office when there is none."""
    return OutboxLine(
        id=number,
        case_id=f"case {case}" if case else None,
        case_number=f"GWJZ-2022-000{case}" if case else None,
        process="award_national51" if case else None,
        process_title="全国五一劳动奖章推荐" if case else None,
        event=event,
        payload=payload,
        correlation="c",
        created_at=_AT,
        attempts=0,
    )


def test_lines_of_a_case_stay_together_and_in_order() -> None:
    lines = [
        a_line(1, 3, "case.opened"),
        a_line(2, 1, "case.opened"),
        a_line(3, 3, "step.opened", step="party"),
    ]
    [batch] = batches(lines)
    assert [(folder.number, folder.ids) for folder in batch.folders] == [
        ("GWJZ-2022-0003", [1, 3]),
        ("GWJZ-2022-0001", [2]),
    ]
    assert run_name(batch) == "全国五一劳动奖章推荐：办理 2 件 3 条（GWJZ-2022-0003 等）"


def test_lines_of_no_case_are_office_affairs() -> None:
    first, second = batches([a_line(1, 3, "case.opened"), a_line(2, None, "clock.moved")])
    assert (first.title, second.title) == ("全国五一劳动奖章推荐", "办公事务")
    assert run_name(second) == "办公事务：办理 1 条"
    assert task_name(second.folders[0], None) == "办公事务：演示时钟已拨动，立即巡检"


def test_a_task_says_what_happened_and_what_follows() -> None:
    settled = a_line(1, 3, "step.settled", step="nominate", outcome="done", next=["party"])
    [batch] = batches([settled])
    assert task_name(batch.folders[0], national51()) == "GWJZ-2022-0003：民主推荐已办结 → 打开党委审定"


def test_a_task_says_which_machine_step_it_does() -> None:
    opened = a_line(1, 3, "step.opened", step="approval_form", kind="machine")
    [batch] = batches([opened])
    assert task_name(batch.folders[0], national51()) == "GWJZ-2022-0003：生成推荐审批表"


@pytest.mark.parametrize("outcome", get_args(StepOutcome))
def test_every_way_in_which_a_step_may_end_has_a_word(outcome: str) -> None:
    [batch] = batches([a_line(1, 3, "step.settled", step="party", outcome=outcome, next=[])])
    assert task_name(batch.folders[0], national51()) != "GWJZ-2022-0003：1 条记录"


def test_acts_of_reviewers_are_named_without_people() -> None:
    urged = a_line(1, 3, "case.urged", by="somebody", assignments=["a", "b"])
    [batch] = batches([urged])
    assert task_name(batch.folders[0], national51()) == "GWJZ-2022-0003：催办 2 人"


def test_events_without_a_sentence_are_counted() -> None:
    [batch] = batches([a_line(1, 3, "quota.taken")])
    assert task_name(batch.folders[0], national51()) == "GWJZ-2022-0003：1 条记录"
