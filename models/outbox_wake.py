"""Waiting for the outbox: PostgreSQL tells whoever listens that a fact was committed."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

import psycopg
from sqlalchemy.exc import InterfaceError, OperationalError

CHANNEL = "outbox"
DATABASE_AWAY = (psycopg.OperationalError, OperationalError, InterfaceError)
"""What is raised when PostgreSQL cannot be reached, or went away in the middle."""


class Wake(Protocol):
    """Waits for the next fact."""

    def wait(self, seconds: float, /) -> bool:
        """Sleep until a fact is committed, at most so many seconds. Says whether one was."""


class _Listening:
    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def wait(self, seconds: float) -> bool:
        """Any number of notices that came together wake once."""
        return any(True for _ in self._connection.notifies(timeout=seconds, stop_after=1))


@contextmanager
def listen(conninfo: str) -> Iterator[Wake]:
    """Listen on a connection of its own. Raises psycopg.OperationalError when the server is away, also in ``wait``."""
    with psycopg.connect(conninfo, autocommit=True, connect_timeout=5) as connection:
        connection.execute(f"LISTEN {CHANNEL}")
        try:
            yield _Listening(connection)
        finally:
            with suppress(psycopg.Error):
                connection.execute(f"UNLISTEN {CHANNEL}")
