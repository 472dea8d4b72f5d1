"""An agency answers by its signed link, without signing in; whoever asked puts the answer on file."""

import html
import re
from datetime import timedelta

import pytest

from tests.factories import NOMINEE_NUMBER
from tests.web.visitors import PDF, Pages, Visitor, words

PAPER = {"document": ("函.pdf", PDF)}
SAID = {"answer": "agree", "reason": "", "signer": "演示民警 三级警长"}


def links(pages: Pages, case: str) -> dict[str, str]:
    """The address for each agency, as whoever asked reads them on the case page."""
    chair = pages.as_("xjtu.chair")
    chair.sees(f"/cases/{case}")
    found = re.findall(
        r'for="link-[^"]+">([^<]+)</label><input [^>]*value="[^"]*(/opinions/[^"]+)"', chair.seen.text
    )
    return {html.unescape(title): address for title, address in found}


def asked(pages: Pages) -> tuple[str, Visitor, str]:
    """A case at the consult step, a stranger, and the link for the police."""
    case = pages.case("consult")
    return case, pages.stranger(), links(pages, case)["公安机关（无犯罪记录）"]


def test_an_agency_answers_by_its_link_and_whoever_asked_puts_it_on_file(pages: Pages) -> None:
    case, police, link = asked(pages)
    page = police.sees(link)
    assert "征求公安机关（无犯罪记录）意见" in page
    assert "演示张三" in page
    assert NOMINEE_NUMBER not in police.seen.text
    answer = police.sends(link, PAPER, **SAID)
    assert answer.status_code == 303
    assert "答复已收到" in police.sees(answer.headers["location"])
    chair = pages.as_("xjtu.chair")
    page = chair.sees(f"/cases/{case}")
    assert "公安机关（无犯罪记录）已通过链接答复：同意" in page
    assert "已答复，待核收" in page
    with pages.story(case) as story:
        assert story.state.opinions[0].answer is None, "nothing follows from it before somebody has looked"
    share = pages.share(case, "chair")
    assert chair.posts(f"/assignments/{share}/opinion/acceptance", agency="police").status_code == 303
    page = chair.sees(f"/cases/{case}")
    assert "公安机关（无犯罪记录）答复：同意" in page
    assert "公安机关（无犯罪记录）通过链接答复：同意，待核收（签署人：演示民警 三级警长）" in page
    assert "函.pdf" in page
    assert "这件事项不再需要答复" in police.sees(link), "an answer on file stands"


def test_a_wrong_answer_is_given_anew_until_it_is_on_file(pages: Pages) -> None:
    case, police, link = asked(pages)
    police.sees(link)
    police.sends(link, PAPER, **SAID)
    again = SAID | {"answer": "disagree", "reason": "有未结案件"}
    assert police.sends(link, PAPER, **again).status_code == 303
    assert "已通过链接答复：不同意 有未结案件" in pages.as_("xjtu.chair").sees(f"/cases/{case}")


@pytest.mark.parametrize(
    ("said", "paper", "sentence"),
    [
        (SAID, {}, "口头答复不算数"),
        (SAID | {"signer": ""}, PAPER, "请写明签署人的姓名和职务"),
        (SAID | {"answer": "defer"}, PAPER, "请写明理由"),
        (SAID | {"answer": ""}, PAPER, "请先选择一项"),
    ],
)
def test_an_answer_is_written_signed_and_has_its_reason(
    pages: Pages, said: dict[str, str], paper: dict[str, tuple[str, bytes]], sentence: str
) -> None:
    _, police, link = asked(pages)
    police.sees(link)
    answer = police.sends(link, paper, **said)
    assert answer.status_code == 422
    assert sentence in words(answer)


def test_a_link_that_was_changed_or_has_run_out_opens_nothing(pages: Pages) -> None:
    _, police, link = asked(pages)
    opinion, until, mark = link.removeprefix("/opinions/").split(".")
    later = f"{int(until) + 10000}"
    other = mark[:-1] + ("0" if mark[-1] != "0" else "1")
    for changed in (
        f"{opinion}.{later}.{mark}",
        f"{opinion}.{until}.{other}",
        opinion,
        f"{opinion}.{until}.",
        "x",
    ):
        assert police.client.get(f"/opinions/{changed}").status_code == 404
    pages.at(pages.office.clock() + timedelta(days=31))
    page = police.client.get(link)
    assert page.status_code == 404
    assert "这个答复链接无效或已过期" in words(page)


def test_nothing_is_accepted_that_has_not_come(pages: Pages) -> None:
    case, _, _ = asked(pages)
    share = pages.share(case, "chair")
    answer = pages.as_("xjtu.chair").posts(f"/assignments/{share}/opinion/acceptance", agency="police")
    assert answer.status_code == 409
    assert "还没有通过链接答复" in words(answer)


def test_only_whoever_asked_sees_the_links_and_accepts(pages: Pages) -> None:
    case, police, link = asked(pages)
    police.sees(link)
    police.sends(link, PAPER, **SAID)
    share = pages.share(case, "chair")
    admin = pages.as_("admin")
    admin.sees(f"/cases/{case}")
    assert "/opinions/" not in admin.seen.text
    assert admin.posts(f"/assignments/{share}/opinion/acceptance", agency="police").status_code == 403
