"""A demonstration office without cases for each walk; ``--pictures DIR`` keeps what its people see."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser
from sqlalchemy import text

from models.files import FileStore
from models.sealing import Seal
from notifications.links import Links
from runtime.clock import DemonstrationClock
from runtime.database import Database
from runtime.embedded import Embedded
from runtime.settings import Settings
from runtime.wiring import Office
from seeds.load import load_demonstration
from tests.walks.camera import Camera, Chromium, NoCamera
from tests.walks.living import LivingOffice
from tests.web.browsing import a_browser, served
from tests.web.visitors import PASSWORD
from web.app import create_app

_NUMBERS = count(1)
_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # dozens of people sign in
_SEAL = Seal(b"a key of thirty-two bytes or more")


@pytest.fixture(scope="session")
def empty_office(cluster: Embedded, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with people, organs and definitions, and nothing on its way; to be copied."""
    name = "walks_office"
    cluster.create_database(name, template="template_office")
    database, files = Database(cluster.url(name)), FileStore(tmp_path_factory.mktemp("walks"))
    with database.transaction() as session:
        load_demonstration(session, now=datetime.now(UTC), seal=_SEAL, files=files, with_cases=False)
        session.execute(text("UPDATE people SET password = :hash"), {"hash": _QUICK.hash(PASSWORD)})
    database.dispose()
    return name


@pytest.fixture
def living(cluster: Embedded, empty_office: str, tmp_path: Path) -> Iterator[LivingOffice]:
    """The walk's own office, on the first morning of the demonstration."""
    name = f"walk_{next(_NUMBERS)}"
    cluster.create_database(name, template=empty_office)
    database = Database(cluster.url(name))
    settings = Settings(
        data_dir=tmp_path, database_url=cluster.url(name), prefect_auth_string="admin:known", demo=True
    )
    office = Office(
        settings=settings,
        database=database,
        clock=DemonstrationClock(database),
        seal=_SEAL,
        files=FileStore(tmp_path / "files"),
        channels={},
        links=Links("http://office.example"),
    )
    yield LivingOffice(office, create_app(office))
    database.dispose()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", help="a folder for pictures of every page on which a walk stands")


@pytest.fixture(scope="session")
def album(pytestconfig: pytest.Config) -> Iterator[Browser | None]:
    """A browser that takes pictures, where somebody asked for them."""
    with ExitStack() as stack:
        yield stack.enter_context(a_browser()) if pytestconfig.getoption("--pictures", default=None) else None


@pytest.fixture
def camera(album: Browser | None, living: LivingOffice, request: pytest.FixtureRequest) -> Iterator[Camera]:
    """Takes pictures into a folder of the walk's own, or none."""
    if album is None:
        yield NoCamera()
        return
    folder = Path(request.config.getoption("--pictures")) / request.node.name
    with served(living.app) as address:
        yield Chromium(album, address, folder)
