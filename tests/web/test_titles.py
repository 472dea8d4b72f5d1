"""称号台账 on the pages: who sees which titles, what is begun about one, and its money."""

import re

import pytest

from actions.processes import publish
from tests.actions.test_titles import ALL, goes_to_its_end, named, on
from tests.factories import MONDAY
from tests.web.visitors import Pages, words


@pytest.fixture
def number(pages: Pages) -> str:
    """A studio of 西安交通大学, just named."""
    with pages.office.database.transaction() as session:
        for process in ALL:
            publish(session, process, "", actor_id=None, now=MONDAY)
        return named(session, pages.office.seal)


def test_the_register_is_read_by_the_unit_and_those_above_and_by_nobody_else(
    pages: Pages, number: str
) -> None:
    for reader in ("xjtu.chair", "prov.officer", "fed.officer", "admin"):
        page = pages.as_(reader).sees("/titles")
        assert "演示工作室" in page
        assert "有效 1" in page
    stranger = pages.as_("xazx.chair")
    assert "没有符合条件的称号" in stranger.sees("/titles")
    assert stranger.client.get(f"/titles/{number}").status_code == 404
    assert (
        stranger.posts(f"/titles/{number}/money", kind="spent", amount="1", on="2022-02-21").status_code
        == 404
    )


def test_what_is_searched_for_is_found_and_the_count_of_a_status_is_its_list(
    pages: Pages, number: str
) -> None:
    officer = pages.as_("prov.officer")
    assert number in officer.sees("/titles?said=演示工作")
    assert number not in officer.sees("/titles?said=不存在")
    assert number in officer.sees("/titles?status=held")
    assert number not in officer.sees("/titles?status=revoked")


def test_the_page_of_a_title_says_what_comes_next(pages: Pages, number: str) -> None:
    page = pages.as_("xjtu.chair").sees(f"/titles/{number}")
    assert "年度检查 2023-12-31" in page
    assert "演示甲" in page
    assert "命名" in page


def test_the_unit_begins_a_change_of_leader_from_the_register_and_not_from_the_list_of_forms(
    pages: Pages, number: str
) -> None:
    chair = pages.as_("xjtu.chair")
    assert "leading 流程" not in chair.sees("/start")
    assert "发起：leading 流程" in chair.sees(f"/titles/{number}")
    answer = chair.posts(f"/titles/{number}/cases", process="leading")
    assert answer.status_code == 303
    assert "leading 流程" in chair.sees(answer.headers["location"])
    assert "起草中" in chair.sees(f"/titles/{number}")


def test_what_opens_by_itself_is_not_offered(pages: Pages, number: str) -> None:
    page = pages.as_("xjtu.chair").sees(f"/titles/{number}")
    assert "发起：check 流程" not in page
    assert "发起：mending 流程" not in page


def test_the_province_grants_the_unit_spends_and_a_mistake_is_struck(pages: Pages, number: str) -> None:
    pages.at(on(2022, 7, 4))
    officer, chair = pages.as_("prov.officer"), pages.as_("xjtu.chair")
    officer.sees(f"/titles/{number}")
    money = f"/titles/{number}/money"
    assert (
        officer.posts(money, kind="granted", amount="10,000.00", on="2022-06-01", note="首次补助").status_code
        == 303
    )
    chair.sees(f"/titles/{number}")
    spent = {"kind": "spent", "on": "2022-07-01", "purpose": "training"}
    assert chair.posts(money, **spent, amount="2500.50").status_code == 303
    page = chair.sees(f"/titles/{number}")
    assert "支出 2500.50 元 · 结余 7499.50 元" in page
    line = re.search(rf'action="({money}/[0-9a-f-]+/strike)"', chair.seen.text)
    assert line is not None
    assert chair.posts(line[1]).status_code == 303
    assert "结余 10000.00 元" in chair.sees(f"/titles/{number}")
    assert "已冲销" in words(chair.seen)
    assert "已经冲销" in words(chair.posts(line[1]))


def test_each_enters_his_own_side_only_and_every_mistake_is_said_at_once(pages: Pages, number: str) -> None:
    officer, chair = pages.as_("prov.officer"), pages.as_("xjtu.chair")
    officer.sees(f"/titles/{number}")
    chair.sees(f"/titles/{number}")
    money = f"/titles/{number}/money"
    assert chair.posts(money, kind="granted", amount="1", on="2022-02-21").status_code == 403
    assert (
        officer.posts(money, kind="spent", amount="1", on="2022-02-21", purpose="research").status_code == 403
    )
    answer = chair.posts(money, kind="spent", amount="5", on="2021-01-01", note="打印费")
    assert answer.status_code == 422
    said = words(answer)
    for finding in ("有 3 处", "不能早于命名之日", "请选择用途", "超出余额"):
        assert finding in said
    assert 'value="打印费"' in answer.text
    answer = chair.posts(money, kind="spent", amount="很多", on="昨天")
    assert "金额：请写成数字" in words(answer)
    assert "日期：请写成" in words(answer)


def test_whether_a_title_may_be_read_is_asked_of_that_title_alone(pages: Pages, number: str) -> None:
    """A number with the signs of a pattern in it is no other title, and the register's length does not matter."""
    officer = pages.as_("prov.officer")
    assert officer.client.get(f"/titles/{number}").status_code == 200
    for other in (number.replace("0", "_"), number[:-1] + "%25", number[:-1]):
        assert officer.client.get(f"/titles/{other}").status_code == 404
        assert officer.client.get(f"/api/v1/titles/{other}").status_code == 404


def test_the_page_of_a_case_names_the_title_and_that_of_a_title_the_rungs(pages: Pages, number: str) -> None:
    pages.at(on(2023, 3, 1))
    chair = pages.as_("xjtu.chair")
    chair.sees(f"/titles/{number}")
    opened = chair.posts(f"/titles/{number}/cases", process="rung").headers["location"]
    assert f"本件关于的称号： 创新工作室 {number}" in chair.sees(opened)
    with pages.office.database.transaction() as session:
        goes_to_its_end(session, pages.office.seal, opened.rpartition("/")[2], "higher", on(2023, 3, 2))
    assert "授予的称号： 创新工作室 GJ-2023-0001" in chair.sees(opened)
    assert "同一持有者的其他称号 创新工作室 GJ-2023-0001" in chair.sees(f"/titles/{number}")
    told = chair.reads("/titles/GJ-2023-0001")
    assert [one["number"] for one in told["others"]] == [number]
