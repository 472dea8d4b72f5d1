import re
from datetime import timedelta
from io import BytesIO

import docx
import pypdf
import pytest
from openpyxl import load_workbook

from tests.factories import MONDAY, NOMINEE_NUMBER
from tests.web.visitors import Pages, words
from web.allowance import Allowance

SAID = {"name": "演示举报人", "contact": "029-0000", "text": "所报论文第一作者并非本人，可查期刊。"}


def test_the_public_reads_what_the_definition_shows_and_no_more(pages: Pages) -> None:
    case = pages.case("unit_publicity")
    with pages.story(case) as story:
        window, number = story.state.windows[0], story.state.number
    stranger = pages.stranger()
    assert "演示张三" in stranger.sees("/publicity")
    page = stranger.sees(f"/publicity/{window.id}")
    assert "出生年月 1975 年 工作单位" in page, "the year alone"
    assert "2022-02-28" in page, "five working days after Monday, which is not counted"
    assert "公示期 5 个工作日，张贴当日不计入。" in page
    whole = (
        stranger.client.get(f"/publicity/{window.id}").text + stranger.client.get("/api/v1/publicity").text
    )
    for hidden in (NOMINEE_NUMBER, "999*", "1975-07", "汉族", "中共党员", number, "党委", "scan"):
        assert hidden not in whole.replace("基层党委", "")


def test_a_stranger_is_told_that_the_people_of_a_demonstration_are_invented(pages: Pages) -> None:
    stranger, window = pages.stranger(), _a_window(pages)
    for page in ("/publicity", f"/publicity/{window}", "/sign-in"):
        assert "演示环境：人员均为虚构" in stranger.sees(page)
    assert "看邮件" not in stranger.sees("/publicity")


def test_a_suspended_showing_has_a_beginning_and_no_end(pages: Pages) -> None:
    stranger, window = pages.stranger(), _a_window(pages)
    answer = stranger.objects(window, **SAID)
    assert 'id="filed"' in answer.text, "the thanks are in sight, not the empty form"
    assert "2022-02-21 起 公示期中止" in stranger.sees("/publicity")


def test_a_case_that_is_not_shown_has_no_public_page(pages: Pages) -> None:
    case = pages.case("consult")
    with pages.story(case) as story:
        window = story.state.windows[0].id
    stranger = pages.stranger()
    assert "现在没有正在公示的人选" in stranger.sees("/publicity")
    assert stranger.client.get(f"/publicity/{window}").status_code == 404


def test_a_window_is_over_by_the_law_even_before_the_office_closes_it(pages: Pages) -> None:
    case = pages.case("unit_publicity")
    with pages.story(case) as story:
        window = story.state.windows[0]
    stranger = pages.stranger()
    pages.at(window.closes_at - timedelta(seconds=1))
    assert "今天是最后一天" in stranger.sees(f"/publicity/{window.id}")
    pages.at(window.closes_at)
    assert stranger.client.get(f"/publicity/{window.id}").status_code == 404


def test_an_objection_without_a_name_is_refused_and_its_words_stay(pages: Pages) -> None:
    stranger, window = pages.stranger(), _a_window(pages)
    answer = stranger.objects(window, name="", contact="029-0000", text="他的材料是假的，请查档案。")
    assert answer.status_code == 422
    assert "请补充：姓名" in words(answer)
    assert "他的材料是假的，请查档案。" in answer.text


def test_whoever_gives_clues_need_not_give_a_name(pages: Pages) -> None:
    stranger, window = pages.stranger(), _a_window(pages)
    vague = stranger.objects(window, name="", contact="", text="他的材料是假的，请查档案。")
    assert "至少 40 字" in words(vague)
    clues = (
        "去年 10 月 12 日下午在实验楼召开的成果鉴定会上，第二项成果署的是别人的名字，会议纪要由科研处保存。"
    )
    assert stranger.objects(window, name="", contact="", text=clues).status_code == 201


