"""A list as xlsx says what the screen says: the same rows in the same order, the same columns, the same figures."""

import random
import re
from html import unescape
from io import BytesIO
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook

from models.reads.inbox import BOXES
from tests.web.visitors import Pages, Visitor

MATTER = ["事项", "流程", "编号"]


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def on_screen(visitor: Visitor, address: str) -> tuple[list[str], list[list[str]]]:
    """Headings and cells of the list on the page, as they are read."""
    page = visitor.client.get(address).text
    heads = [plain(one) for one in re.findall(r"<th[^>]*>(.*?)</th>", page, re.DOTALL)]
    body = re.search(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body[1], re.DOTALL) if body else []
    return heads, [[plain(one) for one in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)] for row in rows]


def in_the_file(visitor: Visitor, address: str) -> tuple[list[str], list[list[str]]]:
    answer = visitor.client.get(address)
    assert answer.status_code == 200
    rows = [
        ["" if one is None else str(one) for one in row]
        for row in load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True)
    ]
    return rows[0], rows[1:]


def as_on_screen(heads: list[str], rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """The first cell of the screen says three columns of the file."""
    assert heads[:3] == MATTER
    return ["事项", *heads[3:]], [[f"{row[0]} {row[1]} {row[2]}", *row[3:]] for row in rows]


@pytest.fixture
def busy(pages: Pages) -> Pages:
    """Cases here and there; one is called like a formula."""
    for at, name in (
        ("nominate", "演示一"),
        ("nominate", "演示二"),
        ("party", "=1+2"),
        ("prov_review", "演示四"),
    ):
        pages.case(at, nominee_name=name)
    return pages


def filters(chosen: random.Random) -> dict[str, str]:
    offered = {
        "q": ["", "演示", "GWJZ", "没有这个"],
        "process": ["", "award_national51"],
        "status": ["", "draft", "under_way"],
        "unit": ["", "西安"],
        "who": ["", "prov.officer"],
        "overdue": ["", "1"],
        "age": ["", "1"],
    }
    asked = {name: chosen.choice(values) for name, values in offered.items()}
    return {name: one for name, one in asked.items() if one}


@pytest.mark.parametrize("seed", range(4))
def test_the_file_equals_the_screen_whatever_is_asked(busy: Pages, seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311 - filters to try
    for login in ("prov.officer", "xjtu.chair"):
        visitor = busy.as_(login)
        asked = urlencode(filters(chosen) if seed else {})
        heads, rows = on_screen(visitor, f"/cases?{asked}")
        told = as_on_screen(*in_the_file(visitor, f"/cases.xlsx?{asked}"))
        assert rows == told[1], asked
        assert not rows or heads == told[0]


@pytest.mark.parametrize("box", BOXES)
def test_every_box_is_in_its_file_as_it_is_on_the_screen(busy: Pages, box: str) -> None:
    officer = busy.as_("prov.officer")
    heads, rows = on_screen(officer, f"/inbox?tab={box}")
    told = as_on_screen(*in_the_file(officer, f"/inbox.xlsx?tab={box}"))
    assert rows == told[1]
    assert not rows or heads == told[0]
    assert box != "waiting" or rows, "the first box is not empty here"


def test_nothing_that_somebody_typed_is_a_formula(busy: Pages) -> None:
    answer = busy.as_("xjtu.chair").client.get("/cases.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "=1+2" in [one.value for one in cells]
    assert {one.data_type for one in cells} <= {"s", "n"}


def test_a_stranger_gets_no_list(pages: Pages) -> None:
    assert pages.stranger().client.get("/cases.xlsx").status_code == 303
