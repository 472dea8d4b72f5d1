"""Real PostgreSQL for every test that asks: a cluster a run, a template migrated once, a copy or rollback a test."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from models.files import FileStore
from models.sealing import Seal
from runtime.database import Database
from runtime.embedded import Embedded
from runtime.schema import migrate

_NUMBERS = count(1)
# A test run may lose its data when the power fails.
_HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    """The run's own PostgreSQL, with the migrated database ``template_office`` in it."""
    server = Embedded(tmp_path_factory.mktemp("pg"))
    server.start(_HASTY)
    server.create_database("template_office")
    template = Database(server.url("template_office"))
    migrate(template)
    template.dispose()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def shared_database(cluster: Embedded) -> Iterator[Database]:
    """One database for all tests that roll back."""
    cluster.create_database("shared", template="template_office")
    database = Database(cluster.url("shared"))
    yield database
    database.dispose()


@pytest.fixture
def session(shared_database: Database) -> Iterator[Session]:
    """A session whose work is rolled back when the test ends."""
    with shared_database.engine.connect() as connection, connection.begin() as outer:
        with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
            yield session
        outer.rollback()


@pytest.fixture
def database(cluster: Embedded) -> Iterator[Database]:
    """A fresh database of the test's own, where commits, NOTIFY or several workers matter."""
    name = f"own_{next(_NUMBERS)}"
    cluster.create_database(name, template="template_office")
    own = Database(cluster.url(name))
    yield own
    own.dispose()


@pytest.fixture
def seal() -> Seal:
    """A key for one test."""
    return Seal(b"a key of thirty-two bytes or more")


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    """An empty file store."""
    return FileStore(tmp_path / "files")
