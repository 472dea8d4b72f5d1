"""The words: complete for every event, and nothing in them that people wrote."""

import pytest
from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader, UndefinedError

from engine import events as e
from notifications.audience import SILENT
from notifications.facts import facts_for, facts_of
from notifications.occasions import OFFICE, OFFICE_SILENT
from notifications.render import TEMPLATES, Phrasebook, Words, phrasebook
from tests.engine.builders import at_step, score
from tests.notifications.examples import (
    CHAIR,
    CLERK,
    EVERYWHERE,
    EXAMPLES,
    PARTY,
    PARTY_OPENED,
    PROCESS,
    SECRET,
)

TOLD = [one for one in EXAMPLES if one.event not in SILENT]
OFFICE_FACTS = {
    "title": "全国五一劳动奖章推荐（2022 年）", "unit": "西安交通大学工会", "places": 2, "phase": "报送",
    "opens": "2022年1月10日", "closes": "2022年3月25日", "last": "2022年4月1日", "case": None, "count": 3,
    "organ": "常委会", "number": "HY-2022-0001", "day": "2022年4月22日", "hour": "09:00", "place": "三楼会议室",
    "items": 3, "change": "增加 1 个", "late": False, "due": "2023-12-31", "yearly": 2, "approved": True,
}  # fmt: skip


def words(event: e.Event, person: str = PARTY, book: Phrasebook | None = None) -> Words:
    own = facts_for(PROCESS, EVERYWHERE, event, person)
    facts = facts_of(PROCESS, EVERYWHERE, event) | own | {"name": "演示甲"}
    return (book or phrasebook()).words(event.event, PROCESS.key, facts)


def reader(event: e.Event) -> str:
    return {"opinion.asked": CHAIR, "assignment.opened": CLERK}.get(event.event, PARTY)


def test_the_examples_cover_every_event_that_is_told() -> None:
    folders = {one.name for one in TEMPLATES.iterdir() if not one.name.startswith("_")}
    assert {one.event for one in TOLD} | OFFICE.keys() == folders
    assert not OFFICE.keys() & OFFICE_SILENT.keys()


@pytest.mark.parametrize("event", TOLD, ids=lambda one: one.event)
def test_every_event_has_words_that_name_the_case_and_nobody(event: e.Event) -> None:
    said = words(event, reader(event))
    assert "GWJZ-2022-0003" in said.subject
    assert "GWJZ-2022-0003（全国五一劳动奖章推荐，西安交通大学工会）" in said.body
    assert said.body.startswith("演示甲同志：")
    assert SECRET not in said.subject + said.body
    assert "\n\n\n" not in said.body


@pytest.mark.parametrize("event", OFFICE)
def test_every_event_of_the_office_has_words(event: str) -> None:
    said = phrasebook().words(event, None, OFFICE_FACTS | {"name": "演示甲"})
    assert said.subject.startswith("【")
    assert said.body.startswith("演示甲同志：")


def test_a_due_date_is_the_last_day_on_which_one_may_act() -> None:
    assert "办理时限：2022年2月28日。" in words(PARTY_OPENED).body


def test_the_subject_says_which_step_waits() -> None:
    assert words(PARTY_OPENED).subject == "【待办】GWJZ-2022-0003 党委审定"


def test_opinions_still_valid_are_listed_apart_from_those_to_be_asked() -> None:
    asked = next(one for one in EXAMPLES if one.event == "opinion.asked")
    before, after = words(asked, CHAIR).body.split("沿用即可")
    assert "· 公安机关" in before
    assert "· 税务部门（至 2022年4月29日）" in after


def test_a_template_that_asks_for_what_nobody_gave_is_an_error() -> None:
    loader = DictLoader({"case.held/subject.txt": "{{ event.reason }}", "case.held/body.txt": ""})
    with pytest.raises(UndefinedError):
        words(e.CaseHeld(reason=SECRET), book=Phrasebook(loader))


def test_a_process_may_say_it_in_its_own_words() -> None:
    own = DictLoader({f"by_process/{PROCESS.key}/step.opened/subject.txt": "请审定 {{ case.number }}"})
    book = Phrasebook(ChoiceLoader([own, FileSystemLoader(TEMPLATES)]))
    assert words(PARTY_OPENED, book=book).subject == "请审定 GWJZ-2022-0003"
    assert words(PARTY_OPENED, book=book).body == words(PARTY_OPENED).body


def test_a_judge_of_a_blind_step_is_not_told_whose_case_it_is() -> None:
    office = at_step(score(blind=True))
    opened = next(
        event for event, _ in office.told if isinstance(event, e.StepOpened) and event.step == "judging"
    )
    facts = facts_of(office.process, office.state, opened)
    own = facts_for(office.process, office.state, opened, "seat1")
    said = phrasebook().words(opened.event, office.process.key, facts | own | {"name": "演示甲"})
    assert "匿名评审" in f"{said}"
    assert "西安交通大学" not in f"{said}"
