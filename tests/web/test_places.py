"""名额账: the page, its figures and bookings, the table, the API; who sees what and who may book."""

from datetime import datetime
from io import BytesIO

from openpyxl import load_workbook

from actions import rounds
from engine.deadlines import SHANGHAI
from engine.ledger.lines import COLUMN_LABELS
from tests.factories import MONDAY, person
from tests.web.visitors import Pages

LEDGER = "/rounds/award_national51-2022/places"


def test_each_figure_leads_to_its_bookings(pages: Pages) -> None:
    case = pages.case("party")
    officer = pages.as_("prov.officer")
    page = officer.sees(LEDGER)
    assert "西安交通大学工会 不分类 2 0 0 1 0 0 1 0" in page
    told = officer.sees(f"{LEDGER}/xjtu?column=used")
    assert "占用 1 西安交通大学工会 未用 西安交通大学工会 已用" in told
    assert "演示xjtu.chair" in told
    assert "下达" not in told
    link = f'href="/cases/{case}"'
    assert link not in officer.seen.text, "it has not come to the province yet"
    union = pages.as_("xjtu.chair")
    union.sees(f"{LEDGER}/xjtu?column=used")
    assert link in union.seen.text


def test_an_officer_gives_takes_back_and_moves_with_a_reason(pages: Pages) -> None:
    officer = pages.as_("prov.officer")
    officer.sees(LEDGER)
    assert officer.posts(LEDGER, act="give", unit="xjtu", places="2").status_code == 303
    wordless = officer.posts(LEDGER, act="take_back", unit="xazx", places="1", reason="")
    assert (wordless.status_code, "请写明理由" in wordless.text) == (422, True)
    moved = officer.posts(LEDGER, act="move", unit="xazx", places="1", to_unit="xjtu", reason="改由交大推荐")
    assert moved.status_code == 303
    assert officer.posts(LEDGER, act="give", unit="xian", places="1").status_code == 303
    page = officer.sees(LEDGER)
    assert "西安市教育工会 不分类 1 0" in page
    assert "西安交通大学工会 不分类 4 1 0 0 0 0 5 0" in page
    assert "改由交大推荐" in officer.sees(f"{LEDGER}/xjtu?column=moved")


def test_what_is_no_number_or_no_act_is_said_and_what_was_typed_stays(pages: Pages) -> None:
    officer = pages.as_("prov.officer")
    officer.sees(LEDGER)
    wrong = officer.posts(LEDGER, act="give", unit="xjtu", places="两个", reason="追加")
    assert (wrong.status_code, "应填写不小于 0 的整数" in wrong.text) == (422, True)
    assert 'value="追加"' in wrong.text
    assert officer.posts(LEDGER, act="steal", unit="xjtu", places="1").status_code == 404


def test_a_unit_sees_its_own_line_and_a_city_those_below_it(pages: Pages) -> None:
    chair = pages.as_("xazx.chair")
    assert "西安交通大学工会" not in chair.sees(LEDGER)
    assert chair.client.get(f"{LEDGER}/xjtu").status_code == 404
    city = pages.as_("xian.review").sees(LEDGER)
    assert "西安中学工会" in city
    assert "西安交通大学工会" not in city
    assert chair.posts(LEDGER, act="give", unit="xazx", places="9").status_code == 403
    assert chair.client.get("/rounds/nothing-1999/places").status_code == 404


def test_the_table_says_what_the_screen_says(pages: Pages) -> None:
    pages.case("party")
    sheet = load_workbook(BytesIO(pages.as_("prov.officer").client.get(f"{LEDGER}.xlsx").content)).worksheets[
        0
    ]
    _title, head, *rows = sheet.iter_rows(values_only=True)
    assert head == ("单位", "类别", *COLUMN_LABELS.values())
    assert rows == [
        ("西安中学工会", None, 2, 0, 0, 0, 0, 0, 2, 0),
        ("西安交通大学工会", None, 2, 0, 0, 1, 0, 0, 1, 0),
    ]


def test_the_api_says_and_does_the_same(pages: Pages) -> None:
    officer, chair = pages.as_("prov.officer"), pages.as_("xjtu.chair")
    path = f"/api/v1{LEDGER}"
    said = {"act": "take_back", "unit": "xazx", "places": 2, "reason": "不推荐"}
    assert chair.asks(LEDGER, **said).status_code == 403
    assert officer.asks(LEDGER, **said).status_code == 204
    lines = {one["unit"]: one for one in officer.client.get(path).json()}
    assert (lines["xazx"]["left"], lines["xazx"]["taken_back"], lines["prov"]["reserve"]) == (0, 2, 2)
    (booking,) = officer.client.get(f"{path}/xazx?column=taken_back").json()
    assert (booking["verb"], booking["to_account"], booking["reason"]) == ("take_back", "reserve", "不推荐")
    assert [one["unit"] for one in chair.client.get(path).json()] == ["xjtu"]
    over = officer.asks(LEDGER, **said)
    assert (over.status_code, over.json()["refused"]) == (409, "PlacesNotLeft")


def test_a_week_before_the_close_the_page_says_what_is_unused(pages: Pages) -> None:
    pages.case("party")
    officer = pages.as_("prov.officer")
    assert "个名额没有用" not in officer.sees(LEDGER)
    pages.at(datetime(2022, 3, 21, 9, tzinfo=SHANGHAI))
    told = officer.sees(LEDGER)
    assert "还有 3 个名额没有用：西安中学工会、西安交通大学工会" in told
    pages.at(datetime(2022, 3, 28, 9, tzinfo=SHANGHAI))
    assert "个名额没有用" not in officer.sees(LEDGER)


def test_rounds_of_earlier_years_are_folded_below_those_of_this_one(pages: Pages) -> None:
    with pages.office.database.transaction() as session:
        officer = person(session, "prov.officer")
        rounds.open_round(
            session, "award_national51", year=2021, quota={"xjtu": 1}, actor=officer, now=MONDAY
        )
    seen = pages.as_("prov.officer").sees("/rounds")
    unfolded, _, folded = seen.partition("2021 年各届（1）")
    assert "全国五一劳动奖章推荐（2022 年）" in unfolded
    assert "全国五一劳动奖章推荐（2021 年）" not in unfolded
    assert "全国五一劳动奖章推荐（2021 年）" in folded
