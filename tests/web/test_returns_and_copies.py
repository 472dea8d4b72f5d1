"""Returns with their two ways, and copies by rule, on the pages and in the API."""

from typing import Any

import pytest

from tests.actions.test_shape_of_a_process import signs
from tests.web.test_shape_of_a_process import handed_in
from tests.web.visitors import Pages

CHAIR, OFFICER, HEAD = "xjtu.chair", "prov.officer", "prov.head"
BOTH: dict[str, Any] = {"returns": ["rerun", "straight_back"], "may": ["send_back", "reject"]}


def at_second(pages: Pages) -> tuple[str, str]:
    """A case that has passed one step and stands at the second, which may send it back in both ways."""
    case = handed_in(pages, signs("a"), signs("b", **BOTH))
    officer = pages.as_(OFFICER)
    officer.sees(f"/cases/{case}")
    assert (
        officer.posts(f"/assignments/{pages.share(case, OFFICER)}/decision", decision="approve").status_code
        == 303
    )
    pages.dispatch(case)
    return case, pages.share(case, OFFICER)


def hands_in_again(pages: Pages, case: str) -> list[str]:
    """The applicant corrects; the steps that are open then."""
    pages.dispatch(case)
    chair = pages.as_(CHAIR)
    share = pages.share(case, CHAIR)
    chair.sees(f"/assignments/{share}/form")
    typed = {"f.topic": "演示事项（改）", "f.experts": "甲专家"}
    assert chair.posts(f"/assignments/{share}/submission", **typed).status_code == 303
    pages.dispatch(case)
    with pages.story(case) as story:
        return [one.key for one in story.state.steps if one.status == "open"]


def test_row_21_the_page_offers_both_ways_and_says_what_each_does(pages: Pages) -> None:
    case, share = at_second(pages)
    officer = pages.as_(OFFICER)
    page = officer.sees(f"/cases/{case}")
    assert "退回到“申报”，从头逐个环节重新走" in page
    assert "改好后从“a”重新走" in page
    assert "改好后直接回到“b”" in page
    form = {"to": "apply straight_back", "comment": "请补正"}
    assert officer.posts(f"/assignments/{share}/return", **form).status_code == 303
    assert "在“b”退回到“申报”，改好后直接回到“b”" in officer.sees(f"/cases/{case}")
    assert hands_in_again(pages, case) == ["b"]


def test_the_api_says_which_way_and_is_answered_like_the_page(pages: Pages) -> None:
    case, share = at_second(pages)
    officer = pages.as_(OFFICER)
    shown = officer.client.get(f"/api/v1/assignments/{share}/choices").json()
    assert [one["value"] for one in shown if one["act"] == "send_back"][:2] == [
        "apply",
        "apply straight_back",
    ]
    answer = officer.asks(f"/assignments/{share}/return", to="apply", comment="请补正", then="rerun")
    assert answer.status_code == 200
    assert hands_in_again(pages, case) == ["a"]


@pytest.mark.parametrize("to", ["apply sideways", "apply straight_back"])
def test_a_way_that_is_not_there_is_refused_and_what_was_typed_stays(pages: Pages, to: str) -> None:
    case = handed_in(pages, signs("a"))
    officer = pages.as_(OFFICER)
    officer.sees(f"/cases/{case}")
    answer = officer.posts(f"/assignments/{pages.share(case, OFFICER)}/return", to=to, comment="缺会议纪要")
    assert answer.status_code == 422
    assert "缺会议纪要" in answer.text


def test_a_copy_by_rule_stands_in_the_inbox_and_is_marked_as_read(pages: Pages) -> None:
    bodies = {
        "grass": {"title": "基层工会主席", "from": "unit", "post": "union_chair"},
        "office": {"title": "省业务部经办人", "from": "prov", "post": "prov_officer"},
        "head": {"title": "省业务部负责人", "from": "prov", "post": "prov_head"},
    }
    case = handed_in(pages, signs("a", copy_to=[{"to": ["head"], "on": "opened"}]), bodies=bodies)
    pages.copies(case)
    head = pages.as_(HEAD)
    assert "按流程规定，本件抄送给您。 “a”开始办理" in head.sees(f"/cases/{case}")
    with pages.story(case) as story:
        copy = story.state.copies[0].id
    assert head.posts(f"/cases/{case}/copies/{copy}/reading").status_code == 303
    page = head.sees(f"/cases/{case}")
    assert "按流程规定抄送演示prov.head" in page
    assert "演示prov.head已阅" in page
