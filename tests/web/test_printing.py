"""The form of a case on paper: by its number, with a box for each step, for those who may see the case."""

from tests.factories import national51
from tests.web.test_kinds_of_fields import case, chair, form, hands_in
from tests.web.visitors import Pages, Visitor, words

__all__ = ["case", "chair", "form"]


def number_of(pages: Pages, case_id: str) -> str:
    with pages.story(case_id) as story:
        return str(story.state.number)


def test_a_form_is_printed_with_a_box_for_each_step(pages: Pages) -> None:
    case_id = pages.case("prov_review")
    officer, number = pages.as_("prov.officer"), number_of(pages, case_id)
    seen = officer.sees(f"/cases/{number}/print")
    assert f"全国五一劳动奖章推荐审批表 编号 {number}" in seen
    assert "党委" in seen
    for step in national51().steps:
        if step.kind not in ("submit", "sign", "ballot", "determine"):
            continue
        assert step.title in seen, step.title
    assert "签名： 演示xjtu.party" in seen


def test_the_head_stands_on_every_page(pages: Pages) -> None:
    case_id = pages.case("prov_review")
    officer, number = pages.as_("prov.officer"), number_of(pages, case_id)
    page = officer.client.get(f"/cases/{number}/print").text
    head = page.split("<thead>")[1].split("</thead>")[0]
    for said in ("全国五一劳动奖章推荐", number, "西安交通大学工会"):
        assert said in head, said
    css = officer.client.get("/static/print.css").text
    assert "size: A4" in css


def test_tables_and_figures_are_printed_with_their_sums(
    pages: Pages, chair: Visitor, form: str, case: str
) -> None:
    assert hands_in(chair, form) == "handed in"
    seen = words(chair.client.get(f"/cases/{number_of(pages, case)}/print"))
    for said in ("12,345.60 元", "演示母", "1,200.00 元", "合计", "999***********2319"):
        assert said in seen, said


def test_whoever_may_not_see_the_case_is_told_that_there_is_none(pages: Pages) -> None:
    case_id = pages.case("nominate")
    number = number_of(pages, case_id)
    assert pages.as_("xian.review").client.get(f"/cases/{number}/print").status_code == 404
    assert pages.as_("xian.review").client.get("/cases/GWJZ-2022-9999/print").status_code == 404
