"""Asking the applicant, and the clock that stands meanwhile."""

import pytest

from engine import commands as c
from engine.refusals import CommentMissing, NotYours, QuestionIsOpen
from tests.engine.builders import BU, CHU, GAO, LIN, at
from tests.engine.reviewing import Reviewing, all_sign, reviewing


def asking(*, stops: bool = True, due: str = "3 working days") -> Reviewing:
    return reviewing(all_sign("any", ask_stops_clock=stops, due=due)).asks(CHU)


def test_ask_gives_the_applicant_a_share_with_the_question() -> None:
    office = asking()
    question = office.share(LIN)
    assert (question.via, question.note, question.why) == (
        "question", "请说明 2021 年的情况", "褚勇 有问题请您答复",
    )  # fmt: skip
    assert office.open_steps == ["review"]
    with pytest.raises(QuestionIsOpen):
        office.asks(BU)
    with pytest.raises(CommentMissing):
        office.replies(LIN, " ")
    with pytest.raises(NotYours):
        office.ask(c.AnswerQuestion(GAO, question.id, "替她答"))


def test_answer_comes_back_and_shifts_the_due_dates_by_the_working_time_it_took() -> None:
    office = asking()  # Monday, due at the end of Thursday
    assert office.share(CHU).due_at == at(2, 25, 0)
    office.later(at(2, 23, 10)).replies()  # type: ignore[attr-defined]
    assert office.share(CHU).due_at == office.share(BU).due_at == at(3, 1, 0)
    assert office.state.open_step("review").due_at == at(3, 1, 0)  # type: ignore[union-attr]
    assert office.state.open_step("review").paused_at is None  # type: ignore[union-attr]


def test_a_weekend_of_waiting_costs_the_reviewers_nothing() -> None:
    office = reviewing(all_sign("any", ask_stops_clock=True))
    office.later(at(2, 25, 9))
    office.asks(CHU)
    office.later(at(2, 27, 9))
    office.replies()
    assert office.share(CHU).due_at == at(2, 25, 0)


def test_due_times_in_hours_shift_to_the_second() -> None:
    office = asking(due="72 clock hours")
    office.later(at(2, 21, 15, 30))
    office.replies()
    assert office.share(CHU).due_at == at(2, 24, 15, 30)


def test_while_the_clock_stands_nobody_is_reminded() -> None:
    office = asking()
    share = office.share(CHU).id
    office.later(at(2, 28, 9))
    assert office.ask(c.Remind(share, "overdue")) == []
    office.replies()
    assert office.share(CHU).due_at == at(3, 4, 0)


def test_without_the_definitions_word_the_clock_runs_on() -> None:
    office = asking(stops=False)
    office.later(at(2, 23, 10))
    office.replies()
    assert office.share(CHU).due_at == at(2, 25, 0)


def test_a_reviewer_may_decide_without_the_answer() -> None:
    office = asking().says(CHU, "approve")
    assert office.open_steps == ["decision"]
    assert office.share(LIN).status == "closed"
