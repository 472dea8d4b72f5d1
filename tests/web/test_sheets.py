"""Nominations from a table: the template comes from the form, and one wrong cell keeps everything out."""

import re
from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import httpx
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from actions.processes import publish
from tests.actions.test_shape_of_a_process import a_process
from tests.factories import MONDAY
from tests.web.visitors import Pages, Visitor, words

SHEET = "/start/shaped/sheet"
FORM = {
    "subject": "topic",
    "identity": "id_no",
    "fields": [
        {"key": "topic", "label": "姓名", "type": "text", "max": 20},
        {"key": "id_no", "label": "身份证号", "type": "id_no"},
        {"key": "born", "label": "出生年月", "type": "month", "help": "按身份证填写"},
        {"key": "kind", "label": "类别", "type": "choice", "options": ["工人", "教师"]},
        {"key": "people", "label": "人数", "type": "integer", "min": 1},
        {"key": "scan", "label": "扫描件", "type": "file"},
    ],
}
GOOD = ("演示甲", "11010519491231002X", "1949-12", "教师", 3)
OTHER = ("演示乙", "999999197507012319", "1975-07", "工人", "4")


@pytest.fixture
def chair(pages: Pages) -> Visitor:
    with pages.office.database.transaction() as session:
        publish(session, a_process(form=FORM), "", actor_id=None, now=MONDAY)
    return pages.as_("xjtu.chair")


def the_template(chair: Visitor) -> Workbook:
    answer = chair.client.get(f"{SHEET}/template.xlsx")
    assert answer.status_code == 200
    return load_workbook(BytesIO(answer.content))


def packed(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def filled(chair: Visitor, *rows: tuple[str | int, ...]) -> Workbook:
    book = the_template(chair)
    for row in rows:
        book.worksheets[0].append(row)
    return book


def brings(chair: Visitor, content: bytes, how: str = "import") -> httpx.Response:
    return chair.sends(SHEET, {"table": ("填报.xlsx", content)}, how=how)


def test_the_template_has_a_column_a_field_and_offers_what_can_be_chosen(chair: Visitor) -> None:
    book = the_template(chair)
    sheet = book.worksheets[0]
    assert [one.value for one in sheet[1]] == ["姓名 *", "身份证号 *", "出生年月 *", "类别 *", "人数 *"]
    assert "按身份证填写" in sheet["C1"].comment.text
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["D2:D100001"]
    assert [one.value for one in book["选项"]["A"]] == ["工人", "教师"]
    assert book["banshi"].sheet_state == "hidden"


def test_each_row_becomes_a_draft_with_its_number_sealed(chair: Visitor) -> None:
    assert "已导入 2 件草稿" in words(brings(chair, packed(filled(chair, GOOD, OTHER))))
    inbox = chair.sees("/inbox")
    assert "演示甲" in inbox
    assert "演示乙" in inbox
    assert GOOD[1] not in inbox


def test_a_try_run_says_what_would_be_and_leaves_nothing(chair: Visitor) -> None:
    assert "2 行都可以导入" in words(brings(chair, packed(filled(chair, GOOD, OTHER)), how="try"))
    assert "演示甲" not in chair.sees("/inbox")


def test_one_wrong_cell_keeps_all_rows_out_and_is_marked_in_the_same_file(chair: Visitor) -> None:
    answer = brings(chair, packed(filled(chair, GOOD, ("演示乙", "12345", "1975-13", "厂长", "很多"))))
    assert answer.status_code == 422
    assert "B3 身份证号：身份证号不正确" in words(answer)
    assert "演示甲" not in chair.sees("/inbox")
    found = re.search(r"base64,([^\"]+)", answer.text)
    assert found
    book = load_workbook(BytesIO(b64decode(found[1])))
    assert [row[0] for row in book["错误"].iter_rows(min_row=2, values_only=True)] == ["B3", "C3", "D3", "E3"]
    assert book.worksheets[0]["D3"].comment.text == "请从这些选项中选择：工人、教师"
    assert book.worksheets[0]["A2"].comment is None


def test_mended_the_marked_file_is_taken(chair: Visitor) -> None:
    answer = brings(chair, packed(filled(chair, ("演示乙", "12345", "1975-07", "工人", 4))))
    found = re.search(r"base64,([^\"]+)", answer.text)
    assert found
    book = load_workbook(BytesIO(b64decode(found[1])))
    book.worksheets[0]["B2"] = OTHER[1]
    assert "已导入 1 件草稿" in words(brings(chair, packed(book)))


def merged(sheet: Worksheet) -> None:
    sheet.merge_cells("A3:B3")


def formula(sheet: Worksheet) -> None:
    sheet["E2"] = "=1+2"


def another_year(sheet: Any) -> None:  # noqa: ANN401 - openpyxl does not say that a sheet has a book
    sheet.parent["banshi"]["C1"] = 2021


def another_version(sheet: Any) -> None:  # noqa: ANN401 - see above
    sheet.parent["banshi"]["B1"] = "older"


def a_column_more(sheet: Worksheet) -> None:
    sheet["F1"] = "备注"


def a_column_less(sheet: Worksheet) -> None:
    sheet.delete_cols(5)


def no_rows(sheet: Worksheet) -> None:
    sheet.delete_rows(2)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (merged, "合并的单元格"),
        (formula, "单元格 E2 是公式"),
        (another_year, "这不是 2022 年的模板"),
        (another_version, "现行版本的模板"),
        (a_column_more, "多出“备注”"),
        (a_column_less, "缺少“人数”"),
        (no_rows, "没有填写任何一行"),
    ],
)
def test_a_table_that_is_not_as_it_should_be_is_refused_whole(
    chair: Visitor, spoil: Callable[[Any], None], sentence: str
) -> None:
    book = filled(chair, GOOD)
    spoil(book.worksheets[0])
    answer = brings(chair, packed(book))
    assert answer.status_code in (409, 422)
    assert sentence in words(answer)
    assert "演示甲" not in chair.sees("/inbox")


