"""Households through the API: filled in, read, matched, helped, reviewed; whole numbers only with a reason."""

from typing import Any

from engine.deadlines import local_date
from engine.hardship.matching import Fact
from models import data_requests
from tests.engine.households import APPLICANT, SPOUSE
from tests.households import HouseholdStory
from tests.web.test_households import _ROAD, _filed, _refused, _without_hardship, a_household
from tests.web.visitors import Pages

CARD = "6222020200112233445"
WAGES = {"kind": "wage", "first": "2021-11", "last": "2022-10", "amount": "8880"}
MEMBER = {
    "name": "演示甲", "relation": "本人", "id_number": APPLICANT, "working": True,
    "authorised_on": "2022-11-01", "incomes": [WAGES],
}  # fmt: skip


def test_a_file_is_kept_with_its_findings_and_reckoned_once_nothing_is_wrong(pages: Pages) -> None:
    case = a_household(pages, HouseholdStory.opened)
    officer = pages.as_("xjtu.officer1")
    address = f"/assignments/{pages.share(case, 'xjtu.officer1')}/household"
    assert officer.reads(address)["members"] == []
    unsigned = MEMBER | {"authorised_on": None}
    told = officer.asks(address, members=[unsigned], accident_loss="-1").json()
    assert [one["field"] for one in told["findings"]] == ["members.0.authorised_on", "accident_loss"]
    assert told["answer"] is None
    (kept,) = officer.reads(address)["members"]
    assert (kept["id_number"], kept["was"]) == ("999***********2319", 0)
    again = MEMBER | {"id_number": "", "was": 0}
    answer = officer.asks(address, members=[again], account={"bank": "演示银行", "card": CARD}).json()
    assert answer["findings"] == []
    assert answer["answer"]["sentence"].startswith("相对困难：月人均 740.00 元")
    assert CARD not in str(answer)
    figures = {one["key"]: one["clause"] for one in answer["answer"]["figures"]}
    assert figures["by_head"]


def test_what_cannot_be_read_is_named_by_its_place_and_nothing_is_kept(pages: Pages) -> None:
    case = a_household(pages, HouseholdStory.opened)
    officer = pages.as_("xjtu.officer1")
    address = f"/assignments/{pages.share(case, 'xjtu.officer1')}/household"
    wrong = MEMBER | {"incomes": [WAGES | {"amount": "八千", "first": "去年"}]}
    answer = officer.asks(address, members=[wrong])
    assert answer.status_code == 422
    assert {one["field"] for one in answer.json()["findings"]} == {
        "members.0.incomes.0.amount",
        "members.0.incomes.0.first",
    }
    assert officer.reads(address)["members"] == []
    assert pages.as_("xjtu.chair").client.get(f"/api/v1{address}").status_code == 404
    assert pages.as_("xjtu.chair").asks(address, members=[MEMBER]).status_code == 404


def test_a_household_is_read_masked_and_whole_only_with_a_reason(pages: Pages) -> None:
    case = a_household(pages, *_ROAD[:3])
    chair = pages.as_("xjtu.chair")
    told = chair.reads(f"/cases/{case}/household")
    assert APPLICANT not in str(told)
    assert told["members"][0]["number"] == "999***********2319"
    assert {one["whose"] for one in told["incomes"]}
    assert told["papers"][0]["title"] == "有申请"
    assert [one["key"] for one in told["standings"]] == ["eligible", "complying", "receiving"]
    assert chair.asks(f"/cases/{case}/household/disclosure", reason=" ").status_code == 422
    whole = chair.asks(f"/cases/{case}/household/disclosure", reason="入户核对").json()
    assert (whole["whole"], whole["members"][0]["number"]) == (True, APPLICANT)
    latest = chair.reads(f"/cases/{case}/journal")[0]
    assert (latest["quote"], latest["door"]) == ("入户核对", "接口")
    assert pages.as_("xazx.chair").client.get(f"/api/v1/cases/{case}/household").status_code == 404


def test_a_contradiction_is_cleared_with_a_reason_and_an_answer_waived(pages: Pages) -> None:
    def car(story: HouseholdStory) -> None:
        story.answered("traffic", Fact(id_number=SPOUSE, told="vehicle", note="小型轿车"))
        story.nothing_found(but=("fund",))

    case = a_household(pages, *_ROAD, car)
    officer = pages.as_("prov.officer")
    told = officer.reads(f"/cases/{case}/household")
    (found,) = told["contradictions"]
    assert (found["kind"], found["stands"]) == ("未申报的机动车", None)
    (open_one,) = [one for one in told["requests"] if one["answered_at"] is None]
    share = pages.share(case, "prov.officer")
    refused = officer.asks(f"/assignments/{share}/decision", decision="approve")
    assert "还没有核清" in str(refused.json())
    address = f"/cases/{case}/contradictions/{found['id']}"
    assert officer.asks(address, stands=False, reason="").status_code == 422
    by_chair = pages.as_("xjtu.chair").asks(address, stands=False, reason="已过户")
    assert by_chair.json()["refused"] == "NotForTheCentre"
    officer.does(address, stands=False, reason="已过户")
    officer.does(f"/cases/{case}/data-requests/{open_one['id']}/waiver", reason="系统停机")
    officer.does(f"/assignments/{share}/decision", decision="approve")


