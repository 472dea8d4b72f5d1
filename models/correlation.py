"""Where an act comes from: the number of its request or run, and the door it came through.

The number is the same in the log, the journal lines and the outbox lines.
"""

from typing import Literal
from uuid import uuid4

from sqlalchemy.orm import Session

Door = Literal["page", "api", "bulk", "link", "clock", "office", "cli"]
_KEY = "correlation"
_DOOR = "door"


def correlate(session: Session, correlation: str) -> None:
    """Mark all that this session writes with ``correlation``."""
    session.info[_KEY] = correlation


def come_through(session: Session, door: Door) -> None:
    """Mark all that this session writes with the door it came through."""
    session.info[_DOOR] = door


def door_of(session: Session) -> str | None:
    """The door that the edge named; None where nobody did."""
    return session.info.get(_DOOR)


def correlation_of(session: Session) -> str:
    """The session's mark; a new one when the edge gave none."""
    if _KEY not in session.info:
        session.info[_KEY] = uuid4().hex
    return str(session.info[_KEY])
