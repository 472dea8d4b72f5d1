"""补录: the register as it was on paper comes in by one table, is checked by another person, and lives on."""

import re
from collections.abc import Iterator
from io import BytesIO

import httpx
import pytest
from openpyxl import load_workbook

from actions import advance, titles
from actions.processes import publish
from models import cases as stored
from models import drafts
from models import titles as register
from models.reads import statistics
from models.titles import Registered
from seeds.definition_file import read_definition
from seeds.load import PROCESSES
from tests.factories import MONDAY
from tests.web.visitors import Pages, Visitor, words

SHEET = "/start/title_entry/sheet"
UNIT = "西安交通大学工会"
STUDIO = (
    UNIT,
    "系统级创新工作室",
    "演示焊接工作室",
    "演示甲",
    "999999197507012319",
    "2019-09-17",
    "演示〔2019〕3 号",
    2020,
    "",
)
HONOUR = (
    UNIT,
    "陕西产业工匠人才",
    "演示甲",
    "演示甲",
    "999999197507012319",
    "2020-11-03",
    "演示〔2020〕9 号",
    "",
    "",
)
PIONEER = (
    "西安中学工会",
    "陕西省工人先锋号",
    "演示高三年级组",
    "演示乙",
    "",
    "2018-04-27",
    "演示〔2018〕1 号",
    "",
    "",
)
KNOWN = [
    "title_entry",
    "studio_naming",
    "studio_year_check",
    "studio_review",
    "studio_leader_change",
    "award_industry_artisan",
    "award_prov51_pioneer_2021",
    "title_revocation",
]


@pytest.fixture(autouse=True)
def officer(pages: Pages) -> Visitor:
    with pages.office.database.transaction() as session:
        for key in KNOWN:
            publish(session, read_definition(PROCESSES / f"{key}.yaml")[0], "", actor_id=None, now=MONDAY)
    return pages.as_("prov.officer")


def the_table(officer: Visitor, *rows: tuple[str | int, ...]) -> bytes:
    book = load_workbook(BytesIO(officer.client.get(f"{SHEET}/template.xlsx").content))
    for row in rows:
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def brings(officer: Visitor, *rows: tuple[str | int, ...], how: str = "import") -> httpx.Response:
    return officer.sends(SHEET, {"table": ("台账.xlsx", the_table(officer, *rows))}, how=how)


def advanced(pages: Pages) -> None:
    """What the dispatcher does after every act."""
    with pages.office.database.transaction() as session:
        for case_id in statistics.case_ids(session):
            advance.advance(session, case_id, now=pages.office.clock())
            titles.take_effect(session, case_id, now=pages.office.clock())


def entered(pages: Pages, *rows: tuple[str | int, ...]) -> dict[str, Registered]:
    """The titles on the register by holder, after the table came in and the head of department agreed."""
    assert brings(pages.as_("prov.officer"), *rows).status_code == 200
    advanced(pages)
    assert f"已办 {len(rows)} 件" in agrees(pages.as_("prov.head"))
    advanced(pages)
    return dict(on_the_register(pages))


def on_the_register(pages: Pages) -> Iterator[tuple[str, Registered]]:
    with pages.office.database.transaction() as session:
        for number in register.alive(session):
            if one := register.load(session, number):
                yield one.name, one


def waiting_for(visitor: Visitor) -> list[str]:
    visitor.sees("/inbox")
    return re.findall(r'name="assignment" value="([^"]+)"', visitor.seen.text)


def agrees(head: Visitor, decision: str = "approve", **said: str) -> str:
    """Tick everything and decide at once."""
    ticked = waiting_for(head)
    form = {"csrf": head.token, "assignment": ticked, "decision": decision, **said}
    answer = head.client.post("/bulk/decisions", data=form)
    assert answer.status_code == 200, words(answer)
    return words(answer)


def test_who_keeps_the_register_is_shown_the_way_and_nobody_else(pages: Pages, officer: Visitor) -> None:
    assert "称号台账补录" in officer.sees("/titles")
    assert "称号台账补录" not in officer.sees("/start")
    assert "称号台账补录" not in pages.as_("xjtu.chair").sees("/titles")
    refused = officer.asks("/cases", process="title_entry")
    assert (refused.status_code, "要从称号台账用 xlsx 表办理" in refused.text) == (409, True)


def test_a_try_run_says_what_would_be_and_leaves_nothing(pages: Pages, officer: Visitor) -> None:
    assert "2 行都可以导入" in words(brings(officer, STUDIO, PIONEER, how="try"))
    advanced(pages)
    assert waiting_for(pages.as_("prov.head")) == []


def test_the_table_is_handed_in_for_the_unit_of_each_row_and_another_person_enters_it(
    pages: Pages, officer: Visitor
) -> None:
    assert "已补录 3 件，等待登记入册" in words(brings(officer, STUDIO, HONOUR, PIONEER))
    assert not dict(on_the_register(pages))
    advanced(pages)
    assert len(waiting_for(pages.as_("prov.head"))) == 3
    assert waiting_for(officer) == []


