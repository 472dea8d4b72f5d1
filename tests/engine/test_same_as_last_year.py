"""The same as last year: same month and day, no day of rest, as many working days, every difference told."""

from datetime import date
from typing import Any

import pytest

from engine.deadlines import working_days_between
from engine.definition import Process
from engine.rounds.events import RoundOpened
from engine.rounds.evolving import replay_round
from engine.rounds.planning import planned
from engine.rounds.repeating import again, shifted
from engine.rounds.state import INTAKE, RoundState
from models.calendars import StateCouncilCalendar
from tests.engine.builders import MONDAY, a_process, sign

STATE_COUNCIL = StateCouncilCalendar()
PLAN: dict[str, Any] = {
    "opens": "01-10", "closes": "03-18", "grace": "3 working days", "source": "通知", "categories": "sort",
    "phases": [
        {"key": "review", "title": "评审", "opens": "04-02", "closes": "04-15"},
        {"key": "naming", "title": "命名", "opens": "12-20", "closes": "01-07"},
    ],
}  # fmt: skip
FIELDS = [
    {"key": "name", "label": "姓名", "type": "text"},
    {"key": "id_no", "label": "身份证号", "type": "id_no"},
]


def a_campaign(options: list[str], **plan: object) -> Process:
    sort = {"key": "sort", "label": "类别", "type": "choice", "options": options}
    form = {"subject": "name", "identity": "id_no", "fields": [*FIELDS, sort]}
    return a_process(sign("look", "office"), kind="campaign", round={**PLAN, **plan}, form=form)


THEN = a_campaign(["产业工人", "科教人员"])


def held(process: Process, year: int) -> RoundState:
    phases = planned(process.round, year, STATE_COUNCIL)
    opened = RoundOpened(
        round=f"small-{year}",
        process="small",
        version="v1",
        year=year,
        title=f"小流程（{year} 年）",
        phases=phases,
    )
    return replay_round(None, [opened], MONDAY, "chu")


def test_the_first_day_is_the_same_day_of_the_month_or_the_next_working_day() -> None:
    last = held(THEN, 2022)
    intake, review, naming = (shifted(last, one, 2023, STATE_COUNCIL) for one in last.phases)
    assert intake.opens_on == date(2023, 1, 10)  # a Tuesday
    assert review.opens_on == date(2023, 4, 3)  # 2 April 2023 is a Sunday
    assert naming.opens_on == date(2023, 12, 20)


def test_what_reaches_into_the_next_year_does_so_again() -> None:
    last = held(THEN, 2022)
    naming = shifted(last, last.phases[-1], 2023, STATE_COUNCIL)
    assert naming.closes_on.year == 2024


def test_what_begins_in_the_year_after_the_rounds_own_does_so_again() -> None:
    phases = [{"key": "naming", "title": "命名", "opens": "01-05", "closes": "01-07"}]
    last = held(a_campaign(["产业工人"], phases=phases), 2022)
    assert last.phases[-1].opens_on == date(2023, 1, 5)
    naming = shifted(last, last.phases[-1], 2023, STATE_COUNCIL)
    assert naming.opens_on == date(2024, 1, 5)


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_each_part_keeps_its_number_of_working_days(year: int) -> None:
    last = held(THEN, 2022)
    for one in last.phases:
        span = shifted(last, one, year, STATE_COUNCIL)
        assert STATE_COUNCIL.is_working_day(span.opens_on)
        assert STATE_COUNCIL.is_working_day(span.closes_on)
        before = working_days_between(one.opens_on, one.closes_on, STATE_COUNCIL)
        assert working_days_between(span.opens_on, span.closes_on, STATE_COUNCIL) == before


def test_every_difference_is_told_line_by_line_with_its_rule() -> None:
    now = a_campaign(
        ["产业工人", "科教人员", "其他"],
        grace="5 working days",
        phases=[PLAN["phases"][0], {"key": "showing", "title": "公示", "opens": "05-04", "closes": "05-10"}],
    )
    proposal = again(held(THEN, 2022), THEN, now, year=2023, calendar=STATE_COUNCIL, version="v2")
    told = {one.title: one for one in proposal.differences}
    assert proposal.title == "小流程（2023 年）"
    assert set(proposal.days) == {INTAKE, "review", "showing"}
    assert (told["流程版本"].old, told["流程版本"].new) == ("v1", "v2")
    assert told["类别"].new == "产业工人、科教人员、其他"
    assert (told["宽限期"].old, told["宽限期"].new) == ("3 个工作日", "5 个工作日")
    assert told["报送"].old == "2022年1月10日至2022年3月18日"
    assert told["报送"].why.startswith("同月同日开始；仍为 ")
    assert told["评审"].why.startswith("2023年4月2日是休息日，顺延到下一个工作日开始")
    assert told["公示"].old == "没有这个阶段"
    assert told["命名"].new == "没有这个阶段"


def test_a_round_from_before_there_were_calendars_takes_that_of_the_definition() -> None:
    old = RoundState("small-2021", "small", 2021, "小流程（2021 年）")
    proposal = again(old, THEN, THEN, year=2023, calendar=STATE_COUNCIL, version="v1")
    assert proposal.days[INTAKE].opens_on == date(2023, 1, 10)
    assert [one.old for one in proposal.differences if one.phase] == ["没有这个阶段"] * 3
