"""An office with pages: people who can sign in, and nominations that stand where a test wants them."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from actions.sign_in import hash_password
from models.files import FileStore
from models.sealing import Seal
from notifications.links import Links
from runtime.database import Database
from runtime.embedded import Embedded
from runtime.settings import Settings
from runtime.wiring import Office
from tests.factories import an_office
from tests.web.visitors import PASSWORD, OfficeTime, Pages
from web.app import create_app
from web.outsiders.objections import CODES_TRIED, OF_ONE_ADDRESS, OF_ONE_CASE
from web.visits import WRONG_PASSWORDS

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def furnished(cluster: Embedded) -> str:
    """A database with the office in it, to be copied: loading it once is enough."""
    cluster.create_database("web_office", template="template_office")
    database = Database(cluster.url("web_office"))
    with database.transaction() as session:
        an_office(session, quota=2)
        session.execute(text("UPDATE people SET password = :hash"), {"hash": hash_password(PASSWORD)})
    database.dispose()
    return "web_office"


@pytest.fixture
def office(cluster: Embedded, furnished: str, tmp_path: Path) -> Iterator[Office]:
    """The test's own office, on a Monday morning."""
    name = f"web_{next(_NUMBERS)}"
    cluster.create_database(name, template=furnished)
    database = Database(cluster.url(name))
    settings = Settings(data_dir=tmp_path, database_url=cluster.url(name), prefect_auth_string="admin:known")
    yield Office(
        settings=settings,
        database=database,
        clock=OfficeTime(),
        seal=Seal(b"a key of thirty-two bytes or more"),
        files=FileStore(tmp_path / "files"),
        channels={},
        links=Links("http://office.example"),
    )
    database.dispose()


@pytest.fixture
def app(office: Office) -> FastAPI:
    """Its pages."""
    for allowance in (CODES_TRIED, OF_ONE_ADDRESS, OF_ONE_CASE, WRONG_PASSWORDS):
        allowance.forget_all()
    return create_app(office)


@pytest.fixture
def pages(app: FastAPI, office: Office) -> Pages:
    """Visitors and stories of this office."""
    return Pages(app, office)
