"""Grades rise at once and ease slowly; a signal opens once; six whole months lead out."""

from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from engine.relapse.exit_rule import ExitAsked, exit_of
from engine.relapse.grade_rule import GradeAsked, grade_of
from engine.relapse.grading import Standing, found, opens_signal, settle
from engine.relapse.rules import Fact, RelapseRules
from engine.rulebook.answer import Answer

_FOLDER = Path("seeds/rules")
RULES = RelapseRules.model_validate(
    yaml.safe_load((_FOLDER / "relapse_2022.yaml").read_text("utf-8"))["content"]
)
EXIT = yaml.safe_load((_FOLDER / "relapse_exit.yaml").read_text("utf-8"))["content"]
CALM: dict[Fact, Decimal | None] = {
    "persons": Decimal(3), "line": Decimal(740), "net_income": Decimal(60000), "base_income": Decimal(60000),
    "medical_year": Decimal(0), "medical_half_year": Decimal(0), "unemployed_months": Decimal(0),
    "loss": Decimal(0), "earner_lost": Decimal(0), "new_student": Decimal(0), "arrears": Decimal(0),
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "grade"),
    [
        ({}, "green"),
        ({"new_student": 1}, "yellow"),
        ({"new_student": 1, "arrears": 1}, "orange"),
        ({"net_income": "39960", "base_income": 39960}, "green"),
        ({"net_income": "39959.99", "base_income": 39960}, "orange"),
        ({"net_income": "26639.99"}, "red"),
        ({"net_income": 42000}, "yellow"),
        ({"earner_lost": 1}, "red"),
    ],
)
def test_a_household_is_graded_by_what_is_known_of_it(changes: dict[Fact, object], grade: str) -> None:
    facts = {**CALM, **{key: Decimal(str(value)) for key, value in changes.items()}}
    assert found(RULES, facts) == grade


@pytest.mark.parametrize(
    ("key", "calm", "holds"),
    [
        ("below_line", {"net_income": "26640"}, {"net_income": "26639.99"}),
        ("near_line", {"net_income": "39960"}, {"net_income": "39959.99"}),
        ("income_fell", {"net_income": "42000.01"}, {"net_income": "42000"}),
        ("medical", {"medical_year": "12000"}, {"medical_year": "12000.01"}),
        ("medical", {"medical_half_year": "20000"}, {"medical_half_year": "20000.01"}),
        ("unemployed", {"unemployed_months": "2"}, {"unemployed_months": "3"}),
        ("disaster", {"loss": "30000"}, {"loss": "30000.01"}),
        ("earner_lost", {"earner_lost": "0"}, {"earner_lost": "1"}),
        ("new_student", {"new_student": "0"}, {"new_student": "1"}),
        ("arrears", {"arrears": "0"}, {"arrears": "0.01"}),
    ],
)
def test_each_indicator_begins_exactly_where_the_rules_say(
    key: str, calm: dict[Fact, str], holds: dict[Fact, str]
) -> None:
    for changes, expected in ((calm, False), (holds, True)):
        facts = {**CALM, **{fact: Decimal(value) for fact, value in changes.items()}}
        answer = grade_of(GradeAsked(rules=RULES, facts=facts))
        assert next(one.value for one in answer.figures if one.key == key) == expected


def test_a_worse_grade_counts_at_once_and_a_better_one_only_the_second_time() -> None:
    red = settle(RULES, Standing("yellow"), "red")
    first = settle(RULES, red, "green")
    assert (red, first) == (Standing("red"), Standing("red", 1))
    assert settle(RULES, first, "yellow") == Standing("yellow")
    assert settle(RULES, first, "red") == Standing("red", 0)
    assert settle(RULES, red, "red") == Standing("red", 0)  # as bad as before is not better


def test_a_signal_opens_once_and_not_within_the_cool_down() -> None:
    def opens(*, one_is_open: bool = False, months: int | None = None) -> bool:
        return opens_signal(RULES, "orange", one_is_open=one_is_open, months_since_closed=months)

    assert opens()
    assert not opens(one_is_open=True)
    assert [opens(months=months) for months in (2, 3)] == [False, True]


def test_a_month_of_which_nobody_can_say_is_unknown_and_not_green() -> None:
    nothing: dict[Fact, Decimal | None] = dict.fromkeys(CALM)
    assert found(RULES, nothing) is None
    for key in ("net_income", "line", "persons"):  # a factor that nobody knows is not left out of the product
        assert found(RULES, {**CALM, key: None}) is None
    assert (
        found(RULES.model_copy(update={"must_know": ()}), nothing) is None
    )  # of nothing at all nothing is green
    assert found(RULES.model_copy(update={"must_know": ()}), {**CALM, "net_income": None}) == "green"
    answer = grade_of(GradeAsked(rules=RULES, facts={}, standing="yellow"))
    assert (answer.result, answer.sentence[:3]) == ("unknown", "不明：")


