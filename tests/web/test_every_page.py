"""Every page of the demonstration office, as a newcomer walks through it. A page nobody links to is not seen here."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page

from models.clock import shift as shift_of
from models.files import FileStore
from models.sealing import Seal
from notifications.links import Links
from runtime.database import Database
from runtime.embedded import Embedded
from runtime.settings import Settings
from runtime.wiring import Office
from seeds.load import DEMONSTRATION_PASSWORD, load_demonstration
from tests.web.browsing import SECONDS, a_browser, served
from tests.web.visitors import OfficeTime, Visitor
from tests.web.walking import READERS, shape_of, walked
from web.app import create_app

_LOOK = (Path(__file__).parent / "look.js").read_text(encoding="utf-8")
_WIDTHS = (1280, 640, 390)  # a desk, twice the size, a phone
_HUBS = {
    "/",
    "/inbox",
    "/start",
    "/cases",
}  # opened by every reader: from there on everybody sees something else
_HREF = re.compile(r'<a [^>]*href="([^"]+)"')
_LATIN = re.compile(r"[A-Za-z0-9]")
# Outcomes are called as their definition calls them, in every language.
_SAID = "nav a, button:not([name='outcome']), summary, legend, .empty strong"


@pytest.fixture(scope="module")
def walked_app(cluster: Embedded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The pages of the demonstration office on its first morning."""
    yield from _pages(cluster, tmp_path_factory.mktemp("walked"), "2022")


@pytest.fixture(scope="module", params=["2021", "2024"])
def app_of_another_year(
    request: pytest.FixtureRequest, cluster: Embedded, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FastAPI]:
    """The pages of the demonstrations that begin in other years."""
    yield from _pages(cluster, tmp_path_factory.mktemp("walked"), request.param)


def _pages(cluster: Embedded, folder: Path, year: str) -> Iterator[FastAPI]:
    cluster.create_database(f"walked_{year}", template="template_office")
    url = cluster.url(f"walked_{year}")
    database, seal, files = Database(url), Seal(b"k" * 32), FileStore(folder / "files")
    with database.transaction() as session:
        load_demonstration(session, now=datetime.now(UTC), seal=seal, files=files, year=year)
    settings = Settings(data_dir=folder, database_url=url, prefect_auth_string="admin:known", demo=True)
    with database.transaction() as session:
        clock = OfficeTime(datetime.now(UTC) + (shift_of(session) or timedelta()))
    yield create_app(Office(settings, database, clock, seal, files, {}, Links("http://office.example")))
    database.dispose()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, which ends with this file."""
    with a_browser() as browser:
        yield browser


@pytest.mark.parametrize("login", READERS)
def test_every_link_leads_to_a_page_for_whoever_is_shown_it(walked_app: FastAPI, login: str) -> None:
    assert _astray(walked_app, login) == []


@pytest.mark.parametrize("login", ["", "prov.officer", "sxpi.chair"])
def test_every_link_leads_to_a_page_in_other_years(app_of_another_year: FastAPI, login: str) -> None:
    # A year without rules for households says so, in a sentence.
    assert _astray(app_of_another_year, login, fine=(200, 409)) == []


def test_rounds_can_be_opened_of_what_has_rules_today(app_of_another_year: FastAPI) -> None:
    visitor = Visitor(app_of_another_year)
    visitor.signs_in("prov.officer", DEMONSTRATION_PASSWORD)
    offered = re.findall(r'<option value="([a-z0-9_]+)"', visitor.client.get("/rounds/new").text)
    assert offered in (
        ["award_national51"],
        ["award_prov51", "award_prov51_pioneer", "award_prov51_unit", "award_sanqin"],
    )


@pytest.mark.parametrize("process", ["award_sanqin", "award_prov51"])
def test_a_round_of_last_year_is_proposed_again(walked_app: FastAPI, process: str) -> None:
    visitor = Visitor(walked_app)
    visitor.signs_in("prov.officer", DEMONSTRATION_PASSWORD)
    page = visitor.client.get(f"/rounds/{process}-2021/again?year=2023")
    assert page.status_code == 200
    # 三秦工匠 has another calendar now; 省五一 has no rules for today, and the page says so.
    assert ("票决 · 开始" in page.text) == (process == "award_sanqin")


def _astray(app: FastAPI, login: str, fine: tuple[int, ...] = (200,)) -> list[str]:
    """The links that lead this reader to no page."""
    visitor, astray = Visitor(app), []
    if login:
        assert visitor.signs_in(login, DEMONSTRATION_PASSWORD).status_code == 303

    def links_of(path: str, source: str) -> list[str]:
        answer = visitor.client.get(path, follow_redirects=True)
        if answer.status_code not in fine:
            astray.append(f"{source} leads to {path}: {answer.status_code}")
        return [urljoin(path, unescape(one)) for one in _HREF.findall(answer.text)]

    assert len(list(walked(2, links_of))) > 4
    return astray


@pytest.mark.browser
@pytest.mark.timeout(600)
def test_every_page_is_whole_at_a_desk_enlarged_and_on_a_phone(browser: Browser, walked_app: FastAPI) -> None:
    seen: set[str] = set()
    wrong: list[str] = []
    with served(walked_app) as address:
        for login in READERS:
            wrong += _seen_by(browser, address, login, seen)
    assert wrong == []
    assert len(seen) > 50, sorted(seen)


def _seen_by(browser: Browser, address: str, login: str, seen: set[str]) -> list[str]:
    """What is wrong with the pages that this reader is the first to open."""
    wrong: list[str] = []
    context = browser.new_context(base_url=address, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(SECONDS * 1000)
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    _signs_in(page, login)

    def links_of(path: str, _source: str) -> list[str]:
        shape = shape_of(path)
        if shape in seen and shape not in _HUBS:
            return []
        page.goto(path)
        ways = [
            str(one).removeprefix(address)
            for one in page.evaluate("[...document.links].map(one => one.href)")
        ]
        if shape not in seen:
            seen.add(shape)
            wrong.extend(f"{path} {one}" for one in _found(page))
        return ways

    assert list(walked(1, links_of))
    context.close()
    return wrong


def _found(page: Page) -> Iterator[str]:
    """What a machine can find wrong: at every width, and in English what is said in Chinese only."""
    for width in _WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        yield from (f"at {width}: {one}" for one in page.evaluate(_LOOK))
    page.context.add_cookies([{"name": "banshi_language", "value": "en", "url": page.url}])
    page.reload()
    said = {one.strip() for one in page.locator(_SAID).all_text_contents()}
    yield from (f"in English: {one}" for one in sorted(said) if one and not _LATIN.search(one))
    page.context.clear_cookies(name="banshi_language")


def _signs_in(page: Page, login: str) -> None:
    if login:
        page.goto("/sign-in")
        page.get_by_label("用户名").fill(login)
        page.get_by_label("密码").fill(DEMONSTRATION_PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/inbox")
