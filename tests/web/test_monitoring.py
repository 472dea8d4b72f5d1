"""The pages of monitoring: every number has its list, every table comes in whole or not at all."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from actions import relapse_visits
from actions.monitoring import grade_next
from actions.population import enter
from actions.processes import publish
from actions.relapse_cases import open_for
from engine.relapse import month_table
from models import relapse_visits as stored_visits
from models import risk_signals
from seeds.relapse_rules import population_rules_for, published_text, rules_for
from tests import watched
from tests.factories import MONDAY, person
from tests.flows.relapse_office import shipped
from tests.web.visitors import Pages, words

MONTH = date(2022, 2, 1)
NUMBERS = {"KN-1": "xjtu", "KN-2": "xjtu", "KN-3": "xazx", "KN-4": "xazx"}


@pytest.fixture
def watching(pages: Pages) -> Pages:
    """Four households of two units: red, yellow, green, and one of which nothing is known."""
    known: dict[str, dict[Any, Any]] = {
        "KN-1": watched.calm() | {"earner_lost": Decimal(1)},
        "KN-2": watched.calm() | {"new_student": Decimal(1)},
        "KN-3": watched.calm(),
    }
    with pages.office.database.transaction() as session:
        ids = {
            number: enter(
                session, number, unit, "unit", since=date(2022, 1, 1),
                rules=population_rules_for(MONTH), actor=None, now=MONDAY,
            )
            for number, unit in NUMBERS.items()
        }  # fmt: skip
        watched.keep(session, MONTH, {ids[number]: facts for number, facts in known.items()})
        while grade_next(session, MONTH, rules_for(MONTH), now=MONDAY):
            pass
        relapse_visits.plan(session, MONTH, rules_for(MONTH), now=MONDAY)
    return pages


def listed(page: str) -> set[str]:
    return set(re.findall(r"KN-\d", page))


def a_month(*lines: dict[str, str], as_csv: bool = False) -> bytes:
    rows = [[one.title for one in month_table.COLUMNS]]
    rows += [[line.get(one.key, "") for one in month_table.COLUMNS] for line in lines]
    if as_csv:
        return "\n".join(",".join(row) for row in rows).encode("gb18030")
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_every_number_of_the_board_counts_its_list(watching: Pages) -> None:
    officer = watching.as_("prov.officer")
    officer.sees("/monitoring")
    links = re.findall(r'<a href="(/monitoring/households[^"]*)">(\d+)</a>', officer.seen.text)
    assert (
        len(links) == 28
    )  # 西安市, units without a city, and the sum: eight numbers each; four of the month
    for address, count in links:
        page = officer.sees(address.replace("&amp;", "&"))
        assert f"共 {count} 户" in page, address
        assert len(listed(officer.seen.text)) == int(count), address
    assert "<svg" in officer.client.get("/monitoring").text


def test_every_number_of_the_trend_counts_its_list(watching: Pages) -> None:
    officer = watching.as_("prov.officer")
    officer.sees("/monitoring")
    links = re.findall(r'<a href="(/monitoring/households\?month=2022-02[^"]*)">(\d+)</a>', officer.seen.text)
    assert [int(count) for _, count in links] == [1, 0, 1, 1]
    for address, count in links:
        assert f"共 {count} 户" in officer.sees(address.replace("&amp;", "&")), address
        assert len(listed(officer.seen.text)) == int(count), address
    assert "共 0 户" in officer.sees("/monitoring/households?month=2022-01"), "nobody had a grade before"
    assert "共 4 户" in officer.sees("/monitoring/households?month=x")


def test_an_empty_list_says_whether_nobody_fits_or_nobody_is_watched(pages: Pages) -> None:
    officer = pages.as_("prov.officer")
    assert "还没有监测对象" in officer.sees("/monitoring/households")
    assert "看全部监测对象" in officer.sees("/monitoring/households?grade=red")


def test_each_sees_the_households_of_the_own_units(watching: Pages) -> None:
    seen = {
        login: listed(watching.as_(login).sees("/monitoring/households"))
        for login in ("xjtu.chair", "xian.review", "prov.officer")
    }
    assert seen["xjtu.chair"] == {"KN-1", "KN-2"}
    assert seen["xian.review"] == {"KN-3", "KN-4"}
    assert seen["prov.officer"] == set(NUMBERS)
    chair = watching.as_("xazx.chair")
    for path in ("/monitoring/households/KN-1", "/monitoring/households/KN-9"):
        assert chair.client.get(path).status_code == 404
    chair.sees("/notices")
    for act in ("events", "place"):
        answer = chair.posts(f"/monitoring/households/KN-1/{act}", kind="accident", happened_on="2022-02-20")
        assert answer.status_code == 404
    assert watching.as_("member1").client.get("/monitoring").status_code == 404


def test_a_household_tells_why_it_is_watched_and_what_was_found(watching: Pages) -> None:
    page = watching.as_("xjtu.chair").sees("/monitoring/households/KN-1")
    for said in ("单位排查", "2023-01-01", "红：主要劳动力死亡或致残。", "待走访", "2022-02-24"):
        assert said in page
    assert "本月没有数据" in watching.as_("xazx.chair").sees("/monitoring/households/KN-4")


def test_a_household_comes_in_and_what_is_wrong_is_said_beside_what_was_typed(pages: Pages) -> None:
    chair = pages.as_("xjtu.chair")
    chair.sees("/monitoring/households/new")
    form = {
        "file_number": "KN-7",
        "unit": "xjtu",
        "reason": "hotline",
        "since": "2022-02-01",
        "place": "东村",
    }
    wrong = chair.posts("/monitoring/households/new", **form | {"file_number": "演示张三"})
    assert (wrong.status_code, "档案号写法不对" in wrong.text, "东村" in wrong.text) == (422, True, True)
    other = chair.posts("/monitoring/households/new", **form | {"unit": "xazx"})
    assert other.status_code == 422
    assert chair.posts("/monitoring/households/new", **form).status_code == 303
    assert "热线反映" in chair.sees("/monitoring/households/KN-7")
    assert "东村" in chair.seen.text


def test_an_accident_is_put_on_file_and_an_officer_opens_the_case_of_what_waits(watching: Pages) -> None:
    chair = watching.as_("xazx.chair")
    chair.sees("/monitoring/households/KN-3")
    late = chair.posts("/monitoring/households/KN-3/events", kind="accident", happened_on="2022-03-01")
    assert (late.status_code, "还没有到" in late.text) == (422, True)
    said = {"kind": "accident", "happened_on": "2022-02-20"}
    assert chair.posts("/monitoring/households/KN-3/events", **said).status_code == 303
    assert "意外事故" in chair.sees("/monitoring/households/KN-3")
    officer = watching.as_("prov.officer")
    assert listed(officer.sees("/monitoring/signals")) == {"KN-1", "KN-3"}
    without = officer.posts("/monitoring/signals/1/case")  # this office has no definition of such cases
    assert (without.status_code, "没有可以发起的" in without.text) == (404, True)
    assert chair.posts("/monitoring/signals/1/case").status_code == 403


def test_the_case_of_a_signal_says_what_it_was_opened_for_and_that_nobody_began_it(watching: Pages) -> None:
    with watching.office.database.transaction() as session:
        publish(session, shipped("relapse_case"), "", actor_id=None, now=MONDAY)
        [signal] = risk_signals.without_case(session)
        case = open_for(session, signal, now=MONDAY)
    page = watching.as_("xjtu.chair").sees(f"/cases/{case}")
    assert all(one in page for one in ("红：主要劳动力死亡或致残。", "KN-1", "系统发起了事项"))
    assert "演示xjtu.chair发起了事项" not in page


@pytest.mark.parametrize("as_csv", [False, True])
def test_a_month_comes_in_by_its_table(watching: Pages, *, as_csv: bool) -> None:
    chair = watching.as_("xazx.chair")
    chair.sees("/monitoring/data")
    line = {"file_number": "KN-4", "persons": "2", "line": "740", "net_income": "50000"}
    table = {"table": ("表.csv" if as_csv else "表.xlsx", a_month(line, as_csv=as_csv))}
    tried = chair.sends("/monitoring/data", table, period="2022-02", how="try")
    assert "试运行通过：1 户" in words(tried)
    taken = chair.sends("/monitoring/data", table, period="2022-02", how="import")
    assert "已收下 1 户" in words(taken)


def test_what_is_wrong_in_a_month_is_told_cell_by_cell_and_nothing_comes_in(watching: Pages) -> None:
    chair = watching.as_("xazx.chair")
    chair.sees("/monitoring/data")
    wrong = a_month({"file_number": "KN-4", "persons": "两", "loss": "-5"})
    answer = chair.sends("/monitoring/data", {"table": ("表.xlsx", wrong)}, period="2022-02", how="import")
    assert answer.status_code == 422
    assert all(one in words(answer) for one in ("有 2 处问题", "B2 家庭人口", "I2 意外或灾害损失（元）"))
    strange = a_month({"file_number": "KN-8", "persons": "2"}, {"file_number": "KN-3", "persons": "2"})
    answer = chair.sends("/monitoring/data", {"table": ("表.xlsx", strange)}, period="2022-02", how="import")
    assert all(
        one in words(answer)
        for one in ("KN-8 不在监测对象中", "KN-3 本月已核查", "KN-4 本月没有数据，也不在表里（缺月）")
    )
    for period, status in (("2022-03", 422), ("二月", 422)):
        answer = chair.sends("/monitoring/data", {"table": ("表.xlsx", wrong)}, period=period, how="try")
        assert answer.status_code == status
    other = a_month({"file_number": "KN-1", "persons": "2"})
    answer = chair.sends("/monitoring/data", {"table": ("表.xlsx", other)}, period="2022-02", how="try")
    assert answer.status_code == 403


def test_the_list_of_visits_goes_out_and_comes_back(watching: Pages) -> None:
    chair = watching.as_("xjtu.chair")
    chair.sees("/monitoring/visits")
    book = load_workbook(BytesIO(chair.client.get("/monitoring/visits/list.xlsx").content))
    sheet = book.worksheets[0]
    heads = [one.value for one in sheet[1]]
    assert [one.value for one in sheet["B"]][1:] == ["KN-1", "KN-2"]
    sheet.cell(2, heads.index("走访日期") + 1, "2022-02-21")
    broken = BytesIO()
    book.save(broken)
    answer = chair.sends("/monitoring/visits", {"table": ("清单.xlsx", broken.getvalue())}, how="import")
    assert (answer.status_code, "L2 走访情况：走访过的写明情况" in words(answer)) == (422, True)
    sheet.cell(2, heads.index("走访情况") + 1, "收入中断")
    sheet.cell(3, heads.index("未走访原因") + 1, "家中无人")
    whole = BytesIO()
    book.save(whole)
    answer = chair.sends("/monitoring/visits", {"table": ("清单.xlsx", whole.getvalue())}, how="import")
    assert "已收下 2 户" in words(answer)
    page = chair.sees("/monitoring/visits?whose=all")
    assert all(one in page for one in ("收入中断", "家中无人"))


def test_a_visit_is_put_on_file_on_the_page_or_given_to_somebody_else(watching: Pages) -> None:
    chair = watching.as_("xjtu.chair")
    chair.sees("/monitoring/visits")
    with watching.office.database.transaction() as session:
        first, second = (one.id for one in stored_visits.lines(session))
    other = {"visitor": watching_person(watching, "member3"), "second": ""}
    assert chair.posts(f"/monitoring/visits/{second}", **other).status_code == 303
    assert "东村" not in chair.sees("/monitoring/visits")
    chair.sees("/monitoring/households/KN-1")
    assert chair.posts("/monitoring/households/KN-1/place", place="东村三组").status_code == 303
    page = chair.sees("/monitoring/visits")
    assert all(one in page for one in ("演示member3", "东村三组"))
    done = chair.posts(f"/monitoring/visits/{first}", done_on="2022-02-21", findings="已联系单位")
    assert done.status_code == 303
    again = chair.posts(f"/monitoring/visits/{first}", done_on="2022-02-21", findings="又去")
    assert (again.status_code, "已经记录过" in again.text) == (422, True)


def watching_person(pages: Pages, login: str) -> str:
    with pages.office.database.transaction() as session:
        return person(session, login).id


def test_the_months_tell_their_counts_and_name_their_gaps(watching: Pages) -> None:
    officer = watching.as_("prov.officer")
    assert "2022-02" in officer.sees("/monitoring/periods")
    page = officer.sees("/monitoring/periods/2022-02")
    assert all(one in page for one in ("应查 4", "预警 2", "新立案 1", "缺数据 1", "单位排查 4", "KN-4"))
    for path in ("/monitoring/periods/2021-01", "/monitoring/periods/x"):
        assert officer.client.get(path).status_code == 404


def test_draft_rules_are_tried_on_a_stored_month(watching: Pages) -> None:
    officer = watching.as_("prov.officer")
    officer.sees("/monitoring/backtest")
    draft = published_text(MONTH).replace("opens: [orange, red]", "opens: [yellow, orange, red]")
    answer = officer.posts("/monitoring/backtest", month="2022-02", rules=draft)
    assert all(one in words(answer) for one in ("新增", "KN-2", "黄：新增大学生。"))
    wrong = officer.posts(
        "/monitoring/backtest", month="2022-02", rules=draft.replace("calm_checks: 2", "calm: 2")
    )
    assert wrong.status_code == 422
    assert "规则:" in words(wrong)
    assert watching.as_("xjtu.chair").client.get("/monitoring/backtest").status_code == 403


def test_the_api_tells_the_same_as_the_board_and_lets_in_what_the_page_does(watching: Pages) -> None:
    chair = watching.as_("xjtu.chair")
    chair.sees("/notices")
    [city] = chair.client.get("/api/v1/monitoring/board").json()
    assert (city["grades"], city["total"]) == ([0, 1, 0, 1], 2)
    red = chair.client.get("/api/v1/monitoring/households?grade=red").json()
    assert (red["total"], [one["file_number"] for one in red["households"]]) == (1, ["KN-1"])
    new = {"file_number": "KN-6", "unit": "xjtu", "reason": "edge", "since": "2022-02-01"}
    assert chair.asks("/monitoring/households", **new).status_code == 201
    other = chair.asks("/monitoring/households", **new | {"unit": "xazx"})
    assert (other.status_code, other.json()["refused"]) == (422, "NoSuchUnit")
    event = {"file_number": "KN-6", "kind": "wage_stop", "happened_on": "2022-02-20"}
    assert chair.asks("/monitoring/events", **event).json()["signal"] is not None
    assert chair.asks("/monitoring/events", **event | {"file_number": "KN-3"}).status_code == 404


def test_a_month_and_visits_by_the_api_are_whole_or_not_at_all(watching: Pages) -> None:
    chair = watching.as_("xazx.chair")
    chair.sees("/notices")
    line = {"file_number": "KN-4", "facts": {"loss": "-1"}}
    wrong = chair.asks(
        "/monitoring/months", period="2022-02", lines=[line, {"file_number": "x", "facts": {}}]
    )
    assert (wrong.status_code, wrong.json()["refused"]) == (422, "MonthRefused")
    assert all(part in wrong.json()["sentence"] for part in ("不得为负", "x 不在监测对象中"))
    good = {"period": "2022-02", "lines": [{"file_number": "KN-4", "facts": {"persons": 2}}]}
    assert chair.asks("/monitoring/months", **good, tried=True).json() == {"households": 1}
    assert chair.asks("/monitoring/months", **good).json() == {"households": 1}
    late = chair.asks("/monitoring/months", **good | {"period": "2022-03"})
    assert late.json()["refused"] == "PeriodNotYetBegun"
    unknown = chair.asks("/monitoring/visits", reports=[{"visit": 99, "missed_why": "away"}])
    assert (unknown.status_code, unknown.json()["refused"]) == (422, "VisitsRefused")


def test_visits_and_their_households_by_the_api(watching: Pages) -> None:
    chair, officer = watching.as_("xjtu.chair"), watching.as_("prov.officer")
    visits = chair.reads("/monitoring/visits")
    with watching.office.database.transaction() as session:
        assert {one["id"] for one in visits} <= {one.id for one in stored_visits.lines(session)}
    one = visits[0]
    other = {"visitor": watching_person(watching, "member3")}
    stranger = watching_person(watching, "xazx.chair")
    refused = chair.asks(f"/monitoring/visits/{one['id']}/visitors", visitor=stranger)
    assert refused.json()["refused"] == "NotAVisitor"
    chair.does(f"/monitoring/visits/{one['id']}/visitors", **other)
    told = chair.reads(f"/monitoring/households/{one['file_number']}")
    assert told["visits"][0]["visitor_name"] == "演示member3"
    assert told["household"]["file_number"] == one["file_number"]
    assert chair.asks("/monitoring/visits/99999/visitors", **other).status_code == 404
    chair.does(f"/monitoring/households/{one['file_number']}/place", place="演示路 1 号")
    again = chair.reads("/monitoring/visits", whose="all")
    assert {v["place"] for v in again if v["file_number"] == one["file_number"]} == {"演示路 1 号"}
    end = f"/monitoring/households/{one['file_number']}/end"
    assert chair.asks(end).json()["refused"] == "OfficersOnly"
    officer.does(end)
    assert officer.asks(end).status_code == 404
    assert chair.client.get("/api/v1/monitoring/households/KN-3").status_code == 404


def test_a_signal_gets_its_case_by_the_api(watching: Pages) -> None:
    chair, officer = watching.as_("xjtu.chair"), watching.as_("prov.officer")
    found = officer.reads("/monitoring/signals")
    assert {one["file_number"] for one in chair.reads("/monitoring/signals")} <= {
        one["file_number"] for one in found
    }
    assert chair.asks(f"/monitoring/signals/{found[0]['id']}/case").json()["refused"] == "OfficersOnly"
    assert officer.asks("/monitoring/signals/999999/case").status_code == 404