def test_the_sum_has_to_be_right_and_counts_once(pages: Pages) -> None:
    stranger, window = pages.stranger(), _a_window(pages)
    wrong = stranger.objects(window, **SAID, answer="1")
    assert (wrong.status_code, "加法题" in words(wrong)) == (422, True)
    stranger.sees(f"/publicity/{window}")
    question = stranger.client.get("/api/v1/publicity/question").json()
    said = {**SAID, "check": question["check"], "answer": str(sum(question["add"]))}
    address = f"/api/v1/publicity/{window}/objections"
    assert stranger.client.post(address, json=said).status_code == 201
    assert stranger.client.post(address, json=said).status_code == 422


def test_objections_cannot_be_poured_in(pages: Pages) -> None:
    stranger, window = pages.stranger(), _a_window(pages)
    for _ in range(6):  # whoever has to fill it in again is not turned away for that
        assert stranger.objects(window, name="", contact="", text="").status_code == 422
    for _ in range(5):
        assert stranger.objects(window, **SAID).status_code == 201
    assert stranger.objects(window, **SAID).status_code == 429


def test_one_case_takes_so_many_objections_an_hour_from_all_together(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "web.outsiders.objections.OF_ONE_CASE", Allowance(1, timedelta(hours=1), lambda: MONDAY)
    )
    stranger, first, second = pages.stranger(), _a_window(pages), _a_window(pages, unit="xazx")
    assert stranger.objects(first, **SAID).status_code == 201
    assert stranger.objects(first, **SAID).status_code == 429
    assert stranger.objects(second, **SAID).status_code == 201


def test_a_name_is_a_line_and_no_book(pages: Pages) -> None:
    stranger, window = pages.stranger(), _a_window(pages)
    assert stranger.objects(window, **{**SAID, "name": "演" * 100_000}).status_code == 422


def test_its_author_learns_how_an_objection_stands_and_nobody_else(pages: Pages) -> None:
    case = pages.case("unit_publicity")
    with pages.story(case) as story:
        window = story.state.windows[0].id
    stranger = pages.stranger()
    code = re.search(r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}", words(stranger.objects(window, **SAID)))
    assert code
    stranger.sees("/publicity/objections")
    assert "核查中 至迟 2022-03-07 作出结论" in words(
        stranger.posts("/publicity/objections", code=code.group())
    )
    assert stranger.posts("/publicity/objections", code="7KQ2-M9TD-XH4B").status_code == 404
    share = pages.share(case, "xjtu.party")
    finding = {"finding": "dismissed", "reason": "经查期刊，本人为第一作者。"}
    pages.as_("xjtu.party").posts(f"/assignments/{share}/finding", **finding)
    typed_otherwise = code.group().replace("-", " ").lower()
    said = words(stranger.posts("/publicity/objections", code=typed_otherwise))
    assert "异议不成立" in said
    assert "经查期刊，本人为第一作者。" in said


def test_codes_cannot_be_tried_one_after_the_other(pages: Pages) -> None:
    stranger = pages.stranger()
    stranger.sees("/publicity/objections")
    tried = [stranger.posts("/publicity/objections", code=f"{n:04}-AAAA-BBBB").status_code for n in range(21)]
    assert tried == [404] * 20 + [429]


def test_all_cases_of_a_round_at_one_level_are_one_list(pages: Pages) -> None:
    first, second = _a_window(pages), _a_window(pages, unit="xazx")
    stranger = pages.stranger()
    page = stranger.sees("/publicity/lists/award_national51-2022/unit")
    assert "共 2 件" in page
    whole = stranger.client.get("/publicity/lists/award_national51-2022/unit").text
    assert whole.index(first) < whole.index(second)
    for hidden in (NOMINEE_NUMBER, "999*", "1975-07", "汉族"):
        assert hidden not in whole
    stranger.objects(first, **SAID)
    page = stranger.sees("/publicity/lists/award_national51-2022/unit")
    assert page.count("公示期中止") == 1
    assert page.count("已公示 0 个工作日，还有 5 个工作日") == 1, "only the item that is named stands still"
    assert stranger.client.get("/publicity/lists/award_national51-2022/nation").status_code == 404


