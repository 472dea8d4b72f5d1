"""The page and the door of parameters: what is missing is said, entered with its source, and holds from then on."""

from actions.processes import publish
from tests.engine.households import APPLICANT
from tests.households import THURSDAY, HouseholdStory, shipped
from tests.web.test_households import typed
from tests.web.visitors import Pages, words

_FORM = {
    "place": "西安市", "valid_from": "2023-01-01", "valid_to": "2023-12-31", "source": "演示文件〔2023〕1 号",
    "line": "780", "minimum_wage": "1950", "relative_multiple": "2", "edge_multiple": "3",
    "accident_share": "0.8", "assets_limit": "", "deep_cmp": "lt", "exclusion_scope": "no_file",
}  # fmt: skip
_CHECKED_FIRST = "hardship_identify_checked_first"
_A_YEAR_ON = THURSDAY.replace(year=2023)


def test_what_is_missing_stands_on_the_page_and_is_entered_there(pages: Pages) -> None:
    admin = pages.as_("admin")
    page = admin.sees("/admin/parameters?year=2023")
    assert "西安市 缺 缺" in page
    assert "2023-12-31 没有选定帮扶标准" in page
    assert 'value="0.8"' in admin.client.get("/admin/parameters/hardship?place=西安市&year=2023").text
    answer = admin.posts("/admin/parameters/hardship", **_FORM)
    assert answer.status_code == 303, words(answer)
    page = admin.sees(answer.headers["location"])
    assert "已录入" in page
    assert "西安市 780 1950 2023-01-01 – 2023-12-31 演示文件〔2023〕1 号" in page


def test_with_one_finding_nothing_is_entered_and_what_was_typed_stays(pages: Pages) -> None:
    admin = pages.as_("admin")
    admin.sees("/admin/parameters/hardship")
    answer = admin.posts("/admin/parameters/hardship", **_FORM | {"source": "", "line": "七百八"})
    assert answer.status_code == 422
    assert "有 2 处问题，没有录入" in words(answer)
    assert 'value="七百八"' in answer.text
    assert "还没有人录入过" in admin.sees("/admin/parameters")


def test_the_table_of_caps_of_a_year_is_chosen_on_the_page(pages: Pages) -> None:
    admin = pages.as_("admin")
    admin.sees("/admin/parameters?year=2023")
    form = {"valid_from": "2023-01-01", "valid_to": "2023-12-31", "table": "hubei", "source": ""}
    assert admin.posts("/admin/parameters/help", **form).status_code == 422
    admin.sees("/admin/parameters?year=2023")
    assert admin.posts("/admin/parameters/help", **form | {"source": "演示纪要"}).status_code == 303
    assert "2023-12-31 适用：帮扶标准（湖北） （演示纪要）" in admin.sees("/admin/parameters?year=2023")


def test_the_order_of_steps_is_chosen_and_only_that_one_can_be_begun(pages: Pages) -> None:
    with pages.office.database.transaction() as session:
        for key in ("hardship_identify", "hardship_identify_checked_first"):
            publish(session, shipped(key), "", actor_id=None, now=THURSDAY)
    officer, admin = pages.as_("xjtu.officer1"), pages.as_("admin")
    assert "先比对、后公示" not in officer.sees("/start")
    refused = officer.asks("/cases", process=_CHECKED_FIRST)
    assert (refused.status_code, refused.json()["refused"]) == (409, "AnotherVariantHolds")
    assert "困难职工认定 （没有另行选定）" in admin.sees("/admin/parameters")
    form = {"process": _CHECKED_FIRST, "valid_from": "2022-01-01", "valid_to": "2022-12-31", "source": ""}
    answer = admin.posts("/admin/parameters/order", **form)
    assert (answer.status_code, "请写明出处" in words(answer)) == (422, True)
    admin.sees("/admin/parameters")
    assert admin.posts("/admin/parameters/order", **form | {"source": "演示纪要"}).status_code == 303
    page = admin.sees("/admin/parameters")
    assert "适用：困难职工认定（先比对、后公示）" in page
    assert "办理顺序的选定：困难职工认定（先比对、后公示）" in page
    offered = officer.client.get("/start").text
    assert 'value="hardship_identify_checked_first"' in offered
    assert 'value="hardship_identify"' not in offered
    held = {one["key"]: one["holds"] for one in officer.client.get("/api/v1/processes").json()}
    assert (held["hardship_identify"], held[_CHECKED_FIRST]) == (False, True)
    assert officer.asks("/cases", process="hardship_identify").status_code == 409
    assert officer.asks("/cases", process=_CHECKED_FIRST).status_code == 201


