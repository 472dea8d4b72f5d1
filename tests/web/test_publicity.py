from datetime import timedelta

from tests.factories import NOMINEE_NUMBER
from tests.web.visitors import Pages, words


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
    stranger.sees(f"/publicity/{window}")
    said = {"name": "演示举报人", "contact": "029-0000", "text": "所报论文第一作者并非本人，可查期刊。"}
    answer = stranger.posts(f"/publicity/{window}/objections", **said)
    assert answer.headers["location"].endswith("#filed"), "the thanks are in sight, not the empty form"
    assert 'id="filed"' in stranger.client.get(answer.headers["location"]).text
    assert "公示期中止 2022-02-21 起" in stranger.sees("/publicity")


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
    stranger.sees(f"/publicity/{window}")
    answer = stranger.posts(
        f"/publicity/{window}/objections", name="", contact="029-0000", text="他的材料是假的，请查档案。"
    )
    assert answer.status_code == 422
    assert "请补充：姓名" in words(answer)
    assert "他的材料是假的，请查档案。" in answer.text


def test_objections_cannot_be_poured_in(pages: Pages) -> None:
    stranger, window = pages.stranger(), _a_window(pages)
    stranger.sees(f"/publicity/{window}")
    unfinished = {"name": "", "contact": "", "text": ""}
    for _ in range(6):  # whoever has to fill it in again is not turned away for that
        assert stranger.posts(f"/publicity/{window}/objections", **unfinished).status_code == 422
    said = {"name": "演示某人", "contact": "029-0000", "text": "他的材料是假的，请查档案。"}
    for _ in range(5):
        assert stranger.posts(f"/publicity/{window}/objections", **said).status_code == 303
    answer = stranger.posts(f"/publicity/{window}/objections", **said)
    assert answer.status_code == 429
    by_api = stranger.client.post(f"/api/v1/publicity/{window}/objections", json=said)
    assert by_api.json()["sentence"] in words(answer)


def test_a_name_is_a_line_and_no_book(pages: Pages) -> None:
    stranger, window = pages.stranger(), _a_window(pages)
    stranger.sees(f"/publicity/{window}")
    said = {"name": "演" * 100_000, "contact": "029-0000", "text": "他的材料是假的，请查档案。"}
    assert stranger.posts(f"/publicity/{window}/objections", **said).status_code == 422


def _a_window(pages: Pages) -> str:
    with pages.story(pages.case("unit_publicity")) as story:
        return story.state.windows[0].id
