"""The correlation id: one request's or run's number, the same in its log, its journal lines and its outbox lines."""

from uuid import uuid4

from sqlalchemy.orm import Session

_KEY = "correlation"


def correlate(session: Session, correlation: str) -> None:
    """Mark all that this session writes with ``correlation``."""
    session.info[_KEY] = correlation


def correlation_of(session: Session) -> str:
    """The session's mark; a new one when the edge gave none."""
    if _KEY not in session.info:
        session.info[_KEY] = uuid4().hex
    return str(session.info[_KEY])
