"""征求意见 by list: out with the fields that may be shown, and in with the answers, all of them or none."""

import re
from base64 import b64decode
from datetime import timedelta
from io import BytesIO

import httpx
import pytest
from openpyxl import Workbook, load_workbook

from engine.dossier import content as c
from models import journal
from models.dossiers import Opened
from tests.factories import MONDAY, NOMINEE_NUMBER
from tests.web.barred import everything
from tests.web.visitors import PDF, Pages, Visitor, words

FRIDAY = MONDAY + timedelta(days=11)
SCAN = ("答复名单.pdf", PDF)
GOOD = {"答复": "同意", "答复日期": "2022-03-02", "签署人": "演示民警 三级警长"}
POLICE = "公安机关（无犯罪记录）"


def asking(pages: Pages, cases: int = 2, **changes: object) -> tuple[Visitor, list[str]]:
    """A chair who has asked the outside bodies about so many cases; their numbers."""
    numbers = []
    for _ in range(cases):
        with pages.story(pages.case("consult", **changes)) as story:
            numbers.append(story.state.number)
    pages.at(FRIDAY)
    return pages.as_("xjtu.chair"), numbers


def address_of(chair: Visitor, agency: str) -> str:
    chair.sees("/opinions")
    found: list[str] = re.findall(r'href="(/opinions/lists/[^"]+)"', chair.seen.text)
    return next(one for one in found if one.endswith(agency))


def the_list(chair: Visitor, agency: str = "police") -> Workbook:
    answer = chair.client.get(address_of(chair, agency))
    assert answer.status_code == 200
    return load_workbook(BytesIO(answer.content))


def answered(book: Workbook, *rows: dict[str, str]) -> bytes:
    """The list with these answers in its rows; a row after the last is written anew."""
    sheet = book.worksheets[0]
    heads = [one.value for one in sheet[1]]
    for place, row in enumerate(rows, 2):
        for head, said in row.items():
            sheet.cell(place, heads.index(head) + 1, said)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def brings(
    chair: Visitor, content: bytes, how: str = "file", *, agency: str = "police", scan: bool = True
) -> httpx.Response:
    files = {"table": ("名单.xlsx", content)} | ({"document": SCAN} if scan else {})
    return chair.sends(address_of(chair, agency), files, how=how)


def test_the_list_shows_a_body_only_what_the_definition_says_masked(pages: Pages) -> None:
    chair, numbers = asking(pages)
    page = chair.sees("/opinions")
    assert POLICE in page
    assert "2 件等待答复" in page
    assert "同意自答复之日起 90 天内有效" in page
    rows = [[cell.value for cell in row] for row in the_list(chair).worksheets[0].iter_rows()]
    assert rows[0] == [
        "事项编号",
        "单位",
        "姓名",
        "身份证号",
        "工作单位",
        "职务",
        "答复",
        "理由",
        "答复日期",
        "签署人",
    ]
    assert [row[0] for row in rows[1:]] == numbers
    assert rows[1][2] == "演示张三"
    assert NOMINEE_NUMBER not in str(rows)
    assert "科教人员" not in str(rows), "what is not shown is not there"


def test_a_list_that_came_back_is_put_on_file_at_once(pages: Pages) -> None:
    chair, _ = asking(pages)
    content = answered(the_list(chair), GOOD, GOOD)
    tried = brings(chair, content, "try", scan=False)
    assert "试运行通过：2 件答复都可以登记" in words(tried)
    assert "2 件等待答复" in chair.sees("/opinions")
    assert "试运行通过" in words(brings(chair, content, "try"))
    assert "2 件等待答复" in chair.sees("/opinions"), "nothing is on file after a try with the scan"
    done = brings(chair, content)
    assert "已登记 2 件答复" in words(done)
    page = chair.sees("/opinions")
    assert "都已答复" in page
    case = re.findall(r'href="/cases/([0-9a-f-]+)"', chair.seen.text)[0]
    page = chair.sees(f"/cases/{case}")
    assert f"{POLICE}答复：同意（2022-03-02，签署人：演示民警 三级警长）" in page
    assert "2022-05-31" in page, "ninety days from the day of the paper"
    assert "答复名单.pdf" in page
    with pages.story(case) as story:
        assert [
            one.door for one in journal.lines(story.session, case) if one.event == "opinion.recorded"
        ] == ["bulk"]


