"""The connection to PostgreSQL and the only place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import psycopg
from psycopg import sql
from sqlalchemy import URL, create_engine, event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from models import tables  # noqa: F401 - a row is written only where every table it refers to is known
from models.correlation import Door, come_through

_FIRST_WITH_BUILTIN_LOCALE = 170_000
_BUSY_SECONDS = 1.0


def with_driver(url: str, driver: str) -> URL:
    """``url`` for one driver (``psycopg``, ``asyncpg``), however its scheme was written."""
    return make_url(url).set(drivername=f"postgresql+{driver}")


def conninfo_of(url: str, database: str | None = None) -> str:
    """``url`` as libpq reads it, or the address of another ``database`` on the same server."""
    plain = make_url(url).set(drivername="postgresql")
    return (plain.set(database=database) if database else plain).render_as_string(hide_password=False)


def create_database(url: str, *, template: str = "template0") -> bool:
    """Make the database that ``url`` names, on its server; False when it is there already.

    In the builtin locale C.UTF-8 trigrams work on Chinese text, and no upgrade of the system changes the order.
    Raises psycopg.OperationalError when the server cannot be reached or does not let us in.
    """
    if _lets_us_in(url):
        return False
    with psycopg.connect(conninfo_of(url, "postgres"), autocommit=True) as connection:
        words = "CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'"
        if template == "template0" and connection.info.server_version >= _FIRST_WITH_BUILTIN_LOCALE:
            words += " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
        name = make_url(url).database or ""
        connection.execute(sql.SQL(words).format(sql.Identifier(name), sql.Identifier(template)))
        return True


def _lets_us_in(url: str) -> bool:
    # Asked of the database itself: on a server of others we may not be let into any but our own.
    try:
        psycopg.connect(conninfo_of(url), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


class Database:
    """A pool of at most ten connections, all in UTC."""

    def __init__(self, url: str) -> None:
        self.url = with_driver(url, "psycopg").render_as_string(hide_password=False)
        self.engine = create_engine(
            self.url,
            pool_size=5,
            max_overflow=5,
            hide_parameters=True,  # what is stored is about people: no error message quotes it
            connect_args={"options": "-c timezone=UTC", "connect_timeout": 5},
        )
        event.listen(self.engine, "checkin", _note_use)
        event.listen(self.engine, "checkout", _ask_if_idle)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @property
    def conninfo(self) -> str:
        """The address as libpq reads it: for LISTEN and for pg_dump."""
        return conninfo_of(self.url)

    @contextmanager
    def transaction(self, door: Door | None = None) -> Iterator[Session]:
        """One transaction: committed at the end, rolled back when anything was raised.

        The journal says that what is done in it came through ``door``.
        """
        with self._sessions.begin() as session:
            if door is not None:
                come_through(session, door)
            yield session

    def dispose(self) -> None:
        """Close the pool. The database may be used again afterwards."""
        self.engine.dispose()


def _note_use(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info["used"] = monotonic()


def _ask_if_idle(connection: psycopg.Connection, record: ConnectionPoolEntry, _proxy: object) -> None:
    """PostgreSQL may have been restarted since: ask before use; but not in the middle of busy work, it costs."""
    if monotonic() - record.info.get("used", 0.0) < _BUSY_SECONDS:
        return
    try:
        connection.execute("")
        connection.rollback()
    except psycopg.OperationalError as gone:
        raise DisconnectionError from gone
