"""Caps of help and the bodies that are asked: shown with their source, entered as tables, used from then on."""

from actions.processes import publish
from engine.deadlines import local_date
from seeds.household_rules import agencies_for, aid_table_for
from tests.households import THURSDAY, HouseholdStory, shipped
from tests.web.test_households import a_household
from tests.web.visitors import Pages, words

_WHERE = {"source": "演示文件〔2022〕3 号", "valid_from": "2022-01-01", "valid_to": "2022-12-31"}
_LIVING = {
    "caps.0.kind": "living", "caps.0.classes": "deep", "caps.0.per": "household", "caps.0.lines": "2",
    "caps.0.needs_file": "yes",
}  # fmt: skip
_TRAFFIC = {
    "agencies.0.key": "traffic", "agencies.0.title": "车辆管理所", "agencies.0.sends": "id_number",
    "agencies.0.tells": "vehicle", "agencies.0.within": "3", "agencies.0.way": "exchange",
}  # fmt: skip


def _filed(story: HouseholdStory) -> None:
    story.filed()


def test_every_table_of_caps_stands_there_with_its_source(pages: Pages) -> None:
    page = pages.as_("admin").sees("/admin/parameters/caps")
    assert "帮扶标准（湖北） 现在适用 暂定" in page
    assert "湖北省困难职工帮扶标准（借用，本省文本未见）" in page
    assert "生活救助 深度困难 每户每年 12 个月低保线 建档之后" in page
    assert "医疗救助 相对困难 每户每年 自负费用的 80%" in page
    assert "每年只享受一种帮扶的类别：相对困难" in page


def test_caps_are_entered_chosen_and_hold_for_the_next_grant(pages: Pages) -> None:
    case = a_household(pages, _filed)
    admin, officer = pages.as_("admin"), pages.as_("prov.officer")
    admin.sees("/admin/parameters/caps?begin=other_province")
    assert 'value="0.8"' in admin.seen.text, "it begins with what another table says"
    answer = admin.posts("/admin/parameters/caps", **_WHERE, **_LIVING, title="本省标准")
    assert answer.status_code == 303, words(answer)
    assert "本省标准" in admin.sees(answer.headers["location"])
    key = {one["title"]: one["key"] for one in admin.client.get("/api/v1/parameters/caps").json()}["本省标准"]
    admin.sees("/admin/parameters")
    assert admin.posts("/admin/parameters/help", **_WHERE, table=key).status_code == 303
    officer.sees(f"/cases/{case}/household")
    refused = officer.posts(f"/cases/{case}/help", kind="living", amount="1480.01")
    assert (refused.status_code, "可发 1480.00 元" in words(refused)) == (409, True)
    with pages.office.database.transaction() as session:
        table = aid_table_for(session, local_date(THURSDAY))
        assert (table.source, len(table.caps), table.assumed) == ("演示文件〔2022〕3 号", 1, ())


def test_every_slip_in_a_table_of_caps_is_named_by_row_and_column_and_nothing_is_entered(
    pages: Pages,
) -> None:
    admin = pages.as_("admin")
    admin.sees("/admin/parameters/caps")
    wrong = _LIVING | {
        "caps.0.lines": "两", "caps.1.kind": "medical", "caps.1.per": "household", "caps.1.share_of_cost": "80",
    }  # fmt: skip
    answer = admin.posts("/admin/parameters/caps", **_WHERE | {"source": ""}, **wrong, title=" ")
    said = words(answer)
    assert answer.status_code == 422
    assert "有 5 处问题，没有录入" in said
    for one in (
        "名称 ：没有填写", "出处 ：请写明出处", "第 1 行 低保线的倍数 ：写法不对", "第 2 行 困难类别 ：至少选一项",
        "第 2 行 自负费用的比例 ：不能大于 1",
    ):  # fmt: skip
        assert one in said, one
    assert 'value="两"' in answer.text
    admin.sees("/admin/parameters/caps")
    twice = {key.replace("caps.0", "caps.1"): value for key, value in _LIVING.items()}
    answer = admin.posts("/admin/parameters/caps", **_WHERE, **_LIVING, **twice, title="两遍")
    assert "生活救助对深度困难写了 2 次" in words(answer)
    admin.sees("/admin/parameters/caps")
    nothing = {key: value for key, value in _LIVING.items() if not key.endswith("lines")}
    answer = admin.posts("/admin/parameters/caps", **_WHERE, **nothing, title="没有上限")
    assert "第 1 行 ：生活救助的上限须写明低保线的倍数、金额或自负费用的比例" in words(answer)
    assert "两遍" not in admin.sees("/admin/parameters/caps")


