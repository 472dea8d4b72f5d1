"""接口令牌: made in person, shown once, as good as its person, and gone when it is ended."""

import re
from datetime import timedelta

import httpx
import pytest

from actions import organisation
from models import journal
from tests.web.visitors import Pages, browser, words
from web.speaking import real_time


def asked(pages: Pages, token: str, path: str, **said: object) -> httpx.Response:
    """A program that has nothing but the token: it reads, or acts when there is something to say."""
    program, headers = browser(pages.app), {"Authorization": f"Bearer {token}"}
    if said:
        answer: httpx.Response = program.post(f"/api/v1{path}", json=said, headers=headers)
        return answer
    read: httpx.Response = program.get(f"/api/v1{path}", headers=headers)
    return read


def made(pages: Pages, login: str, **said: object) -> str:
    answer = pages.as_(login).asks("/tokens", **{"title": "人事系统", **said})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["token"])


def test_a_token_acts_as_its_person_does_and_the_journal_names_that_person(pages: Pages) -> None:
    case = pages.case("prov_review")
    share = pages.share(case, "prov.officer")
    token = made(pages, "prov.officer", reads_only=False)
    assert asked(pages, token, "/me").json()["name"] == "演示prov.officer"
    refused = asked(
        pages, token, f"/assignments/{pages.share(case, 'prov.head')}/decision", decision="approve"
    )
    assert refused.json()["refused"] == "NotYours"
    answer = asked(pages, token, f"/assignments/{share}/decision", decision="approve")
    assert answer.status_code == 200, "no session, so no form token is asked for"
    with pages.story(case) as story:
        line = journal.lines(story.session, case)[-1]
        assert (line.actor, line.door) == (organisation.person_id("prov.officer"), "api")


def test_a_token_that_only_reads_changes_nothing(pages: Pages) -> None:
    case = pages.case("prov_review")
    share = pages.share(case, "prov.officer")
    token = made(pages, "prov.officer")
    assert asked(pages, token, f"/cases/{case}").status_code == 200
    answer = asked(pages, token, f"/assignments/{share}/decision", decision="approve")
    assert (answer.status_code, answer.json()["refused"]) == (403, "TokenReadsOnly")


def test_the_page_shows_a_token_once_and_ends_it(pages: Pages) -> None:
    chair = pages.as_("xjtu.chair")
    assert "还没有令牌" in chair.sees("/tokens")
    assert 'href="/tokens"' in (chair.client.get("/password").text)
    answer = chair.posts("/tokens", title="人事系统取公示名单", days="30", reads_only="yes")
    assert answer.status_code == 201
    found = re.search(r'id="new-token">(banshi_[\w-]{43})<', answer.text)
    assert found
    page = chair.sees("/tokens")
    assert "人事系统取公示名单" in page
    assert found[1] not in chair.seen.text
    assert asked(pages, found[1], "/me").json()["unit"] == "xjtu"
    address = re.search(r'action="(/tokens/[0-9a-f-]+/end)"', chair.seen.text)
    assert address
    assert pages.as_("xjtu.party").client.get("/tokens").text.count("/end") == 0
    assert "没有这个令牌" in words(pages.as_("xjtu.party").posts(address[1]))
    assert chair.posts(address[1]).status_code == 303
    ended = asked(pages, found[1], "/me")
    assert (ended.status_code, ended.json()["refused"]) == (401, "TokenNotValid")


def test_everything_that_is_wrong_with_a_wish_is_said_at_once(pages: Pages) -> None:
    chair = pages.as_("xjtu.chair")
    chair.sees("/tokens")
    answer = chair.posts("/tokens", title=" ", days="366")
    assert answer.status_code == 422
    assert "写明用途；有效期为 1 至 365 天" in words(answer)
    assert chair.asks("/tokens", title="x" * 61, days=0).json()["refused"] == "TokenUnfit"
    for _ in range(20):
        made(pages, "xjtu.chair")
    assert "您已有 20 个令牌" in chair.asks("/tokens", title="再一个").json()["sentence"]


def test_a_token_neither_makes_tokens_nor_ends_them(pages: Pages) -> None:
    token = made(pages, "xjtu.chair", reads_only=False)
    assert asked(pages, token, "/tokens").json()["refused"] == "NotByToken"
    assert asked(pages, token, "/tokens", title="另一个").json()["refused"] == "NotByToken"


def test_what_is_no_token_opens_nothing(pages: Pages) -> None:
    pages.as_("xjtu.chair")
    for wrong in ("banshi_", "banshi_" + "x" * 43, "令牌".encode().hex()):
        assert asked(pages, wrong, "/me").status_code == 401


@pytest.mark.parametrize("how", ["leaves", "gets another password", "runs out"])
def test_a_token_ends_with_what_it_stands_on(pages: Pages, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    token = made(pages, "xjtu.chair", days=10)
    with pages.office.database.transaction() as session:
        if how == "leaves":
            organisation.leave(session, "xjtu.chair", now=pages.office.clock())
        elif how == "gets another password":
            organisation.reset_password(session, "xjtu.chair", "")
    if how == "runs out":
        later = real_time() + timedelta(days=11)
        monkeypatch.setattr("web.api.v1.speaker.real_time", lambda: later)
    assert asked(pages, token, "/me").json()["refused"] == "TokenNotValid"
