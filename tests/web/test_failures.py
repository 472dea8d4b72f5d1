import logging
from dataclasses import replace
from pathlib import Path

import pytest

from models import journal
from runtime.commands.web import without_exceptions
from runtime.database import Database
from runtime.wiring import Office
from tests.web.visitors import Pages, browser, words
from web.app import create_app


def test_a_database_that_is_away_is_a_clear_page_with_a_number(office: Office, tmp_path: Path) -> None:
    gone = replace(office, database=Database(f"postgresql://postgres@/banshi?host={tmp_path}"))
    client = browser(create_app(gone))
    page = client.get("/inbox")
    assert page.status_code == 503
    assert "数据库暂时无法连接，本次操作没有保存，请稍后重试。" in words(page)
    assert page.headers["x-request-id"] in words(page)
    by_api = client.get("/api/v1/inbox")
    assert by_api.status_code == 503
    assert by_api.json()["request"] == by_api.headers["x-request-id"]


def test_what_a_failure_says_of_people_does_not_reach_the_log(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def quotes(*_: object, **__: object) -> None:
        message = "cannot read 演示王五"
        raise ValueError(message)

    monkeypatch.setattr("models.reads.publicity.shown", quotes)
    client = browser(create_app(office), sees_failures=False)
    page = client.get("/publicity")
    assert page.status_code == 500
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "请把编号告诉管理员" in words(page)
    assert "ValueError" in caplog.text
    assert "王五" not in caplog.text


def test_the_server_beneath_logs_no_exception_of_ours_a_second_time() -> None:
    broken = logging.makeLogRecord({"msg": "Exception in ASGI application", "exc_info": (None, None, None)})
    assert not without_exceptions(broken)
    assert without_exceptions(logging.makeLogRecord({"msg": "address in use"}))


def test_a_request_leaves_its_number_in_the_journal(pages: Pages) -> None:
    case = pages.case("prov_review")
    share = pages.share(case, "prov.officer")
    officer = pages.as_("prov.officer")
    answer = officer.posts(f"/assignments/{share}/decision", decision="approve")
    with pages.story(case) as story:
        assert journal.lines(story.session, case)[-1].correlation == answer.headers["x-request-id"]


def test_pages_are_not_kept_by_browsers_and_run_no_foreign_script(pages: Pages) -> None:
    answer = pages.as_("prov.officer").client.get("/inbox")
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert 'src="http' not in answer.text


def test_the_api_describes_itself(pages: Pages) -> None:
    stranger = pages.stranger()
    described = stranger.client.get("/api/openapi.json").json()
    assert "/api/v1/assignments/{assignment_id}/decision" in described["paths"]
    assert not [path for path in described["paths"] if not path.startswith("/api/v1/")]
    assert "POST /api/v1/cases" in stranger.sees("/api/docs")