def test_other_bodies_are_entered_and_what_was_asked_before_waits_as_it_was_asked(pages: Pages) -> None:
    def asked(story: HouseholdStory) -> None:
        story.opened()
        story.filled()
        story.submitted()
        story.visited_and_appraised()
        story.shown()

    a_household(pages, asked)
    admin, officer = pages.as_("admin"), pages.as_("prov.officer")
    page = admin.sees("/admin/parameters/agencies")
    assert "银行 bank 姓名、身份证号 存款、无记录 15 交换表 凭授权查询（原文待核）" in page
    answer = admin.posts("/admin/parameters/agencies", **_WHERE, **_TRAFFIC)
    assert answer.status_code == 303, words(answer)
    assert "车辆管理所 traffic 身份证号 机动车 3 交换表" in admin.sees(answer.headers["location"])
    with pages.office.database.transaction() as session:
        [body] = agencies_for(session, local_date(pages.office.clock())).agencies
        assert (body.key, body.within) == ("traffic", 3)
    page = officer.sees("/matching")
    assert "车辆管理所" in page
    assert "银行" in page, "it was asked before and still owes an answer"
    assert officer.posts("/matching/bank/batch").status_code == 200


def test_every_slip_about_a_body_is_named(pages: Pages) -> None:
    admin = pages.as_("admin")
    admin.sees("/admin/parameters/agencies")
    wrong = _TRAFFIC | {"agencies.0.key": "车管", "agencies.0.within": "0"}
    del wrong["agencies.0.sends"]
    answer = admin.posts("/admin/parameters/agencies", **_WHERE, **wrong)
    assert answer.status_code == 422
    for one in (
        "第 1 行 代码 ：只用小写字母和下划线", "第 1 行 发出的字段 ：至少选一项", "第 1 行 时限（工作日） ：应大于 0",
    ):  # fmt: skip
        assert one in words(answer), one
    admin.sees("/admin/parameters/agencies")
    assert "全表 ：至少一行" in words(admin.posts("/admin/parameters/agencies", **_WHERE))


def test_the_same_by_the_api_for_administrators_only(pages: Pages) -> None:
    with pages.office.database.transaction() as session:
        publish(session, shipped("hardship_identify"), "", actor_id=None, now=THURSDAY)
    admin, officer = pages.as_("admin"), pages.as_("prov.officer")
    cap = {"kind": "living", "classes": ["deep"], "per": "household", "amount": "5000"}
    body = {"key": "tax", "title": "税务", "sends": ["name"], "tells": ["wage"], "within": 5}
    assert admin.asks("/parameters/caps", **_WHERE, title="本省标准", caps=[cap]).json() == {"number": 1}
    assert admin.asks("/parameters/agencies", **_WHERE, agencies=[body]).json() == {"number": 2}
    refused = admin.asks("/parameters/caps", **_WHERE, title="空", caps=[cap | {"per": "village"}])
    assert [(one["field"], one["cell"]) for one in refused.json()["findings"]] == [("caps.0", "per")]
    for path, more in (("caps", {"title": "x", "caps": [cap]}), ("agencies", {"agencies": [body]})):
        assert officer.asks(f"/parameters/{path}", **_WHERE, **more).status_code == 403
    assert officer.client.get("/admin/parameters/caps").status_code == 403
