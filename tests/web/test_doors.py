"""Page and API refuse the same things with the same sentence, for there is only one decision function."""

from typing import Any

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

from tests.web.visitors import Pages, Visitor, words
from web.api.v1.verbs import VERBS
from web.app import SCREENS

_ID = "00000000-0000-0000-0000-000000000000"


def test_every_page_that_changes_something_wants_its_form_token(pages: Pages) -> None:
    admin = pages.as_("admin")
    paths = [path for path in _posts(SCREENS) if not path.startswith("/prefect")]  # only questions pass there
    assert len(paths) > 15
    for path in paths:
        answer = admin.client.post(_filled(path), data={"csrf": "stolen"})
        assert (path, answer.status_code) == (path, 403)
        assert "页面已过期" in words(answer)


def test_every_act_of_the_api_wants_a_session_with_its_token(pages: Pages) -> None:
    paths = [path for path in _posts(VERBS) if not path.startswith("/publicity")]  # open to all
    assert len(paths) > 10
    chair, stranger = pages.as_("xjtu.chair"), pages.stranger()
    for path in paths:
        assert (path, stranger.client.post(_filled(f"/api/v1{path}"), json={}).status_code) == (path, 401)
        assert (path, chair.client.post(_filled(f"/api/v1{path}"), json={}).status_code) == (path, 403)


def test_a_decision_of_somebody_else_is_refused_with_one_sentence(pages: Pages) -> None:
    case = pages.case("prov_review")
    share = pages.share(case, "prov.officer")
    _same_refusal(pages.as_("prov.head"), share, "decision", {"decision": "approve"}, 403, "不是您的待办")


def test_a_decision_out_of_turn_is_refused_with_one_sentence(pages: Pages) -> None:
    case = pages.case("prov_review")
    share = pages.share(case, "prov.head")
    _same_refusal(pages.as_("prov.head"), share, "decision", {"decision": "approve"}, 409, "还没有轮到您")


def test_a_decision_on_a_decided_assignment_says_who_and_when(pages: Pages) -> None:
    case = pages.case("prov_review")
    share = pages.share(case, "prov.officer")
    officer = pages.as_("prov.officer")
    assert officer.asks(f"/assignments/{share}/decision", decision="approve").status_code == 200
    said = "已由 演示prov.officer 于 2022年2月"
    _same_refusal(officer, share, "decision", {"decision": "reject", "comment": "晚了"}, 409, said)


def test_a_return_without_a_reason_is_refused_with_one_sentence(pages: Pages) -> None:
    case = pages.case("prov_review")
    share = pages.share(case, "prov.officer")
    _same_refusal(
        pages.as_("prov.officer"), share, "return", {"to": "nominate", "comment": ""}, 422, "请写明理由"
    )


def test_a_stranger_to_the_case_hears_the_refusal_and_sees_nothing_of_the_case(pages: Pages) -> None:
    case = pages.case("party")
    share = pages.share(case, "xjtu.party")
    other = pages.as_("xazx.party")
    answer = other.posts(f"/assignments/{share}/decision", decision="approve")
    assert answer.status_code == 403
    assert "这不是您所在单位可以办理的事项" in words(answer)
    assert "演示张三" not in words(answer)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("decision", {"decision": "approve"}),
        ("vote", {"choice": "approve"}),
        ("return", {"to": "nominate", "comment": "无"}),
    ],
)
def test_an_assignment_that_is_not_there_is_not_there_on_any_door(
    pages: Pages, act: str, said: dict[str, str]
) -> None:
    officer = pages.as_("prov.officer")
    by_page = officer.posts(f"/assignments/{_ID}/{act}", **said)
    by_api = officer.asks(f"/assignments/{_ID}/{act}", **said)
    assert by_page.status_code == by_api.status_code == 404
    assert "没有这件待办。" in words(by_page)
    assert by_api.json()["sentence"] == "没有这件待办。"


def test_an_address_that_names_nothing_is_a_page_and_not_an_error(pages: Pages) -> None:
    officer = pages.as_("prov.officer")
    for path in ("/cases/nonsense", "/assignments/nonsense/form", "/publicity/nonsense", "/nowhere"):
        answer = officer.client.get(path)
        assert (path, answer.status_code) == (path, 404)
        assert "没有找到这个页面" in words(answer)


def _same_refusal(  # noqa: PLR0917 - the columns of a table
    who: Visitor, share: str, act: str, said: dict[str, Any], status: int, sentence: str
) -> None:
    by_page = who.posts(f"/assignments/{share}/{act}", **said)
    by_api = who.asks(f"/assignments/{share}/{act}", **said)
    assert (by_page.status_code, by_api.status_code) == (status, status)
    assert sentence in by_api.json()["sentence"]
    assert by_api.json()["sentence"] in words(by_page)


def _posts(routers: tuple[APIRouter, ...]) -> list[str]:
    routes = [route for router in routers for route in router.routes if isinstance(route, APIRoute)]
    return [route.path for route in routes if "POST" in (route.methods or ())]


def _filled(path: str) -> str:
    for name in ("assignment_id", "case_id", "window", "meeting"):
        path = path.replace(f"{{{name}}}", _ID)
    return path.replace("{line}", "1")
