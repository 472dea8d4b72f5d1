"""Tables within a form, people and figures in an xlsx; the same by the API."""

from io import BytesIO
from typing import Any

import httpx
import pytest
from openpyxl import Workbook, load_workbook

from actions.processes import publish
from tests.actions.test_shape_of_a_process import a_process
from tests.factories import MONDAY
from tests.family_form import FORM
from tests.web.test_sheets import packed
from tests.web.visitors import Pages, Visitor, words

WITH_PERSON = {**FORM, "fields": [*FORM["fields"], {"key": "helper", "label": "帮扶人", "type": "person"}]}
GOOD = ("演示甲", "11010519491231002X", "13800000000", "疾病、子女上学", 12345.6, 85, "prov.officer")
MOTHER, SON = (2, "演示母", "父母", "999999197507012319", 1200), (2, "演示子", "子女", None, 0)
API = "/api/v1/processes/shaped/sheet"


@pytest.fixture
def chair(pages: Pages) -> Visitor:
    with pages.office.database.transaction() as session:
        publish(session, a_process(form=WITH_PERSON), "", actor_id=None, now=MONDAY)
    visitor = pages.as_("xjtu.chair")
    visitor.sees("/inbox")
    return visitor


def the_template(chair: Visitor) -> Workbook:
    answer = chair.client.get(API)
    assert answer.status_code == 200
    return load_workbook(BytesIO(answer.content))


def filled(chair: Visitor, *members: tuple[Any, ...], row: tuple[Any, ...] = GOOD) -> bytes:
    book = the_template(chair)
    book["填报"].append(row)
    for line in members:
        book["家庭成员"].append(line)
    return packed(book)


def brings(chair: Visitor, content: bytes, how: str = "import") -> httpx.Response:
    answer: httpx.Response = chair.client.post(
        API, params={"how": how}, files={"file": ("表.xlsx", content)}, headers={"X-CSRF-Token": chair.token}
    )
    return answer


def test_a_table_has_a_sheet_whose_lines_say_to_which_row_they_belong(chair: Visitor) -> None:
    book = the_template(chair)
    assert [one.value for one in book["家庭成员"][1]] == [
        "填报表行号 *",
        "姓名 *",
        "关系 *",
        "身份证号",
        "月均收入 *",
    ]
    assert [one.value for one in book["填报"][1]][-1] == "帮扶人 *"
    assert "可选几项" in book["填报"]["D1"].comment.text


def test_rows_of_tables_come_into_their_drafts_with_numbers_sealed(pages: Pages, chair: Visitor) -> None:
    answer = brings(chair, filled(chair, MOTHER, SON))
    assert answer.status_code == 200, answer.text
    [case] = answer.json()["cases"]
    chair.sees(f"/assignments/{pages.share(case, 'xjtu.chair')}/form")
    page = chair.seen.text
    assert 'name="f.members.2.name" value="演示子"' in page
    assert 'value="999***********2319"' in page
    assert "999999197507012319" not in page
    assert 'name="f.income" value="12345.60"' in page
    assert 'name="f.helper" value="prov.officer"' in page


def test_wrong_cells_of_tables_are_named_by_sheet_and_marked_there(chair: Visitor) -> None:
    row = (*GOOD[:4], "很多", 85.55, "nobody")
    answer = brings(
        chair, filled(chair, MOTHER, (2, "演示子", "远亲", "1", -5), (7, "演示女", "子女", None, 1), row=row)
    )
    assert answer.status_code == 422
    places = {one["place"]: one["message"] for one in answer.json()["wrong"]}
    assert set(places) == {"E2", "F2", "G2", "家庭成员!C3", "家庭成员!D3", "家庭成员!E3", "家庭成员!A4"}
    assert places["家庭成员!A4"] == "填报表里没有这一行，请写 Excel 左边的行号"
    assert places["G2"] == "没有找到这个人，请填写对方的登录名"
    assert "演示甲" not in chair.sees("/inbox")


def test_a_form_without_a_line_in_a_required_table_is_told_at_its_row(chair: Visitor) -> None:
    [wrong] = brings(chair, filled(chair)).json()["wrong"]
    assert (wrong["place"], wrong["label"], wrong["message"]) == ("A2", "家庭成员", "必填")


def test_a_try_by_the_api_leaves_nothing(chair: Visitor) -> None:
    answer = brings(chair, filled(chair, MOTHER), how="try")
    assert answer.json() == {"rows": 1, "tried": True, "cases": [], "wrong": [], "marked": None}
    assert "演示甲" not in chair.sees("/inbox")


def test_the_api_refuses_what_is_no_table_with_its_sentence(chair: Visitor) -> None:
    answer = brings(chair, b"PK")
    assert answer.status_code == 422
    assert "不是可以读取的 xlsx 文件" in answer.json()["sentence"]
    assert chair.client.get("/api/v1/processes/nothing/sheet").status_code == 404


def test_a_missing_sheet_is_said(chair: Visitor) -> None:
    book = the_template(chair)
    del book["家庭成员"]
    book["填报"].append(GOOD)
    assert "缺少“家庭成员”表" in brings(chair, packed(book)).json()["sentence"]


def test_the_page_takes_the_same_file(chair: Visitor) -> None:
    answer = chair.sends("/start/shaped/sheet", {"table": ("表.xlsx", filled(chair, MOTHER))}, how="import")
    assert "已导入 1 件草稿" in words(answer)