def a_bomb() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as bomb:
        for n in range(4):
            bomb.writestr(f"xl/worksheets/sheet{n}.xml", b"0" * (100 << 20))
    return out.getvalue()


def another_zip() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as other:
        other.writestr("readme.txt", "not a table")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("姓名,人数\n演示甲,3\n".encode, "不是可以读取的 xlsx 文件"),
        (another_zip, "不是可以读取的 xlsx 文件"),
        (lambda: b"PK\x03\x04broken", "不是可以读取的 xlsx 文件"),
        (a_bomb, "文件太大"),
        (lambda: packed(Workbook()), "现行版本的模板"),
    ],
)
def test_a_hostile_file_meets_a_sentence(chair: Visitor, content: Callable[[], bytes], sentence: str) -> None:
    answer = brings(chair, content())
    assert answer.status_code in (409, 413, 422)
    assert sentence in words(answer)


def test_a_table_of_100001_rows_is_refused(chair: Visitor) -> None:
    answer = brings(chair, with_rows(packed(filled(chair, GOOD)), 100_001))
    assert answer.status_code == 422
    assert "一个文件最多 100000 行" in words(answer)
    assert "演示甲" not in chair.sees("/inbox")


def with_rows(table: bytes, many: int) -> bytes:
    """The same file with its last row so many times; the sheet still says that it is as small as it was."""
    out = BytesIO()
    with ZipFile(BytesIO(table)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for one in before.namelist():
            content = before.read(one)
            after.writestr(one, _longer(content, many) if one == "xl/worksheets/sheet1.xml" else content)
    return out.getvalue()


def _longer(sheet: bytes, many: int) -> bytes:
    end = sheet.rindex(b"</row>") + len(b"</row>")
    last = re.sub(rb' r="[A-Z]*[0-9]+"', b"", sheet[sheet.rindex(b"<row ", 0, end) : end])
    return sheet[:end] + last * (many - 1) + sheet[end:]


def test_a_sheet_that_says_it_is_smaller_than_it_is_loses_no_row(chair: Visitor) -> None:
    answer = brings(chair, with_rows(packed(filled(chair, OTHER)), 3), "try")
    assert "B4 身份证号：与前面的一行重复" in words(answer)


def test_nothing_chosen_is_said(chair: Visitor) -> None:
    assert "请先选择填好的 xlsx 文件" in words(chair.posts(SHEET, how="import"))


def test_whoever_may_not_open_a_case_imports_none(chair: Visitor, pages: Pages) -> None:
    table = packed(filled(chair, GOOD))
    officer = pages.as_("prov.officer")
    officer.sees("/inbox")
    answer = brings(officer, table)
    assert answer.status_code == 403, words(answer)
