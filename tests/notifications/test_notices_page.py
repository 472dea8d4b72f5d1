"""The page 通知: what the reader was told, what of it is new, and that it can be marked as seen."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request
from pydantic import SecretStr

from models.files import FileStore
from models.reads import viewers
from models.sealing import Seal
from notifications.links import Links
from runtime.database import Database
from runtime.settings import Settings
from runtime.wiring import Office
from tests.factories import MONDAY, Story, an_office
from tests.notifications.test_the_road import tell
from web.app import create_app
from web.speaking import Viewer, signed_in, whoever


@pytest.fixture
def chair_told(database: Database, tmp_path: Path) -> Iterator[httpx.Client]:
    """The chair, signed in, after the quota notice and the receipt of a nomination."""
    office = Office(
        settings=Settings(data_dir=tmp_path, secret_key=SecretStr("x" * 64)),
        database=database,
        clock=lambda: MONDAY,
        seal=Seal(b"a key of thirty-two bytes or more"),
        files=FileStore(tmp_path / "files"),
        channels={},
        links=Links("http://office.example"),
    )
    with database.transaction() as session:
        an_office(session)
        story = Story(session, office.seal)
        story.opened()
        story.submitted()
        tell(session, MONDAY)
        chair = story.who("chair").id
    app = create_app(office)

    def the_chair(request: Request) -> Viewer:
        with database.transaction() as session:
            reader = viewers.by_id(session, chair)
        assert reader is not None
        request.state.viewer = Viewer(reader, MONDAY)
        return request.state.viewer  # type: ignore[no-any-return]

    app.dependency_overrides |= {whoever: the_chair, signed_in: the_chair}
    yield from _served(app)


def _served(app: FastAPI) -> Iterator[httpx.Client]:
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", follow_redirects=True, trust_env=False) as client:
        yield client
    server.should_exit = True
    thread.join()


def test_new_notices_are_counted_shown_and_marked_as_seen(chair_told: httpx.Client) -> None:
    page = chair_told.get("/notices").text
    assert "【名额通知】全国五一劳动奖章推荐（2022 年）" in page
    assert "【受理】GWJZ-2022-0001" in page
    assert page.count(">新<") == 2
    token = page.split('name="csrf" value="')[1].split('"')[0]
    after = chair_told.post("/notices/read", data={"csrf": token}).text
    assert "【受理】GWJZ-2022-0001" in after
    assert ">新<" not in after
    assert "全部标为已读" not in after


def test_nothing_is_marked_without_the_page_s_own_token(chair_told: httpx.Client) -> None:
    chair_told.get("/notices")
    assert chair_told.post("/notices/read", data={"csrf": "guessed"}).status_code == 403
    assert chair_told.get("/notices").text.count(">新<") == 2