def test_the_list_as_a_table_is_what_the_page_shows(pages: Pages) -> None:
    _a_window(pages), _a_window(pages, unit="xazx")
    stranger = pages.stranger()
    answer = stranger.client.get("/publicity/lists/award_national51-2022/unit/list.xlsx")
    head, *rows = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)  # type: ignore[union-attr]
    assert head[:4] == ("序号", "姓名", "性别", "出生年月")
    assert [row[0] for row in rows] == [1, 2]
    page = stranger.sees("/publicity/lists/award_national51-2022/unit")
    assert all(str(cell) in page for row in rows for cell in row if cell is not None)


def test_the_notice_to_be_posted_says_what_the_law_asks(pages: Pages) -> None:
    _a_window(pages)
    page = pages.stranger().sees("/publicity/lists/award_national51-2022/unit/notice")
    assert "公示期 5 个工作日，张贴当日不计入。由基层党委受理异议。" in page
    assert "2022-02-21 — 2022-02-28" in page


def test_the_public_can_count_the_days_for_itself(pages: Pages) -> None:
    window = _a_window(pages)
    stranger = pages.stranger()
    assert "已公示 0 个工作日，还有 5 个工作日" in stranger.sees(f"/publicity/{window}")
    pages.at(MONDAY + timedelta(days=3))
    page = stranger.sees(f"/publicity/{window}")
    assert "已公示 3 个工作日，还有 2 个工作日" in page
    assert "2022-02-22 第 1 个工作日" in page
    assert "2022-02-26 不计 · 周六" in page
    assert "2022-02-28 第 5 个工作日" in page


def _a_window(pages: Pages, **changes: str) -> str:
    with pages.story(pages.case("unit_publicity", **changes)) as story:
        return story.state.windows[0].id


def test_the_notice_is_taken_away_as_pdf_and_word_with_what_the_page_shows(pages: Pages) -> None:
    case = pages.case("unit_publicity")
    with pages.story(case) as story:
        number = story.state.number
    stranger = pages.stranger()
    address = "/publicity/lists/award_national51-2022/unit"
    page = stranger.sees(address)
    assert f'href="{address}/notice.pdf"' in stranger.seen.text
    assert "公示文（PDF）" in page
    pdf = stranger.client.get(f"{address}/notice.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    read = "".join(one.extract_text() for one in pypdf.PdfReader(BytesIO(pdf.content)).pages)
    told = "".join(read.split())
    word = docx.Document(BytesIO(stranger.client.get(f"{address}/notice.docx").content))
    cells = [one.text for row in word.tables[0].rows for one in row.cells]
    for shown in ("演示张三", "西安交通大学工会", "2022年2月21日至2月28日"):
        assert shown in told
        assert shown in cells
    for said in ("公示期5个工作日", "受理异议", "/publicity/lists/award_national51-2022/unit"):
        assert said in told
    for hidden in (NOMINEE_NUMBER, "1975-07", "汉族", number):
        assert hidden not in told
        assert hidden not in "".join(cells)
    assert stranger.client.get("/publicity/lists/nothing/unit/notice.pdf").status_code == 404


def test_a_suspended_showing_stands_on_the_posted_notice_without_an_end(pages: Pages) -> None:
    stranger, window = pages.stranger(), _a_window(pages)
    stranger.objects(window, **SAID)
    content = stranger.client.get("/publicity/lists/award_national51-2022/unit/notice.docx").content
    cells = [one.text for row in docx.Document(BytesIO(content)).tables[0].rows for one in row.cells]
    assert "2022年2月21日起（公示期中止）" in cells
