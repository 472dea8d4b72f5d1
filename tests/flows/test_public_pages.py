"""公示探测: the public pages are fetched through HTTP, and what came is kept."""

import socket
import threading
from collections.abc import Iterator

import httpx
import pytest
import uvicorn

from engine.showing.reachable import Look
from flows import public_pages
from models import probes
from runtime.wiring import Office
from tests.flows.conftest import StillClock
from tests.flows.stories import a_nomination
from web.app import create_app


@pytest.fixture
def pages(office: Office) -> Iterator[str]:
    """The office's pages on a port of loopback."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(office), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


def test_a_page_that_is_there_is_kept_as_seen_and_twice_is_once(office: Office, pages: str) -> None:
    nomination = a_nomination(office, at="unit_publicity")
    for _ in range(2):
        assert public_pages.sweep(office, httpx.Client(base_url=pages)) == "公示探测：1 页，无法访问 0 页"
    assert [one.problem for one in _looks(office, nomination.case_id)] == [""]


def test_a_page_that_does_not_answer_is_kept_as_such(office: Office, clock: StillClock) -> None:
    nomination = a_nomination(office, at="unit_publicity")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
    assert public_pages.sweep(office, httpx.Client(base_url=nobody)) == "公示探测：1 页，无法访问 1 页"
    clock.forward(minutes=30)

    def empty(_asked: httpx.Request) -> httpx.Response:
        return httpx.Response(200, text="维护中")

    transport = httpx.MockTransport(empty)
    public_pages.sweep(office, httpx.Client(base_url=nobody, transport=transport))
    found = [one.problem for one in _looks(office, nomination.case_id)]
    assert found == ["页面没有回应（ConnectError）", "页面上没有公示的内容"]


def test_where_nothing_is_shown_nothing_is_looked_at(office: Office) -> None:
    a_nomination(office, at="party")
    assert public_pages.sweep(office) == "公示探测：0 页，无法访问 0 页"


def _looks(office: Office, case_id: str) -> list[Look]:
    with office.database.transaction() as session:
        [looks] = probes.of_case(session, case_id).values()
    return looks