def test_help_is_granted_listed_for_the_bank_and_its_returns_taken_in(pages: Pages) -> None:
    case = a_household(pages, _filed)
    officer, day = pages.as_("prov.officer"), local_date(pages.office.clock()).isoformat()
    over = officer.asks(f"/cases/{case}/help", kind="living", amount="9000")
    assert (over.status_code, "可发 8880.00 元" in over.json()["sentence"]) == (409, True)
    granted = officer.asks(f"/cases/{case}/help", kind="living", amount="5000.50")
    assert granted.status_code == 201
    (waiting,) = officer.reads("/help")["waiting"]
    assert (waiting["id"], waiting["amount"]) == (granted.json()["id"], "5000.50")
    made = officer.asks("/help/lists").json()
    assert [(one["card"], one["holder"]) for one in made["lines"]] == [(CARD, "=演示甲")]
    assert officer.asks(f"/help/lists/{made['number']}/file").json() == made
    returns = f"/help/lists/{made['number']}/returns"
    line = {"line": 1, "amount": "5000.50", "result": "paid", "paid_on": day}
    wrong = officer.asks(returns, lines=[line | {"amount": "1"}, {**line, "line": 7, "result": "failed"}])
    assert wrong.status_code == 422
    assert [(one["row"], one["column"]) for one in wrong.json()["wrong"]] == [
        (1, "金额"),
        (2, "行号"),
        (2, "原因"),
    ]
    assert officer.asks(returns, lines=[line]).json() == {"taken": 1, "wrong": []}
    (settled,) = officer.reads("/help")["lists"]
    assert (settled["paid"], settled["settled_at"] is not None) == (1, True)
    (year,) = officer.reads("/help/report", year="2022")
    assert (year["kind"], year["amount"]) == ("living", "5000.50")
    told = [one["text"] for one in officer.reads(f"/cases/{case}/journal")]
    assert sum("为发放下载了完整的账户" in one for one in told) == 2, "each look at the cards is a line"
    for path in ("/help", "/help/report"):
        assert pages.as_("xjtu.chair").client.get(f"/api/v1{path}").json()["refused"] == "NotTheCentre"


def test_what_failed_goes_into_the_next_list_once(pages: Pages) -> None:
    case = a_household(pages, _filed)
    officer = pages.as_("prov.officer")
    officer.does(f"/cases/{case}/help", kind="living", amount="100")
    number = officer.asks("/help/lists").json()["number"]
    failed = {"line": 1, "amount": "100", "result": "failed", "why": "账户已注销"}
    officer.does(f"/help/lists/{number}/returns", lines=[failed])
    (one,) = officer.reads("/help")["failed"]
    officer.does(f"/help/payments/{one['id']}/again")
    assert officer.asks(f"/help/payments/{one['id']}/again").status_code == 404
    assert len(officer.reads("/help")["waiting"]) == 1
    assert officer.reads("/help")["failed"] == []


def test_a_body_is_asked_and_answers(pages: Pages) -> None:
    case = a_household(pages, *_ROAD)
    officer = pages.as_("prov.officer")
    bodies = {one["key"]: one for one in officer.reads("/matching")["bodies"]}
    assert bodies["traffic"]["waiting"] == 1
    sent = officer.asks("/matching/traffic/batch").json()["lines"]
    assert [one["id_number"] for one in sent][:2] == [APPLICANT, SPOUSE]
    fund = officer.asks("/matching/fund/batch").json()["lines"]
    assert "name" not in fund[0]
    line = {"number": sent[0]["number"], "id_number": SPOUSE, "told": "vehicle", "note": "小型轿车"}
    wrong = officer.asks(
        "/matching/traffic/answers", lines=[line, line | {"id_number": "123", "told": "wage", "amount": "-1"}]
    )
    assert wrong.status_code == 422
    assert [(one["row"], one["column"]) for one in wrong.json()["wrong"]] == [
        (2, "身份证号"),
        (2, "事项"),
        (2, "数量或金额"),
    ]
    stray = line | {"number": "XXBD-2022-9999"}
    taken = officer.asks("/matching/traffic/answers", lines=[line, stray]).json()
    assert (taken["answered"], taken["contradictions"], taken["strays"]) == (1, 1, 1)
    (astray,) = officer.reads("/matching")["strays"]
    assert astray["number"] == "XXBD-2022-9999"
    assert officer.asks(f"/matching/strays/{astray['id']}", note="").status_code == 422
    by_chair = pages.as_("xjtu.chair").asks(f"/matching/strays/{astray['id']}", note="查无此件")
    assert by_chair.json()["refused"] == "NotTheCentre"
    officer.does(f"/matching/strays/{astray['id']}", note="查无此件")
    assert officer.reads("/matching")["strays"] == []
    assert officer.asks("/matching/nobody/batch").status_code == 404
    with pages.office.database.transaction() as session:
        assert len(data_requests.contradictions(session, case)) == 1


def test_a_refused_applicant_has_it_looked_at_by_others(pages: Pages) -> None:
    road: list[Any] = [HouseholdStory.opened, _without_hardship, *_ROAD[2:4], _refused]
    case = a_household(pages, *road)
    officer = pages.as_("xjtu.officer1")
    answer = officer.asks(f"/cases/{case}/review")
    assert answer.status_code == 201
    links = officer.reads(f"/cases/{answer.json()['case']}/links")
    assert [(one["kind"], one["other"]) for one in links] == [("appeals", case)]
    again = officer.asks(f"/cases/{case}/review")
    assert (again.status_code, again.json()["refused"]) == (409, "AlreadyLinked")
    assert pages.as_("xazx.chair").asks(f"/cases/{case}/review").status_code == 404