def test_the_order_is_chosen_by_the_api_and_the_later_word_holds(pages: Pages) -> None:
    with pages.office.database.transaction() as session:
        for key in ("hardship_identify", "hardship_identify_checked_first"):
            publish(session, shipped(key), "", actor_id=None, now=THURSDAY)
    admin, officer = pages.as_("admin"), pages.as_("xjtu.officer1")
    said = {"valid_from": "2022-01-01", "valid_to": "2022-12-31", "source": "演示纪要"}
    assert admin.asks("/parameters/order", **said, process=_CHECKED_FIRST).status_code == 201
    assert admin.asks("/parameters/order", **said, process="hardship_identify").status_code == 201
    assert officer.asks("/cases", process=_CHECKED_FIRST).status_code == 409
    assert officer.asks("/cases", process="hardship_identify").status_code == 201
    refused = admin.asks("/parameters/order", **said, process="award_national51")
    assert [one["field"] for one in refused.json()["findings"]] == ["process"]
    assert officer.asks("/parameters/order", **said, process=_CHECKED_FIRST).status_code == 403


def test_the_same_by_the_api_where_what_is_left_out_stays_as_it_was(pages: Pages) -> None:
    admin = pages.as_("admin")
    said = {
        "place": "西安市", "valid_from": "2023-01-01", "valid_to": "2023-12-31", "source": "演示文件",
        "line": "780", "minimum_wage": "2050",
    }  # fmt: skip
    answer = admin.asks("/parameters/hardship", **said)
    assert (answer.status_code, answer.json()) == (201, {"number": 1})
    found = {
        one["place"]: one["rules"] for one in admin.client.get("/api/v1/parameters?day=2023-03-01").json()
    }
    assert (found["西安市"]["line"], found["西安市"]["relative_multiple"]) == ("780", "2")
    assert "line" not in found["西安市"]["assumed"], "a source was named"
    assert "edge_multiple" in found["西安市"]["assumed"], "of this one nothing was said"
    assert found["省本级"] is None
    refused = admin.asks("/parameters/hardship", **said | {"place": "火星", "source": " "})
    assert refused.status_code == 422
    assert [one["field"] for one in refused.json()["findings"]] == ["source", "place"]
    helped = {key: said[key] for key in ("valid_from", "valid_to", "source")}
    assert admin.asks("/parameters/help", **helped, table="hubei").json() == {"number": 2}


_SUBSIDY = {
    "valid_from": "2023-01-01", "valid_to": "2023-12-31", "source": "演示文件〔2023〕3 号",
    "in_post_line": "7100", "in_post_most": "1000", "retired_line": "3800", "retired_most": "",
    "farmer_line": "1100", "farmer_most": "", "farmer_male": "60", "farmer_female": "55",
    "spring": "", "special_most": "10000",
}  # fmt: skip


