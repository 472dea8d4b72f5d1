"""What people who work here every day rely on: the figure in the title, what is new, what to do after a no."""

from models import outbox
from notifications.deliver import prepare
from tests.factories import MONDAY
from tests.web.visitors import Pages, words


def told(pages: Pages, case_id: str) -> None:
    """Tell everybody concerned of all that happened to the case, as the dispatcher does."""
    with pages.office.database.transaction() as session:
        for line in outbox.claim(session, limit=100, now=MONDAY, lease_seconds=60):
            if line.case_id == case_id:
                prepare(session, line, now=MONDAY, links=pages.office.links)


def test_the_title_of_the_inbox_says_how_many_wait(pages: Pages) -> None:
    officer = pages.as_("prov.officer")
    officer.sees("/inbox")
    assert "<title>待办 · 办事</title>" in officer.seen.text
    pages.case("prov_review")
    officer.sees("/inbox")
    assert "<title>待办（1） · 办事</title>" in officer.seen.text


def test_what_one_was_told_of_is_new_until_one_looks_at_the_case(pages: Pages) -> None:
    case = pages.case("prov_review")
    officer = pages.as_("prov.officer")
    assert "没看过的新情况" not in officer.sees("/inbox")
    told(pages, case)
    assert "1 件有您还没看过的新情况" in officer.sees("/inbox")
    officer.sees(f"/cases/{case}")
    assert "没看过的新情况" not in officer.sees("/inbox")
    assert "全部标为已读" not in officer.sees("/notices")


def test_looking_at_a_case_reads_nobody_elses_notices(pages: Pages) -> None:
    case = pages.case("prov_review")
    told(pages, case)
    pages.as_("admin").sees(f"/cases/{case}")
    assert "1 件有您还没看过的新情况" in pages.as_("prov.officer").sees("/inbox")


def test_a_page_that_is_not_there_says_what_to_do_and_its_number(pages: Pages) -> None:
    answer = pages.as_("prov.officer").client.get("/cases/00000000-0000-0000-0000-000000000000")
    assert answer.status_code == 404
    assert "<h1>没有找到</h1>" in answer.text
    assert "把下面的编号告诉系统管理员" in words(answer)
    assert answer.headers["x-request-id"] in words(answer)


def test_an_address_of_a_button_sends_the_reader_back_to_the_inbox(pages: Pages) -> None:
    share = pages.share(pages.case("prov_review"), "prov.officer")
    answer = pages.as_("prov.officer").client.get(f"/assignments/{share}/decision")
    assert answer.status_code == 405
    assert "这个地址只供页面上的按钮使用" in words(answer)
    assert 'href="/inbox"' in answer.text


def test_a_stranger_is_sent_to_the_door_and_to_what_is_published(pages: Pages) -> None:
    answer = pages.stranger().client.get("/nothing/here")
    assert answer.status_code == 404
    assert 'href="/sign-in"' in answer.text
    assert "看公示" in words(answer)


def test_the_advice_is_given_in_the_readers_language(pages: Pages) -> None:
    stranger = pages.stranger()
    stranger.client.cookies.set("banshi_language", "en")
    answer = stranger.client.get("/nothing/here")
    assert "<h1>Not found</h1>" in answer.text
    assert "tell the administrator the number below" in words(answer)
