"""The driver beneath a session, for the few statements of the decision path where every microsecond counts."""

from typing import Any

import psycopg
from psycopg import Connection
from sqlalchemy.exc import DataError
from sqlalchemy.orm import Session

NOT_STORABLE = (DataError, psycopg.DataError, UnicodeEncodeError)
"""What is raised for a value that PostgreSQL cannot hold: NUL, half a character, a number beyond its types."""


def driver(session: Session) -> Connection[tuple[Any, ...]]:
    """The session's own psycopg connection: the same transaction, without SQLAlchemy's statement building."""
    connection: Connection[tuple[Any, ...]] = session.connection().connection.driver_connection  # type: ignore[assignment]
    return connection
