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
from runtime.database import Database
from runtime.embedded import Embedded
from seeds.load import load_demonstration
from tests.walks.camera import Camera, Chromium, NoCamera
from tests.walks.living import LivingOffice, living_in
from tests.web.browsing import a_browser, served
from tests.web.visitors import PASSWORD

_NUMBERS = count(1)
_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # dozens of people sign in
_SEAL = Seal(b"a key of thirty-two bytes or more")


@pytest.fixture(scope="session")
def empty_office(cluster: Embedded, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with people, organs and definitions, and nothing on its way; to be copied."""
    name = "walks_office"
    cluster.create_database(name, template="template_office")
    database, files = Database(cluster.url(name)), FileStore(tmp_path_factory.mktemp("walks"))
    _load(database, files, with_cases=False)
    database.dispose()
    return name


@pytest.fixture(scope="module")
def demonstration(cluster: Embedded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivingOffice]:
    """The demonstration with all its cases, as a first visitor finds it: one office for the walks of a file."""
    name, folder = f"walk_{next(_NUMBERS)}", tmp_path_factory.mktemp("demonstration")
    cluster.create_database(name, template="template_office")
    database = Database(cluster.url(name))
    _load(database, FileStore(folder / "files"), with_cases=True)
    database.dispose()
    for living in living_in(cluster.url(name), folder, _SEAL):
        living.works()
        yield living


def _load(database: Database, files: FileStore, *, with_cases: bool) -> None:
    with database.transaction() as session:
        load_demonstration(session, now=datetime.now(UTC), seal=_SEAL, files=files, with_cases=with_cases)
        session.execute(text("UPDATE people SET password = :hash"), {"hash": _QUICK.hash(PASSWORD)})


@pytest.fixture
def living(cluster: Embedded, empty_office: str, tmp_path: Path) -> Iterator[LivingOffice]:
    """The walk's own office, on the first morning of the demonstration."""
    name = f"walk_{next(_NUMBERS)}"
    cluster.create_database(name, template=empty_office)
    yield from living_in(cluster.url(name), tmp_path, _SEAL)


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
