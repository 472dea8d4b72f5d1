"""The driver beneath a session, for the few statements of the decision path where every microsecond counts."""

from typing import Any

from psycopg import Connection
from sqlalchemy.orm import Session


def driver(session: Session) -> Connection[tuple[Any, ...]]:
    """The session's own psycopg connection: the same transaction, without SQLAlchemy's statement building."""
    connection: Connection[tuple[Any, ...]] = session.connection().connection.driver_connection  # type: ignore[assignment]
    return connection