def test_the_last_consent_lets_every_case_go_on(pages: Pages) -> None:
    chair, _ = asking(pages)
    for agency in ("police", "unit_discipline", "education"):
        book = the_list(chair, agency)
        assert "已登记 2 件答复" in words(brings(chair, answered(book, GOOD, GOOD), agency=agency))
    assert "现在没有由您征求意见的事项" not in chair.sees("/opinions")
    for case in set(re.findall(r'href="/cases/([0-9a-f-]+)"', chair.seen.text)):
        with pages.story(case) as story:
            assert story.state.open_step("consult") is None


def test_one_wrong_cell_keeps_everything_out_and_is_marked_in_the_file(pages: Pages) -> None:
    chair, _ = asking(pages)
    before = everything(pages)
    wrong = answered(
        the_list(chair), GOOD, GOOD | {"答复": "不同意", "签署人": ""}, {"事项编号": "X-1", **GOOD}
    )
    page = brings(chair, wrong)
    assert page.status_code == 422
    told = words(page)
    assert "有 3 个单元格要改，一件也没有登记。" in told
    assert "H3 理由：答复“不同意”必须写明理由" in told
    assert "J3 签署人：请写明姓名和职务" in told
    assert "A4 事项编号：没有就这件事项征求过本部门意见" in told
    found = re.search(r'href="data:[^,]+base64,([^"]+)"', page.text)
    assert found
    book = load_workbook(BytesIO(b64decode(found.group(1))))
    assert "必须写明理由" in str(book.worksheets[0]["H3"].comment.text)
    assert [row[0].value for row in book["错误"].iter_rows(min_row=2)] == ["H3", "J3", "A4"]
    assert everything(pages) == before


def test_what_is_answered_already_is_a_finding_and_what_was_put_off_is_not(pages: Pages) -> None:
    chair, _ = asking(pages)
    old = answered(the_list(chair), GOOD, GOOD | {"答复": "暂缓", "理由": "材料不齐"})
    assert "已登记 2 件答复" in words(brings(chair, old))
    page = words(brings(chair, old))
    assert "有 1 个单元格要改" in page
    assert "A2 事项编号：已于" in page
    assert "不能重复登记" in page
    book = the_list(chair)
    assert book.worksheets[0].max_row == 2, "what was put off is asked again"
    assert "已登记 1 件答复" in words(brings(chair, answered(book, GOOD)))


def test_a_no_ends_the_case_and_the_others_go_on(pages: Pages) -> None:
    chair, [first, _] = asking(pages)
    content = answered(the_list(chair), GOOD | {"答复": "不同意", "理由": "有未结案件"}, GOOD)
    assert "已登记 2 件答复" in words(brings(chair, content))
    page = chair.sees("/cases?status=rejected")
    assert first in page


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("no scan", "口头答复不算数"),
        ("no table", "请先选择填好的 xlsx 文件"),
        ("not xlsx", "这不是可以读取的 xlsx 文件"),
        ("nothing filled", "表里没有填写任何一行"),
        ("of another body", "这不是给“公安机关（无犯罪记录）”的名单"),
        ("scan of another kind", "的内容不是允许的类型"),
    ],
)
def test_what_is_no_list_is_answered_with_a_sentence(pages: Pages, how: str, said: str) -> None:
    chair, _ = asking(pages, 1)
    book = the_list(chair, "unit_discipline" if how == "of another body" else "police")
    files = {
        "table": ("名单.xlsx", answered(book, {} if how == "nothing filled" else GOOD)),
        "document": SCAN,
    }
    match how:
        case "no scan":
            del files["document"]
        case "no table":
            del files["table"]
        case "not xlsx":
            files["table"] = ("名单.xlsx", b"hello")
        case "scan of another kind":
            files["document"] = ("扫描.pdf", b"hello")
    before = everything(pages)
    page = chair.sends(address_of(chair, "police"), files, how="file")
    assert page.status_code == 422
    assert said in words(page)
    assert everything(pages) == before


