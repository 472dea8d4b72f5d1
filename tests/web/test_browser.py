"""The pages in a real browser: by mouse, by keyboard alone, on a phone's width, at twice the size."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import SECONDS, a_browser, served
from tests.web.test_bulk import before_the_panel
from tests.web.test_conditional_fields import an_open_form
from tests.web.visitors import PASSWORD, PDF, Pages

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window.

    While it lives its thread has a running event loop, in which Prefect would hand coroutines to tests of other files:
    it ends with this file.
    """
    with a_browser() as browser:
        yield browser


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    """The pages, served on a free port of loopback."""
    with served(app) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A window of its own, which no script error may have troubled."""
    context = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(SECONDS * 1000)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    context.close()
    assert troubles == []


def test_a_decision_goes_from_one_inbox_to_the_next(pages: Pages, page: Page) -> None:
    case = pages.case("prov_review")
    _signs_in(page, "prov.officer")
    page.get_by_role("link", name="演示张三").click()
    page.get_by_label("意见", exact=True).fill("材料齐全。")
    page.get_by_role("button", name="同意", exact=True).click()
    expect(page.get_by_text("已办理。")).to_be_visible()
    pages.dispatch(case)
    page.get_by_role("button", name="退出").click()
    _signs_in(page, "prov.head")
    page.get_by_role("link", name="演示张三").click()
    expect(page.get_by_text("材料齐全。").first).to_be_visible()


def test_a_refusal_is_shown_where_the_button_was_and_the_words_stay(pages: Pages, page: Page) -> None:
    pages.case("prov_review")
    _signs_in(page, "prov.officer")
    page.get_by_role("link", name="演示张三").click()
    page.get_by_role("button", name="不同意").click()
    expect(page.get_by_role("alert")).to_contain_text("请写明理由")
    page.get_by_label("意见", exact=True).fill("人选条件存疑。")
    page.get_by_role("button", name="不同意").click()
    expect(page.get_by_text("已办理。")).to_be_visible()


def test_the_form_saves_itself_while_somebody_types(pages: Pages, page: Page) -> None:
    share = pages.share(pages.case("nominate"), "chair")
    _signs_in(page, "xjtu.chair")
    page.goto(f"/assignments/{share}/form")
    page.get_by_label("姓名").fill("演示李四")
    page.get_by_label("民族").fill("汉族")
    expect(page.locator("#saved")).to_contain_text("草稿已保存")
    page.reload()
    expect(page.get_by_label("姓名")).to_have_value("演示李四")


def test_a_file_goes_up_once_and_the_conditions_are_judged_at_hand(pages: Pages, page: Page) -> None:
    share = pages.share(pages.case("nominate"), "chair")
    _signs_in(page, "xjtu.chair")
    page.goto(f"/assignments/{share}/form")
    page.get_by_label("荣誉基础").select_option("没有省部级表彰")
    page.get_by_label("身份证复印件").set_input_files(
        {"name": "证件.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    expect(page.locator("#id_card-field")).to_contain_text("已上传 证件.pdf")
    expect(page.locator("#id_card")).to_have_value("")
    expect(page.locator("#rules")).to_contain_text("不符合 荣誉基础")
    page.reload()
    expect(page.locator("#id_card-field")).to_contain_text("已上传 证件.pdf")


def test_a_field_appears_when_it_is_asked_for_and_keeps_what_was_typed(pages: Pages, page: Page) -> None:
    form = an_open_form(pages)
    _signs_in(page, "xjtu.chair")
    page.goto(form)
    expect(page.get_by_label("职级")).to_be_hidden()
    page.get_by_label("是", exact=True).check()
    page.get_by_label("职级").fill("正处级")
    page.get_by_label("否", exact=True).check()
    expect(page.get_by_label("职级")).to_be_hidden()
    page.get_by_label("是", exact=True).check()
    expect(page.get_by_label("职级")).to_have_value("正处级")


def test_everything_is_done_by_keyboard_alone(pages: Pages, page: Page) -> None:
    pages.case("prov_review")
    page.goto("/sign-in")
    expect(page.get_by_label("用户名")).to_be_focused()
    page.keyboard.type("prov.officer")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="待办")).to_be_visible()
    page.keyboard.press("Tab")
    assert _focused(page) == "跳到正文"
    page.keyboard.press("Enter")
    _tab_to(page, "演示张三")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/*")
    _tab_to(page, "同意")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已办理。")).to_be_visible()


def test_several_are_decided_by_keyboard_and_the_ticks_outlive_a_fresh_list(pages: Pages, page: Page) -> None:
    before_the_panel(pages, 3)
    _signs_in(page, "panel000")
    page.get_by_role("link", name="全选").press("Enter")
    page.wait_for_url("**all=1")
    page.get_by_role("checkbox").first.press("Space")
    with page.expect_response(lambda one: "/inbox" in one.url):
        page.evaluate("htmx.ajax('GET', '/inbox', {source: '#rows', select: '#rows'})")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    page.get_by_role("button", name="先看每件会怎样").press("Enter")
    expect(page.get_by_text("可以办理 2 件")).to_be_visible()
    page.get_by_role("button", name="办理所选各件").press("Enter")
    expect(page.get_by_text("已办 2 件")).to_be_visible()
    page.get_by_role("checkbox").first.press("Space")
    page.get_by_role("button", name="撤回所选各件").press("Enter")
    expect(page.get_by_text("已撤回")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (640, 450)], ids=["phone", "200 percent of 1280"])
def test_nothing_runs_out_of_a_narrow_page(pages: Pages, page: Page, width: int, height: int) -> None:
    case = pages.case("prov_review")
    pages.case("unit_publicity")
    page.set_viewport_size({"width": width, "height": height})
    _signs_in(page, "prov.officer")
    boxes = [f"/inbox?tab={box}" for box in ("group", "claimable", "copied", "done", "started")]
    for path in (
        "/inbox",
        *boxes,
        "/cases?overdue=1&age=1",
        f"/cases/{case}",
        "/cases",
        "/rounds",
        "/rounds/new",
        "/publicity",
        "/notices",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.goto(f"/cases/{case}")
    page.get_by_role("link", name="去办理").click()
    expect(page.get_by_role("button", name="同意", exact=True)).to_be_in_viewport()


def test_the_way_to_the_form_does_not_lie_over_the_form(pages: Pages, page: Page) -> None:
    case = pages.case("prov_review")
    page.set_viewport_size({"width": 390, "height": 844})
    _signs_in(page, "prov.officer")
    page.goto(f"/cases/{case}")
    way = page.get_by_role("link", name="去办理")
    expect(way).to_be_visible()
    page.get_by_label("意见", exact=True).focus()
    expect(way).to_be_hidden()
    page.goto(f"/cases/{case}")
    way.click()
    expect(way).to_be_hidden()


def test_every_field_has_its_label_and_every_page_its_heading(pages: Pages, page: Page) -> None:
    share = pages.share(pages.case("nominate"), "chair")
    case = pages.case("consult")
    _signs_in(page, "xjtu.chair")
    for path in (
        "/inbox",
        "/inbox?tab=copied&overdue=1",
        f"/assignments/{share}/form",
        f"/cases/{case}",
        "/start",
        "/cases",
    ):
        page.goto(path)
        assert page.locator("h1").count() == 1, path
        assert page.evaluate(_UNNAMED) == [], path


_UNNAMED = """() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
    .filter(one => !one.labels?.length && !one.closest("[role=radiogroup]")).map(one => one.outerHTML)"""


def _signs_in(page: Page, login: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("用户名").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="待办")).to_be_visible()


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText || ''")).strip()


def _tab_to(page: Page, name: str) -> None:
    """Walk with Tab until the focus is there, and see that the focus shows."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if _focused(page) == name:
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            return
    pytest.fail(f"Tab does not come to {name}")
