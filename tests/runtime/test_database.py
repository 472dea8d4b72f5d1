import subprocess
import sys

import psycopg
import pytest

from runtime.commands.first_start import prepare
from runtime.commands.running_office import running_office
from runtime.database import Database, create_database
from runtime.embedded import Embedded
from runtime.settings import Settings


def test_an_office_runs_on_a_postgresql_of_others(cluster: Embedded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANSHI_DATABASE_URL", cluster.url("of_others"))
    monkeypatch.setenv("BANSHI_DEMO_CASES", "false")
    with running_office() as office:
        assert "演示办公室已布置" in list(prepare(office))
    assert not Settings().cluster.exists()


def test_a_database_that_is_there_is_left_alone(cluster: Embedded) -> None:
    assert create_database(cluster.url("once"))
    assert not create_database(cluster.url("once"))


def test_a_role_that_may_use_its_own_database_only_is_enough(cluster: Embedded) -> None:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE ROLE guest LOGIN")
        connection.execute("CREATE DATABASE guests OWNER guest")
        connection.execute("REVOKE CONNECT ON DATABASE postgres FROM PUBLIC")
    assert not create_database(cluster.url("guests").replace("postgres@", "guest@"))


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction() as session:  # noqa: PT012 - the block is meant
        session.connection().exec_driver_sql("CREATE TABLE half (done int)")
        raise ZeroDivisionError
    with database.transaction() as session:
        assert session.connection().exec_driver_sql("SELECT to_regclass('half')").scalar() is None


def test_every_connection_keeps_utc(database: Database) -> None:
    with database.transaction() as session:
        assert session.connection().exec_driver_sql("SHOW timezone").scalar() == "UTC"


_RESOLVES = """
import runtime.wiring
from models.base import Base
print(sum(len([key.column for key in table.foreign_keys]) for table in Base.metadata.tables.values()))
"""


def test_whoever_writes_a_row_knows_every_table_it_refers_to() -> None:
    """The dispatcher imports no page: it could not write a paper, which may be about a meeting."""
    found = subprocess.run([sys.executable, "-c", _RESOLVES], capture_output=True, text=True, check=False)  # noqa: S603
    assert (found.returncode, found.stderr) == (0, "")
    assert int(found.stdout)