@pytest.mark.parametrize("rule", ["own case", "relative declared", "case held", "case over"])
def test_pain_25_a_list_is_no_way_around_a_rule_about_people(pages: Pages, rule: str) -> None:
    chair, _ = asking(pages)
    content = answered(the_list(chair), GOOD, GOOD)
    address = address_of(chair, "police")
    with pages.office.database.transaction() as session:
        [case] = (
            session.connection()
            .exec_driver_sql("SELECT id::text FROM cases ORDER BY number LIMIT 1")
            .scalars()
        )
    admin = pages.as_("admin")
    match rule:
        case "own case":
            with pages.office.database.transaction() as session:
                session.connection().exec_driver_sql(
                    "UPDATE people SET identity = (SELECT identity FROM cases LIMIT 1) WHERE login = 'xjtu.chair'"
                )
        case "relative declared":
            assert chair.asks("/absences/kin", relation="兄弟", number=NOMINEE_NUMBER).is_success
        case "case held":
            assert admin.asks(f"/cases/{case}/hold", reason="待查").is_success
        case "case over":
            assert admin.asks(f"/cases/{case}/termination", reason="停办").is_success
    before = everything(pages)
    page = chair.sends(address, {"table": ("名单.xlsx", content), "document": SCAN}, how="file")
    assert page.status_code == 422
    assert "一件也没有登记" in words(page)
    assert everything(pages) == before


def test_nobody_else_has_the_list(pages: Pages) -> None:
    chair, _ = asking(pages)
    address = address_of(chair, "police")
    for login in ("xazx.chair", "prov.officer", "admin"):
        other = pages.as_(login)
        assert "现在没有由您征求意见的事项" in other.sees("/opinions")
        assert other.client.get(address).status_code == 404
        answer = other.sends(address, {"table": ("名单.xlsx", b""), "document": SCAN}, how="file")
        assert answer.status_code == 404
    assert pages.stranger().client.get("/opinions").status_code == 303


def test_a_scan_that_names_people_of_several_units_is_not_shown_to_each(pages: Pages) -> None:
    """Two units had their cases answered by one sealed list: the same scan lies in both."""
    asking(pages, 1)
    with pages.story(pages.case("consult", unit="xazx")) as story:
        other = story.case_id
        story.unit = "xazx"
    for login in ("xjtu.chair", "xazx.chair"):
        chair = pages.as_(login)
        assert "已登记 1 件答复" in words(brings(chair, answered(the_list(chair), GOOD)))
    digest = pages.office.files.put(PDF)
    with pages.office.database.transaction() as session:  # a third person had it stored: nobody's own upload
        session.connection().exec_driver_sql("DELETE FROM uploads")
    chair = pages.as_("xazx.chair")
    assert "答复名单.pdf" not in chair.sees(f"/cases/{other}")
    assert chair.client.get(f"/attachments/{digest}").status_code == 404
    inside = Opened(BytesIO(chair.client.get(f"/cases/{other}/dossier").content))
    assert [one for one in inside if one.startswith(c.ATTACHMENTS) and one.endswith("答复名单.pdf")] == []
    assert "答复名单涉及其他单位的人选，不对外" in inside[c.MANIFEST].decode()
    admin = pages.as_("admin")
    assert "答复名单.pdf" in admin.sees(f"/cases/{other}")
    assert admin.client.get(f"/attachments/{digest}").status_code == 200
