"""补录: titles given before the office began; what was looked at by then is not owed."""

from datetime import date

import pytest

from engine.definition import Entering, Process
from engine.titles.dues import following, looks
from engine.titles.entering import entering_findings, given_by, settled_before
from engine.titles.entries import Entry, Title, replayed
from tests.engine.planted import entering
from tests.engine.test_titles import TERMS

BEFORE = Entering(
    kind="kind",
    kinds={"工作室": "naming"},
    granted_on="on",
    leader="leader",
    looked={"yearly": "checked", "review": "reviewed"},
)
TODAY = date(2022, 2, 21)
ANSWERS = {"kind": "工作室", "on": "2017-04-18", "leader": "演示甲"}


def entered(**said: object) -> Title:
    """A studio named in April 2017, put on the register in February 2022."""
    granted = Entry("granted", date(2017, 4, 18), "c1", "TZBL-2022-0001", leader="演示甲")
    title = replayed("GZS-2017-0001", [granted])
    return replayed(
        title.number, [granted, *settled_before(title, TERMS, BEFORE, {**ANSWERS, **said}, TODAY)]
    )


def test_it_is_given_on_the_day_of_the_paper_by_the_process_of_its_kind() -> None:
    given = given_by(BEFORE, ANSWERS)
    assert (given.process, given.on, given.leader) == ("naming", date(2017, 4, 18), "演示甲")


def test_what_was_due_before_is_neither_opened_nor_missed() -> None:
    title = entered()
    assert title.looked_at == {"yearly": 4, "review": 1}
    assert looks(title, TERMS, TODAY).missed == ()
    assert looks(title, TERMS, TODAY).to_open == ()
    assert [(one.check.key, one.day) for one in following(title, TERMS)] == [
        ("yearly", date(2022, 12, 31)),
        ("review", date(2023, 4, 18)),
    ]


def test_a_look_that_is_still_owed_opens_the_next_night() -> None:
    title = entered(checked=2020, reviewed=2020)
    found = looks(title, TERMS, TODAY)
    assert [(one.check.key, one.day) for one in found.to_open] == [("yearly", date(2021, 12, 31))]
    assert found.missed == ()


def test_a_title_of_last_month_has_nothing_behind_it() -> None:
    granted = Entry("granted", date(2022, 1, 18), "c1")
    assert settled_before(replayed("n", [granted]), TERMS, BEFORE, ANSWERS, TODAY) == []


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"on": "2022-02-22"}, ["命名日期不能晚于今天"]),
        ({"checked": 2016}, ["应在命名年份 2017 和今年 2022 之间"]),
        ({"checked": 2023, "reviewed": 2016}, ["应在命名年份 2017 和今年 2022 之间"] * 2),
        ({"on": "去年"}, []),
        ({"checked": 2017, "reviewed": 2022}, []),
    ],
)
def test_a_day_to_come_and_a_look_that_cannot_have_been_are_named(
    said: dict[str, object], wrong: list[str]
) -> None:
    raw = entering(looked={"yearly": "checked", "review": "reviewed"})
    years = [
        {"key": one, "label": one, "type": "integer", "required": False} for one in ("checked", "reviewed")
    ]
    raw["form"] = {**raw["form"], "fields": [*raw["form"]["fields"], *years]}
    process = Process.model_validate(raw)
    found = entering_findings(process, {**ANSWERS, **said}, TODAY)
    assert [one.message for one in found] == wrong