def test_what_holds_counts_however_much_else_is_unknown() -> None:
    assert found(RULES, {"earner_lost": Decimal(1)}) == "red"
    assert found(RULES, {"new_student": Decimal(1)}) == "yellow"


def test_what_nobody_knows_is_said_to_be_unknown_and_raises_no_alarm() -> None:
    answer = grade_of(GradeAsked(rules=RULES, facts={**CALM, "arrears": None}))
    assert answer.result == "green"
    assert next(one.value for one in answer.figures if one.key == "arrears") == "不明"


def test_the_reason_is_told_in_plain_words() -> None:
    answer = grade_of(GradeAsked(rules=RULES, facts={**CALM, "new_student": Decimal(1)}, standing="red"))
    assert answer.result == "red"
    assert answer.sentence.startswith("黄：新增大学生；连续 2 次好转")


def test_rules_that_name_what_is_not_there_are_refused_with_every_finding() -> None:
    broken = RULES.model_dump() | {
        "every_months": {"red": 1},
        "grades": [{"grade": "red", "indicators": ["ghost"]}],
        "must_know": ["shadow"],
        "events": [RULES.events[0].model_dump()] * 2,
        "visits": {"red": {"how": "visit", "people": 2, "due": "4 clock hours", "clause": ""}},
        "visitors": [],
    }
    with pytest.raises(ValidationError) as caught:
        RelapseRules.model_validate(broken)
    assert all(
        part in str(caught.value) for part in ("ghost", "监测间隔", "shadow", "不得重复", "工作日", "职务")
    )


def leaving(*by_head: int | None, gap: str = "breaks", cause_gone: bool = True) -> Answer:
    months = [{"month": date(2022, number, 1), "by_head": value} for number, value in enumerate(by_head, 1)]
    asked = {
        "parameters": EXIT | {"gap": gap}, "line": 740, "cause_gone": cause_gone,
        "as_of": date(2022, len(by_head), 28), "months": months,
    }  # fmt: skip
    return exit_of(ExitAsked.model_validate(asked))


@pytest.mark.parametrize(("months", "result"), [(5, "not_yet"), (6, "out"), (7, "out")])
def test_six_months_running_lead_out_of_hardship(months: int, result: str) -> None:
    assert leaving(*[741] * months).result == result


def _plainly(by_head: list[int | None], gap: str) -> int:
    """The row of months above the line, told the long way round: every ending of the list is tried."""
    told = [one for one in by_head if one is not None] if gap == "is_skipped" else by_head
    endings = [told[len(told) - n :] for n in range(len(told) + 1)]
    return max(len(one) for one in endings if all(value is not None and value > 740 for value in one))


@pytest.mark.parametrize("gap", ["breaks", "is_skipped"])
@pytest.mark.parametrize("months", range(1, 9))
def test_every_way_in_which_months_can_go_leads_out_exactly_after_six_running(months: int, gap: str) -> None:
    for by_head in product((741, 740, None), repeat=months):
        row = _plainly([*by_head], gap)
        assert (leaving(*by_head, gap=gap).result == "out") == (row >= 6), by_head


def test_exactly_the_line_is_not_above_it() -> None:
    assert leaving(*[741] * 5, 740, *[741] * 5).result == "not_yet"


@pytest.mark.parametrize(("gap", "result"), [("breaks", "not_yet"), ("is_skipped", "out")])
def test_a_month_without_data_breaks_the_row_or_is_skipped_as_the_rules_say(gap: str, result: str) -> None:
    assert leaving(741, 741, 741, None, 741, 741, 741, gap=gap).result == result
    assert leaving(741, 741, 741, None, 741, 741, gap=gap).result == "not_yet"


def test_who_leaves_is_monitored_for_two_years_more() -> None:
    assert "2024-06" in leaving(*[741] * 6).sentence
    assert "原因尚未消除" in leaving(*[741] * 6, cause_gone=False).sentence


def test_a_month_twice_or_to_come_is_refused() -> None:
    month = {"month": "2022-09-01", "by_head": 1}
    asked = {
        "parameters": EXIT,
        "line": 740,
        "cause_gone": True,
        "as_of": "2022-08-01",
        "months": [month] * 2,
    }
    with pytest.raises(ValidationError) as caught:
        ExitAsked.model_validate(asked)
    assert all(part in str(caught.value) for part in ("写了两次", "晚于核查月份"))
