import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from runtime.embedded import Embedded, EmbeddedFailed, running
from tests.runtime.waiting import until


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Embedded]:
    one = Embedded(tmp_path / "postgres")
    yield one
    one.stop()


def test_starting_twice_starts_once(server: Embedded) -> None:
    assert server.start()
    assert not server.start()
    server.stop()
    assert server.pid() is None
    server.stop()


def test_a_second_start_finds_what_was_written(server: Embedded) -> None:
    server.start()
    _write(server, 1)
    server.stop()
    server.start()
    assert _read(server) == [1]


def test_kill_9_does_not_block_the_next_start_and_loses_nothing(server: Embedded) -> None:
    server.start()
    _write(server, 1)
    os.kill(server.pid() or 0, signal.SIGKILL)
    until(lambda: server.pid() is None)
    assert (server.folder / "postmaster.pid").exists()
    assert server.start()
    assert _read(server) == [1]


def test_a_left_over_pid_that_is_now_another_process_does_not_block(server: Embedded) -> None:
    server.start()
    server.stop()
    (server.folder / "postmaster.pid").write_text(f"{os.getpid()}\n{server.folder}\n0\n5432\n")
    assert server.pid() is None
    assert server.start()


def test_trigrams_work_on_chinese_text(server: Embedded) -> None:
    server.start()
    server.create_database("banshi")
    with psycopg.connect(server.url("banshi")) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        likeness = connection.execute("SELECT similarity('陕西省人民医院', '陕西省人民')").fetchone()
    assert likeness is not None
    assert likeness[0] > 0.5


def test_only_the_owner_can_open_the_socket(server: Embedded) -> None:
    server.start()
    assert server.socket_dir.stat().st_mode & 0o077 == 0


def test_a_path_too_long_for_a_socket_works_all_the_same(tmp_path: Path) -> None:
    with running(tmp_path / ("很长的目录名" * 6) / "it's here") as server:
        assert server.create_database("banshi")
        assert not server.create_database("banshi")


def test_what_is_wrong_with_a_cluster_is_said(server: Embedded) -> None:
    server.start()
    server.stop()
    (server.folder / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(EmbeddedFailed, match="no_such_setting"):
        server.start()


def _write(server: Embedded, value: int) -> None:
    with psycopg.connect(server.url("postgres")) as connection:
        connection.execute("CREATE TABLE kept (value int)")
        connection.execute("INSERT INTO kept VALUES (%s)", [value])


def _read(server: Embedded) -> list[int]:
    with psycopg.connect(server.url("postgres")) as connection:
        return [row[0] for row in connection.execute("SELECT value FROM kept")]
