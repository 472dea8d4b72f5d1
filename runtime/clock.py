"""What time it is in this office. Verbs never ask: they are told by whoever calls them."""

from datetime import UTC, datetime, timedelta
from typing import Protocol

from models.clock import shift
from runtime.database import Database


class Clock(Protocol):
    """Answers with an aware UTC datetime."""

    def __call__(self) -> datetime:
        """Now."""


class SystemClock:
    """The real time."""

    def __call__(self) -> datetime:
        """Now, by the machine."""
        return datetime.now(UTC)


class DemonstrationClock:
    """Real time shifted by table office_clock: every process of the office sees the same virtual time.

    The shift is asked for each time, because an administrator may move the clock on while processes run.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def __call__(self) -> datetime:
        """Now, in the demonstration office."""
        with self._database.transaction() as session:
            ahead = shift(session) or timedelta()
        return datetime.now(UTC) + ahead