def test_a_title_from_before_is_as_if_it_had_been_given_here_on_its_day(
    pages: Pages,
) -> None:
    known = entered(pages, STUDIO, HONOUR, PIONEER)
    studio = known["陕西省教科文卫体系统职工（劳模、工匠人才）创新工作室"]
    assert (studio.title.number, studio.process, studio.unit) == ("GZS-2019-0001", "studio_naming", "xjtu")
    assert (str(studio.title.granted_on), studio.title.leader) == ("2019-09-17", "演示甲")
    assert [one.unit for one in known.values() if one.process == "award_prov51_pioneer"] == ["xazx"]
    page = pages.as_("xjtu.chair").sees(f"/titles/{studio.title.number}")
    assert "此前已办 · 年度检查" in page


def test_the_look_it_still_owes_opens_the_next_night_with_the_form_filled(
    pages: Pages,
) -> None:
    number = entered(pages, STUDIO)["陕西省教科文卫体系统职工（劳模、工匠人才）创新工作室"].title.number
    with pages.office.database.transaction() as session:
        assert titles.open_looks(session, number, now=pages.office.clock()) == 1
        kinds = [(one.kind, one.period) for one in register.entries(session, number)]
        assert kinds == [("granted", None), ("earlier", 1), ("opened", 2)]
        opened = stored.load(session, register.open_about(session, number)[0])
        assert opened is not None
        kept = drafts.of(session, opened.state.assignments[0].id)
        assert kept is not None
        assert (kept.answers["studio_name"], kept.answers["leader"]) == ("演示焊接工作室", "演示甲")


def test_a_studio_and_the_honour_of_its_leader_are_known_to_be_of_one_person(
    pages: Pages,
) -> None:
    known = {one.process: one.title for one in entered(pages, STUDIO, HONOUR).values()}
    assert known["studio_naming"].identity == known["award_industry_artisan"].identity is not None


def test_every_wrong_cell_is_named_and_nothing_comes_in(officer: Visitor) -> None:
    answer = brings(
        officer,
        STUDIO,
        ("没有的单位", "三秦工匠", "演示丙", "演示丙", "12345", "2022-03-01", "", "", ""),
        (
            UNIT,
            "系统级创新工作室",
            "演示焊接工作室",
            "演示甲",
            "",
            "2019-09-17",
            "演示〔2019〕3 号",
            2018,
            "",
        ),
    )
    assert answer.status_code == 422
    said = words(answer)
    for finding in (
        "A3 所在单位：组织名册中没有这个单位",
        "B3 称号：授予这种称号的流程还没有发布",
        "E3 领衔人或本人身份证号：身份证号不正确",
        "F3 命名日期：命名日期不能晚于今天",
        "G3 命名文号：必填",
        "C4 称号持有者：第 2 行已有这个称号",
        "H4 最近一次年度检查的年份：应在命名年份 2019 和今年 2022 之间",
    ):
        assert finding in said
    assert "有 7 个单元格要改" in said


def test_the_same_table_twice_is_refused_before_and_after_it_was_entered(
    pages: Pages, officer: Visitor
) -> None:
    brings(officer, STUDIO)
    assert "TZBL-2022-0001已有这个称号" in words(brings(officer, STUDIO))
    advanced(pages)
    agrees(pages.as_("prov.head"))
    advanced(pages)
    assert "GZS-2019-0001已有这个称号" in words(brings(officer, STUDIO))


def test_whoever_does_not_keep_the_register_brings_nothing(pages: Pages, officer: Visitor) -> None:
    table = the_table(officer, STUDIO)
    answer = pages.as_("xjtu.chair").sends(SHEET, {"table": ("台账.xlsx", table)}, how="import")
    assert (answer.status_code, "只有省教科文卫体工会业务部" in words(answer)) == (403, True)


def test_a_program_tries_the_same_table(officer: Visitor) -> None:
    officer.sees("/titles")
    answer = officer.client.post(
        "/api/v1/processes/title_entry/sheet",
        files={"file": ("台账.xlsx", the_table(officer, STUDIO, (*STUDIO[:5], "昨天", *STUDIO[6:])))},
        headers={"X-CSRF-Token": officer.token},
    )
    assert answer.status_code == 422
    assert [one["place"] for one in answer.json()["wrong"]] == ["F3", "C3"]


def test_nothing_is_entered_in_bulk_that_was_refused(pages: Pages, officer: Visitor) -> None:
    brings(officer, STUDIO)
    advanced(pages)
    assert "已办 0 件，没有办的 1 件" in agrees(pages.as_("prov.head"), "reject", comment="文号不对")
    advanced(pages)
    assert not dict(on_the_register(pages))
