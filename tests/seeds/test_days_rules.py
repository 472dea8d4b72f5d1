"""Publicity and working days over the holidays of 2022, asked as a question file asks."""

from typing import Any

import pytest

from engine.rulebook.answer import Answer
from engine.rulebook.book import BOOK
from seeds.findings import DefinitionRefused
from seeds.rule_question import parse_question


def _ask(name: str, text: str) -> Answer:
    rule = BOOK[name]
    return rule.answer(parse_question(rule, text, "question.yaml")[0])


def _figures(said: Answer) -> dict[str, Any]:
    return {one.key: (one.value, one.how) for one in said.figures}


def test_five_working_days_over_the_labour_day_of_2022_name_each_skipped_day() -> None:
    said = _ask("working_days.add", "start: 2022-04-29\ndays: 5 working days")
    assert said.result == "2022-05-10"
    figures = _figures(said)
    assert figures["day.2022-05-02"] == ("skipped", "劳动节放假")
    assert figures["day.2022-05-07"] == (3, "劳动节调休上班")
    assert figures["day.2022-05-08"] == ("skipped", "周日")


def test_clock_hours_run_through_the_night() -> None:
    assert _ask("working_days.add", "start: 2022-04-29T23:30\nhours: 1").result == "2022-04-30T00:30"


def test_a_year_that_nobody_has_published_is_said_to_be_a_guess() -> None:
    figures = _figures(_ask("working_days.add", "start: 2035-01-01\ndays: 3"))
    assert figures["unpublished.2035"] == ("unpublished", "尚未公布，按周一至周五计")


def test_a_day_decided_by_hand_goes_before_the_calendar() -> None:
    text = "start: 2022-04-29\ndays: 1\ndays_by_hand: [{day: 2022-05-05, working: false, note: 校庆}]"
    said = _ask("working_days.add", text)
    assert (said.result, _figures(said)["day.2022-05-05"]) == ("2022-05-06", ("skipped", "校庆"))


def test_an_objection_stops_the_window_and_only_what_was_left_runs_on() -> None:
    window = "posted: 2022-04-29\ndays: 5\n"
    assert _ask("publicity.window", window).result == "2022-05-10"
    objection = "objections: [{filed: 2022-05-06, settled: 2022-05-11}]"
    said = _ask("publicity.window", window + objection)
    assert (said.result, _figures(said)["left.2022-05-06"][0]) == ("2022-05-16", 3)
    assert _ask("publicity.window", window + "objections: [{filed: 2022-05-06}]").result == "suspended"
    upheld = "objections: [{filed: 2022-05-06, settled: 2022-05-11, upheld: true}]"
    assert _ask("publicity.window", window + upheld).result == "taken_down"


def test_objections_that_overlap_stop_the_window_once_and_a_late_one_does_not() -> None:
    window = "posted: 2022-04-29\ndays: 5\n"
    first, second = "{filed: 2022-05-06, settled: 2022-05-11}", "{filed: 2022-05-09, settled: 2022-05-10}"
    assert _ask("publicity.window", f"{window}objections: [{second}, {first}]").result == "2022-05-16"
    late = "objections: [{filed: 2022-05-12, settled: 2022-05-13}]"
    assert _ask("publicity.window", window + late).result == "2022-05-10"


def test_an_objection_of_the_last_day_stops_the_window_although_nothing_is_left() -> None:
    window = "posted: 2022-04-29\ndays: 5\n"
    filed = "filed: 2022-05-10"
    assert _ask("publicity.window", f"{window}objections: [{{{filed}}}]").result == "suspended"
    said = _ask("publicity.window", f"{window}objections: [{{{filed}, settled: 2022-05-12}}]")
    assert (said.result, _figures(said)["left.2022-05-10"][0]) == ("2022-05-12", 0)


def test_of_objections_that_overlap_one_that_is_upheld_takes_the_window_down() -> None:
    window = "posted: 2022-04-29\ndays: 5\n"
    upheld = "{filed: 2022-05-06, settled: 2022-05-11, upheld: true}"
    other = "{filed: 2022-05-09, settled: 2022-05-10}"
    for order in (f"{upheld}, {other}", f"{other}, {upheld}"):
        assert _ask("publicity.window", f"{window}objections: [{order}]").result == "taken_down"


def test_posting_on_a_holiday_is_refused_with_the_next_possible_day() -> None:
    with pytest.raises(DefinitionRefused, match="posted 是休息日（劳动节放假），不能张贴公示") as refused:
        _ask("publicity.window", "posted: 2022-05-02\ndays: 1")
    assert "最早可以在 2022-05-05 张贴" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("start: 2022-04-29\ndays: 5\nhours: 4", "days 和 hours 要写其中一个"),
        ("start: 2022-04-29\nhours: 4", "start 要写到分钟"),
        ("start: 2022-02-30\ndays: 4", "“start”"),
        ("start: 2022-04-29\ndays: 5\ncalendar: lunar", "没有“lunar”这个日历"),
        ("start: 2022-04-29\ndays: -5", "“-5”不是人数"),
    ],
)
def test_a_question_of_days_that_cannot_be_answered_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(DefinitionRefused, match=sentence):
        _ask("working_days.add", text)


def test_every_example_of_the_book_is_answered() -> None:
    for rule in BOOK.values():
        assert rule.answer(parse_question(rule, rule.example, "example.yaml")[0]).sentence, rule.name
