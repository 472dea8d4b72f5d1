"""The connection to PostgreSQL and the only place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, create_engine, make_url
from sqlalchemy.orm import Session, sessionmaker


def with_driver(url: str, driver: str) -> URL:
    """``url`` for one driver (``psycopg``, ``asyncpg``), however its scheme was written."""
    return make_url(url).set(drivername=f"postgresql+{driver}")


class Database:
    """A pool of at most ten connections, all in UTC."""

    def __init__(self, url: str) -> None:
        self.url = with_driver(url, "psycopg").render_as_string(hide_password=False)
        self.engine = create_engine(
            self.url,
            pool_size=5,
            max_overflow=5,
            pool_pre_ping=True,  # PostgreSQL may have been restarted since: then ask again, do not fail
            connect_args={"options": "-c timezone=UTC", "connect_timeout": 5},
        )
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @property
    def conninfo(self) -> str:
        """The address as libpq reads it: for LISTEN and for pg_dump."""
        return make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction: committed at the end, rolled back when anything was raised."""
        with self._sessions.begin() as session:
            yield session

    def dispose(self) -> None:
        """Close the pool. The database may be used again afterwards."""
        self.engine.dispose()
