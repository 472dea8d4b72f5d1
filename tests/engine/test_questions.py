"""Asking the applicant, and the clock that stands meanwhile."""

import pytest

from engine import commands as c
from engine.refusals import ActNotAllowed, CommentMissing, NotYours, QuestionIsOpen
from tests.engine.builders import BU, CHU, GAO, LIN, at
from tests.engine.reviewing import SUN, Reviewing, all_sign, reviewing


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
        reviewing(all_sign()).asks(CHU, " ")
    with pytest.raises(CommentMissing):
        office.replies(LIN, " ")
    with pytest.raises(NotYours):
        office.ask(c.AnswerQuestion(GAO, question.id, "替她答"))


@pytest.mark.parametrize("decision", ["approve", "reject", "abstain"])
def test_a_question_makes_nobody_a_reviewer(decision: c.Choice) -> None:
    office = asking()
    with pytest.raises(ActNotAllowed, match="现在可以：答复"):
        office.says(LIN, decision)


def test_answer_comes_back_and_shifts_the_due_dates_by_the_working_time_it_took() -> None:
    office = asking()  # Monday, due at the end of Thursday
    assert office.share(CHU).due_at == at(2, 25, 0)
    office.later(at(2, 23, 10)).replies()  # type: ignore[attr-defined]
    assert office.told[-1][0].asked_by == CHU.id  # type: ignore[union-attr]
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


def test_whoever_decides_needs_no_answer_any_more_and_the_clock_runs_for_the_next() -> None:
    office = reviewing(all_sign("sequence", ask_stops_clock=True)).asks(CHU)
    office.later(at(2, 23, 10))
    office.says(CHU, "approve")
    assert (office.share(LIN).status, office.waiting_for) == ("closed", ["卜丽"])
    visit = office.state.open_step("review")
    assert visit is not None
    assert (visit.paused_at, visit.due_at, office.share(BU).due_at) == (None, at(3, 1, 0), at(3, 1, 0))


def test_a_removed_signer_takes_the_question_along() -> None:
    office = reviewing(all_sign("any", ask_stops_clock=True)).adds(CHU, SUN).asks(SUN).removes(CHU, SUN)
    assert office.share(LIN).status == "closed"
    assert office.state.open_step("review").paused_at is None  # type: ignore[union-attr]


def test_a_reviewer_may_decide_without_the_answer() -> None:
    office = asking().says(CHU, "approve")
    assert office.open_steps == ["decision"]
    assert office.share(LIN).status == "closed"
