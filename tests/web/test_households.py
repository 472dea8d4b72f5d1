"""The pages of a household: filled in cell by cell, read line by line, whole numbers only with a reason."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from actions.processes import publish
from engine.deadlines import local_date
from engine.definition import Process
from engine.hardship.exchange import HEADS
from engine.hardship.matching import Fact
from models import data_requests
from tests.engine.households import APPLICANT, SPOUSE, a_file, members
from tests.households import THURSDAY, HouseholdStory, a_photo, shipped
from tests.web.visitors import Pages, Visitor, words
from web.households.helping import LIST_HEADS, RETURN_HEADS
from web.xlsx.tables import read, written

_YEAR = {"first": "2021-11", "last": "2022-10"}


def a_household(pages: Pages, *acts: Callable[[HouseholdStory], None], as_shipped: bool = True) -> str:
    """A case in an office that identifies hardship, after these acts."""
    pages.at(THURSDAY)
    with pages.office.database.transaction() as session:
        for key in ("hardship_identify", "hardship_review") if as_shipped else ():
            publish(session, shipped(key), "", actor_id=None, now=THURSDAY)
        a_photo(session)
        story = HouseholdStory(session, pages.office.seal)
        for act in acts:
            act(story)
        pages.at(story.now)
        return story.case_id


def typed(**changes: str) -> dict[str, str]:
    """The applicant alone, as the form sends it."""
    return {
        "members.0.name": "演示甲", "members.0.relation": "本人", "members.0.id_number": APPLICANT,
        "members.0.authorised_on": "2022-11-01", "members.0.able": "yes", "members.0.working": "yes",
        "members.0.incomes.0.kind": "wage", "members.0.incomes.0.first": "2021-11",
        "members.0.incomes.0.last": "2022-10", "members.0.incomes.0.amount": "8,880",
        "members.0.incomes.1.kind": "wage", "members.1.relation": "配偶", "members.1.able": "yes",
        "bills.0.kind": "medical", "accident_loss": "0",
    } | changes  # fmt: skip


def test_what_cannot_be_read_is_named_by_its_cell_and_stays_as_typed(pages: Pages) -> None:
    case = a_household(pages, HouseholdStory.opened)
    officer, path = _at_the_form(pages, case)
    answer = officer.posts(path, **typed(**{"members.0.incomes.0.amount": "八千"}))
    assert answer.status_code == 422
    said = words(answer)
    assert "第 1 位成员第 1 行收入不是金额" in said
    assert 'value="八千"' in answer.text
    assert f'value="{APPLICANT}"' in answer.text


def _at_the_form(pages: Pages, case: str) -> tuple[Visitor, str]:
    officer = pages.as_("xjtu.officer1")
    path = f"/assignments/{pages.share(case, 'xjtu.officer1')}/household"
    officer.sees(path)
    return officer, path


def test_the_form_says_which_months_are_reckoned_and_has_room_for_three_and_for_the_area_of_a_home(
    pages: Pages,
) -> None:
    case = a_household(pages, HouseholdStory.opened)
    officer = pages.as_("xjtu.officer1")
    path = f"/assignments/{pages.share(case, 'xjtu.officer1')}/household"
    page = officer.sees(path)
    assert "核算期：收入 2021-11 至 2022-10，票据 2021-11-10 至 2022-11-10。" in page
    assert page.count("增加一位成员") == 3
    home = {"assets.0.kind": "home", "assets.0.value": "400000", "assets.0.area": "60.5"}
    assert officer.posts(path, **typed(**home)).status_code == 303
    page = officer.sees(path)
    assert 'id="assets.0.area" value="60.5"' in officer.seen.text
    assert page.count("增加一位成员") == 1


def test_what_is_wrong_is_saved_and_told_at_once_and_what_is_right_is_reckoned(pages: Pages) -> None:
    case = a_household(pages, HouseholdStory.opened)
    officer, path = _at_the_form(pages, case)
    assert (
        officer.posts(path, **typed(**{"members.0.authorised_on": "", "accident_loss": "-1"})).status_code
        == 303
    )
    page = officer.sees(path)
    assert "还有 2 处要补正" in page
    assert APPLICANT not in page
    empty_number = typed(**{"members.0.id_number": "", "members.0.was": "0"})
    assert officer.posts(path, **empty_number).status_code == 303
    assert "相对困难：月人均 740.00 元" in officer.sees(path)
    shown = officer.sees(f"/cases/{case}/household")
    assert "8,880.00" in shown
    assert "工资、经营、财产、转移性收入和工会帮扶金计入家庭收入" in shown


def test_numbers_are_masked_until_somebody_says_why(pages: Pages) -> None:
    case = a_household(pages, *_ROAD[:3])
    chair = pages.as_("xjtu.chair")
    page = chair.sees(f"/cases/{case}/household")
    assert APPLICANT not in page
    assert "999***********2319" in page
    whole = f"/cases/{case}/household/disclosure"
    assert chair.posts(whole, reason=" ").status_code == 422
    assert APPLICANT in chair.posts(whole, reason="入户核对").text
    assert "查看了家庭成员的完整证件号码" in chair.sees(f"/cases/{case}")
    assert "入户核对" in chair.sees(f"/cases/{case}")


def test_another_unit_sees_no_household(pages: Pages) -> None:
    case = a_household(pages, *_ROAD[:3])
    stranger = pages.as_("xazx.chair")
    assert stranger.client.get(f"/cases/{case}/household").status_code == 404


def for_the_centre_only(pages: Pages) -> None:
    """The household and what is said of it after the matching are for those who decide on help."""
    raw = shipped("hardship_identify").model_dump(mode="json", by_alias=True)
    for one in raw["form"]["fields"]:
        if one["type"] == "household":
            one["seen_by"] = ["centre", "department"]
    with pages.office.database.transaction() as session:
        publish(session, Process.model_validate(raw), "", actor_id=None, now=THURSDAY)


def test_whoever_may_not_see_the_field_finds_the_household_behind_no_door(pages: Pages) -> None:
    for_the_centre_only(pages)
    case = a_household(pages, *_ROAD[:3], as_shipped=False)
    chair, share = pages.as_("xjtu.chair"), pages.share(case, "xjtu.chair")
    assert "家庭情况：逐行计算" not in chair.sees(f"/cases/{case}")
    assert "家庭情况：逐行计算" in pages.as_("xjtu.officer1").sees(f"/cases/{case}")
    for path in (f"/cases/{case}/household", f"/assignments/{share}/household"):
        assert chair.client.get(path).status_code == 404, path
    nothing = "00000000-0000-0000-0000-000000000000"
    for path in (
        f"/cases/{case}/household/disclosure",
        f"/cases/{case}/help",
        f"/cases/{case}/contradictions/{nothing}",
        f"/cases/{case}/data-requests/{nothing}/waiver",
        f"/assignments/{share}/household",
    ):
        assert chair.posts(path, reason="入户核对", stands="no").status_code == 404, path


def test_the_centre_clears_a_contradiction_on_the_page(pages: Pages) -> None:
    def car(story: HouseholdStory) -> None:
        story.answered("traffic", Fact(id_number=SPOUSE, told="vehicle", note="小型轿车"))
        story.nothing_found()

    case = a_household(pages, *_ROAD, car)
    officer = pages.as_("prov.officer")
    page = officer.sees(f"/cases/{case}/household")
    assert "申报 0 辆，记录 1 辆" in page
    share = pages.share(case, "prov.officer")
    refused = officer.posts(f"/assignments/{share}/decision", decision="approve")
    assert "配偶：未申报的机动车，还没有核清" in words(refused)
    with pages.office.database.transaction() as session:
        (found,) = data_requests.contradictions(session, case)
    clearing = f"/cases/{case}/contradictions/{found.id}"
    assert "比对还有 0 个部门未答复、1 项矛盾未核清。" in officer.sees(f"/cases/{case}")
    assert officer.posts(clearing, reason="已过户").status_code == 422, "nobody said whether it stands"
    assert officer.posts(clearing, stands="no", reason="").status_code == 422
    assert officer.posts(clearing, stands="no", reason="已过户").status_code == 303
    assert officer.posts(f"/assignments/{share}/decision", decision="approve").status_code == 303


def _without_hardship(story: HouseholdStory) -> None:
    story.filled(a_file(members=members(incomes=[{"kind": "wage", "amount": "99999", **_YEAR}]), bills=[]))


def _refused(story: HouseholdStory) -> None:
    story.decided("prov.head", outcome="refused", comment="月人均高于低保线的两倍")


def test_a_body_that_works_with_csv_is_asked_and_answers_so(pages: Pages) -> None:
    case = a_household(pages, *_ROAD)
    officer = pages.as_("prov.officer")
    officer.sees("/matching")
    sent = officer.posts("/matching/traffic/batch", **{"as": "csv"})
    assert sent.headers["content-disposition"].endswith("-traffic.csv")
    first, *rows = sent.content.decode("utf-8-sig").splitlines()
    assert first == "编号,姓名,身份证号,事项,数量或金额,说明"
    number = rows[0].split(",")[0]
    assert rows[0].startswith(f"{number},演示甲,{APPLICANT},")
    wrong = f"编号,身份证号,事项,数量或金额,说明\n{number},{SPOUSE},机动车,1,\n,123,工资,很多,\n".encode(
        "gb18030"
    )
    answer = officer.sends("/matching/traffic/answers", {"table": ("a.csv", wrong)})
    assert answer.status_code == 422
    for cell in ("第 3 行“编号”", "第 3 行“身份证号”", "第 3 行“事项”", "第 3 行“数量或金额”"):
        assert cell in words(answer)
    assert "申报 0 辆" not in officer.sees(f"/cases/{case}/household"), "with one wrong cell nothing comes in"
    lacking = officer.sends("/matching/traffic/answers", {"table": ("a.csv", b"a,b\n1,2\n")})
    assert (lacking.status_code, "缺少“编号”" in words(lacking)) == (422, True)
    right = wrong.decode("gb18030").splitlines()[:2]
    done = officer.sends(
        "/matching/traffic/answers", {"table": ("a.csv", "\n".join(right).encode("gb18030"))}
    )
    assert done.headers["location"] == "/matching?taken=1-1-0"
    assert "申报 0 辆，记录 1 辆" in officer.sees(f"/cases/{case}/household")


def test_a_refused_applicant_has_it_looked_at_by_others(pages: Pages) -> None:
    road: list[Any] = [HouseholdStory.opened, _without_hardship, *_ROAD[2:4], _refused]
    case = a_household(pages, *road)
    officer = pages.as_("xjtu.officer1")
    assert "申请复核" in officer.sees(f"/cases/{case}")
    answer = officer.posts(f"/cases/{case}/review")
    assert answer.status_code == 303
    new = answer.headers["location"].split("/")[2]
    with pages.office.database.transaction() as session:
        state = HouseholdStory(session, pages.office.seal, case_id=new).state
        head = HouseholdStory(session, pages.office.seal).who("prov.head").id
    assert head in state.barred
    assert [one.kind for one in state.links] == ["appeals"]
    again = officer.posts(f"/cases/{case}/review")
    assert again.status_code == 409
    assert "被申诉复核" in words(again)


_ROAD: tuple[Callable[[HouseholdStory], None], ...] = (
    HouseholdStory.opened,
    HouseholdStory.filled,
    HouseholdStory.submitted,
    HouseholdStory.visited_and_appraised,
    HouseholdStory.shown,
)


def _filed(story: HouseholdStory) -> None:
    story.opened()
    story.filled(a_file(account={"bank": "演示银行", "card": "6222020200112233445", "holder": "=演示甲"}))
    for act in _ROAD[2:]:
        act(story)
    story.nothing_found()
    story.decided("prov.officer")
    story.decided("prov.head", outcome="filed")


def test_hardship_is_shown_with_a_masked_name_and_the_class_and_nothing_else(pages: Pages) -> None:
    def on_the_board(story: HouseholdStory) -> None:
        story.opened()
        story.filled()
        story.submitted()
        story.visited_and_appraised()

    case = a_household(pages, on_the_board)
    with pages.story(case) as story:
        window = story.state.windows[0].id
    stranger = pages.stranger()
    page = stranger.sees(f"/publicity/{window}")
    assert "深度困难" in page
    assert "演*甲" in page
    told = stranger.client.get(f"/publicity/{window}").text + stranger.client.get("/api/v1/publicity").text
    for hidden in (
        APPLICANT, APPLICANT[:6], "演示甲", "演示乙", "演示丙", "466.67", "38400", "家属大病", "子女", "配偶",
        "6222020200112233445", "3445",
    ):  # fmt: skip
        assert hidden not in told, hidden


def test_help_goes_to_the_bank_by_table_and_its_answer_comes_back_by_table(pages: Pages) -> None:
    case = a_household(pages, _filed)
    officer = pages.as_("prov.officer")
    page = officer.sees(f"/cases/{case}/household")
    assert "6222020200112233445" not in page
    assert "622************3445" in page
    refused = officer.posts(f"/cases/{case}/help", kind="living", amount="9000")
    assert (refused.status_code, "可发 8880.00 元" in words(refused)) == (409, True)
    assert officer.posts(f"/cases/{case}/help", kind="living", amount="两千").status_code == 422
    assert officer.posts(f"/cases/{case}/help", kind="living", amount="5,000.50").status_code == 303
    assert "5,000.50" in officer.sees("/help")
    (row,) = read(officer.posts("/help/lists").content, LIST_HEADS)
    assert (row.cells["卡号"], row.cells["户名"]) == ("6222020200112233445", "=演示甲")
    number, day = row.cells["清单号"], local_date(pages.office.clock())
    wrong = written("回单", RETURN_HEADS, [(1, Decimal("5000.5"), "成功", "昨天", "")])
    answer = officer.sends(f"/help/lists/{number}/returns", {"table": ("r.xlsx", wrong)})
    assert answer.status_code == 422
    assert "第 2 行“到账日期”" in words(answer)
    right = written("回单", RETURN_HEADS, [(1, Decimal("5000.5"), "成功", day, "")])
    assert officer.sends(f"/help/lists/{number}/returns", {"table": ("r.xlsx", right)}).status_code == 303
    assert "已对账" in officer.sees("/help")
    assert "享受帮扶" in officer.sees(f"/cases/{case}/household")
    assert "5,000.50" in officer.sees("/help/report?year=2022")
    (line,) = read(officer.client.get("/help/report.xlsx?year=2022").content, ("单位", "金额"))
    assert line.cells["金额"] == "5000.5"
    assert pages.as_("xjtu.chair").client.get("/help").status_code == 403


def test_a_body_is_asked_and_answers_by_table(pages: Pages) -> None:
    case = a_household(pages, *_ROAD)
    officer = pages.as_("prov.officer")
    assert "车管" in officer.sees("/matching")
    sent = read(officer.posts("/matching/traffic/batch").content, ("编号", "姓名", "身份证号"))
    assert [one.cells["身份证号"] for one in sent][:2] == [APPLICANT, SPOUSE]
    fund = read(officer.posts("/matching/fund/batch").content, ("编号",))
    assert "姓名" not in fund[0].cells
    number = sent[0].cells["编号"]
    wrong = written("答复", HEADS, [(number, "123", "工资", "很多", "")])
    answer = officer.sends("/matching/traffic/answers", {"table": ("a.xlsx", wrong)})
    assert answer.status_code == 422
    for said in ("“身份证号”", "应为 机动车、无记录 之一", "不是不小于 0 的数"):
        assert said in words(answer)
    stray = ("XXBD-2022-9999", SPOUSE, "机动车", 1, "")
    right = written("答复", HEADS, [(number, SPOUSE, "机动车", 1, "小型轿车"), stray])
    done = officer.sends("/matching/traffic/answers", {"table": ("a.xlsx", right)})
    assert done.headers["location"] == "/matching?taken=1-1-1"
    page = officer.sees("/matching?taken=1-1-1")
    assert "XXBD-2022-9999" in page
    assert "申报 0 辆，记录 1 辆（小型轿车）" in officer.sees(f"/cases/{case}/household")
    assert "为信息比对导出了完整的证件号码" in officer.sees(f"/cases/{case}")
    assert pages.as_("xjtu.chair").client.get("/matching").status_code == 403


def test_the_six_papers_of_a_file_are_those_of_its_opening_on_the_page_of_every_case(pages: Pages) -> None:
    a_household(pages, HouseholdStory.filed)
    now = pages.office.clock()
    with pages.office.database.transaction() as session:
        publish(session, shipped("hardship_exit"), "", actor_id=None, now=now)
        leaving = HouseholdStory(session, pages.office.seal, now=now, process="hardship_exit")
        leaving.opened()
        leaving.filled()
    page = pages.as_("xjtu.officer1").sees(f"/cases/{leaving.case_id}/household")
    assert "有入户 入户调查 ✓ 有公示 公示 ✓ 有审批 审批" in page


def test_open_files_stand_in_a_list_with_what_they_owe_by_which_day(pages: Pages) -> None:
    a_household(pages, HouseholdStory.filed)
    page = pages.as_("xjtu.chair").sees("/monitoring/files")
    assert "KNZG-2022-0001 西安交通大学工会 深度困难" in page
    assert "年度复核 2023-12-31" in page
    assert "KNZG-2022-0001" not in pages.as_("xazx.chair").sees("/monitoring/files")
    pages.at(THURSDAY.replace(year=2024, month=1))
    officer = pages.as_("prov.officer")
    assert "2023-12-31 逾期" in officer.sees("/monitoring/files")
    [file] = officer.client.get("/api/v1/monitoring/files").json()
    assert file["duties"] == [{"kind": "yearly", "due": "2023-12-31", "stage": "late"}]


def test_what_a_signal_or_a_refusal_opens_is_offered_to_nobody_and_no_door_begins_it(pages: Pages) -> None:
    a_household(pages, HouseholdStory.opened)
    with pages.office.database.transaction() as session:
        publish(session, shipped("relapse_case"), "", actor_id=None, now=THURSDAY)
    chair, officer = pages.as_("xjtu.chair"), pages.as_("xjtu.officer1")
    for who in (chair, officer):
        page = who.sees("/start")
        assert "困难职工认定" in page
        assert "返困预警处置" not in page
        assert "困难认定复核" not in page
    listed = {one["key"]: one for one in chair.client.get("/api/v1/processes").json()}
    assert listed["relapse_case"]["opened_by"] == "signals"
    assert listed["hardship_review"]["reviews"]
    refused = chair.asks("/cases", process="relapse_case")
    assert (refused.status_code, refused.json()["refused"]) == (403, "OpensBySignal")
    posted = chair.posts("/start", process="relapse_case")
    assert (posted.status_code, "由监测预警自动立案" in words(posted)) == (403, True)