def test_the_standards_of_subsidies_are_said_to_be_missing_and_entered(pages: Pages) -> None:
    admin = pages.as_("admin")
    assert "陕西 · 2022-01-01 – 2022-12-31 暂定" in admin.sees("/admin/parameters?year=2022")
    assert "缺 2023-12-31 没有劳模专项补助标准" in admin.sees("/admin/parameters?year=2023")
    form = admin.client.get("/admin/parameters/subsidy?year=2023").text
    assert ('value="6566"' in form, 'value="2023-01-01"' in form) == (True, True)
    wrong = admin.posts("/admin/parameters/subsidy", **_SUBSIDY | {"source": "", "in_post_line": "七千"})
    assert wrong.status_code == 422
    assert "有 2 处问题，没有录入" in words(wrong)
    assert 'value="七千"' in wrong.text
    answer = admin.posts("/admin/parameters/subsidy", **_SUBSIDY)
    assert answer.status_code == 303, words(answer)
    page = admin.sees("/admin/parameters?year=2023&entered=1")
    assert "陕西 · 2023-01-01 – 2023-12-31 （演示文件〔2023〕3 号）" in page
    assert "生活困难补助金 在职 7100 1000" in page
    assert "春节慰问金 全体 — 缺" in page, "what nobody settled is missing"
    assert "劳模专项补助（陕西，2023） 在职 7100 · 离退休 3800 · 农民 1100" in page, (
        "who entered it stands below"
    )


def test_the_standards_of_subsidies_by_the_api(pages: Pages) -> None:
    admin = pages.as_("admin")
    said = {"valid_from": "2023-01-01", "valid_to": "2023-12-31", "source": "演示文件", "spring": "1200"}
    assert admin.asks("/parameters/subsidy", **said).json() == {"number": 1}
    held = admin.client.get("/api/v1/parameters/subsidy?day=2023-03-01").json()
    assert (held["source"], held["rules"]["spring"]) == ("演示文件", "1200")
    assert held["rules"]["lines"][0]["line"] == "6566", "what is left out stays as it was"
    assert admin.client.get("/api/v1/parameters/subsidy?day=2031-03-01").json()["rules"] is None
    refused = admin.asks("/parameters/subsidy", **said | {"source": " ", "farmer_male": 150})
    assert (refused.status_code, len(refused.json()["findings"])) == (422, 2)


def test_nobody_but_an_administrator_enters_parameters(pages: Pages) -> None:
    officer = pages.as_("prov.officer")
    assert officer.client.get("/admin/parameters").status_code == 403
    assert officer.client.get("/api/v1/parameters").status_code == 403
    assert officer.posts("/admin/parameters/hardship", **_FORM).status_code == 403
    assert officer.client.get("/admin/parameters/subsidy?year=2023").status_code == 403
    assert officer.posts("/admin/parameters/subsidy", **_SUBSIDY).status_code == 403
    assert officer.client.get("/api/v1/parameters/subsidy").status_code == 403
    help_ = {"valid_from": "2023-01-01", "valid_to": "2023-12-31", "source": "演示", "table": "hubei"}
    assert officer.asks("/parameters/help", **help_).status_code == 403


def test_the_form_of_a_household_says_calmly_what_is_missing_and_keeps_what_was_typed(pages: Pages) -> None:
    pages.at(_A_YEAR_ON)
    with pages.office.database.transaction() as session:
        publish(session, shipped("hardship_identify"), "", actor_id=None, now=_A_YEAR_ON)
        story = HouseholdStory(session, pages.office.seal, now=_A_YEAR_ON)
        story.opened()
    officer = pages.as_("xjtu.officer1")
    path = f"/assignments/{pages.share(story.case_id, 'xjtu.officer1')}/household"
    missing = "西安市还没有 2023-11-10 适用的困难职工认定参数（低保线、最低工资等）；请系统管理员在“管理 → 参数”录入"
    assert missing in officer.sees(path)
    answer = officer.posts(path, **typed())
    assert answer.status_code == 409
    assert missing in words(answer)
    assert f'value="{APPLICANT}"' in answer.text
    admin = pages.as_("admin")
    admin.sees("/admin/parameters/hardship")
    assert admin.posts("/admin/parameters/hardship", **_FORM).status_code == 303
    assert missing not in officer.sees(path)
    months = {"members.0.incomes.0.first": "2022-11", "members.0.incomes.0.last": "2023-10"}
    assert officer.posts(path, **typed(**months)).status_code == 303
    assert "深度困难：月人均 740.00 元" in officer.sees(path)
