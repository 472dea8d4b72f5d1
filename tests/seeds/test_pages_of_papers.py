"""What a reader of paper expects: no page that holds only signatures, no title cut within a word."""

from io import BytesIO
from typing import Any

import pypdf
import pytest

from actions.papers.letters import as_contents
from actions.papers.typesetting import Order, make
from engine.documents.text import blocks
from tests.seeds.papers import HEAD
from tests.seeds.walker import MONDAY


def pages(document: str, contents: dict[str, Any]) -> list[str]:
    """The words of each page, without spaces and line ends."""
    made = make(Order("", document, document, contents, MONDAY))
    return ["".join(one.extract_text().split()) for one in pypdf.PdfReader(BytesIO(made.pdf)).pages]


def a_round(nominees: int) -> dict[str, Any]:
    row = {"unit": "西安交通大学工会", "values": ["男", "科教人员"], "ballot": "—", "outcome": "办理中"}
    rows = [{**row, "number": f"GWJZ-2022-{n:04}", "subject": f"演示{n}"} for n in range(1, nominees + 1)]
    told = {"award": "全国五一劳动奖章", "round": "2022 年", "columns": ["性别", "人员类别"], "totals": ""}
    told |= {"proposed": "人选", "counted": "名"}
    return {**HEAD, **told, "rows": rows}


@pytest.mark.parametrize("nominees", range(1, 50, 3))
def test_sums_and_signatures_stand_below_lines_of_the_table_under_its_heading(nominees: int) -> None:
    printed = pages("summary_table", a_round(nominees))
    assert "".join(printed).count("GWJZ-2022-") == nominees
    assert f"GWJZ-2022-{nominees:04}" in printed[-1]
    for page in printed:
        assert "推荐单位" in page, "no column is without its name"
    assert "填表人" in printed[-1]


def an_item(n: int) -> dict[str, Any]:
    figures = [{"label": one, "value": "6"} for one in ("应到", "实到", "同意", "反对")]
    ballot = {"title": "", "figures": figures, "votes": [], "sentence": "通过", "tellers": [], "frozen": ""}
    said = {"kind": "表决", "how": "记名", "rules": "过半数", "clause": "", "recused": [], "decided": "通过"}
    return {"n": n, "title": f"第 {n} 项", "ballots": [ballot], **said}


@pytest.mark.parametrize("items", range(1, 9))
def test_nobody_signs_a_page_of_the_minutes_that_says_nothing(items: int) -> None:
    people: dict[str, list[str]] = {one: [] for one in ("excused", "absent", "late_or_early", "tellers")}
    facts = dict.fromkeys(("held", "place", "chair", "clerk", "digest", "head", "day"), "演示")
    told = {
        "title": "第一次主席办公会",
        "meeting": "HY-1",
        "version": 1,
        "everyone": 7,
        "due": 7,
        "present": ["甲"],
    }
    last = pages(
        "minutes", {**HEAD, **people, **facts, **told, "items": [an_item(n) for n in range(1, items + 1)]}
    )[-1]
    assert "结果：通过" in last
    assert "主持人（签字）" in last


def test_a_title_is_turned_behind_who_issues_it() -> None:
    long, short = "陕西省教科文卫体工会委员会关于推荐三秦工匠人选的请示", "关于三秦工匠推荐人选的公示"
    said = [one["text"] for one in as_contents(list(blocks(f"# {long}\n# {short}\n{long}")))]
    assert said == ["陕西省教科文卫体工会委员会\n关于推荐三秦工匠人选的请示", short, long]
