"""A paper is looked at before it is cast: what it would do, and nothing of what lies in the box."""

import pytest

from tests.web.barred import everything
from tests.web.visitors import Pages, words

FOLLOWED = (
    " 全部投完，自动计票 应到 2 人：到会不少于应到人数的 2/3 有效，同意超过应到人数的 1/2 通过"
    " 如果通过： 进入“省总工会审核”，由省总工会经办人办理，限 5 个工作日"
    " 如果不通过： 本件到此结束，名额不退回 投出：不同意 返回，不投 "
)


def previews(pages: Pages, login: str, case: str, choice: str) -> str:
    who, share = pages.as_(login), pages.share(case, login)
    who.sees(f"/cases/{case}")
    answer = who.posts(f"/assignments/{share}/vote/preview", choice=choice)
    assert answer.status_code == 200, words(answer)
    assert answer.headers["cache-control"] == "no-store"
    assert choice not in str(answer.url), "the address says nothing of the paper"
    return words(answer)


def test_the_panel_asks_for_a_choice_and_shows_what_it_does_before_it_is_cast(pages: Pages) -> None:
    case = pages.case("prov_ballot")
    voter = pages.as_("member1")
    assert "先看会怎样，再投" in voter.sees(f"/cases/{case}")
    before = everything(pages)
    page = previews(pages, "member1", case, "approve")
    for said in (
        "我的票：同意",
        "投出后不能更改，也不能撤回",
        "无记名投票：只计入票数",
        "还有 1 人没有投票",
        "应到 2 人：到会",
        "如果通过： 进入“省总工会审核”",
        "如果不通过：",
        "投出：同意",
        "返回，不投",
    ):
        assert said in page
    assert everything(pages) == before, "nothing was kept"
    share = pages.share(case, "member1")
    assert voter.posts(f"/assignments/{share}/vote", choice="approve").status_code == 303


@pytest.mark.parametrize("lies_in_the_box", ["approve", "reject", "abstain"])
def test_the_last_voter_learns_nothing_of_the_box(pages: Pages, lies_in_the_box: str) -> None:
    case = pages.case("prov_ballot")
    share = pages.share(case, "member1")
    assert pages.as_("member1").asks(f"/assignments/{share}/vote", choice=lies_in_the_box).is_success
    page = previews(pages, "member2", case, "reject")
    assert "全部投完，自动计票" in page
    followed = page.split("投出以后")[1].split("工作日按")[0]
    assert followed == FOLLOWED, "the same words whatever lies in the box"


def test_a_choice_that_was_not_made_is_asked_for(pages: Pages) -> None:
    case = pages.case("prov_ballot")
    share = pages.share(case, "member1")
    answer = pages.as_("member1").posts(f"/assignments/{share}/vote/preview")
    assert answer.status_code == 422
    assert "请先选择一项" in words(answer)


def test_whoever_has_voted_or_may_not_hears_it_before_the_preview(pages: Pages) -> None:
    case = pages.case("prov_ballot")
    share = pages.share(case, "member1")
    member = pages.as_("member1")
    other = pages.as_("member2").asks(f"/assignments/{share}/vote/preview", choice="approve")
    assert other.json()["refused"] == "NotYours"
    assert member.asks(f"/assignments/{share}/vote", choice="approve").is_success
    again = member.posts(f"/assignments/{share}/vote/preview", choice="reject")
    assert again.status_code == 409
    assert "已由 演示member1 于" in words(again)


def test_the_api_tells_the_same(pages: Pages) -> None:
    case = pages.case("prov_ballot")
    share = pages.share(case, "member1")
    before = everything(pages)
    told = pages.as_("member1").asks(f"/assignments/{share}/vote/preview", choice="abstain").json()
    assert (told["label"], told["secret"], told["due"], told["left"]) == ("弃权", True, 2, 1)
    assert told["passed"]
    assert told["failed"]
    assert everything(pages) == before
