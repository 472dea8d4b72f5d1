"""What travels: one message to one person by one channel, and what became of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A prepared message; ``id`` is its delivery row, so that a resend is the same message."""

    id: int
    channel: str
    address: str
    subject: str
    body: str
    link: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message: ``reason`` is None when it went; ``retry``: trying again can help.

    ``away`` says that it was not about this message: the channel takes no other one now either.
    """

    reason: str | None = None
    retry: bool = False
    away: bool = False

    @property
    def sent(self) -> bool:
        """Whether the channel took the message."""
        return self.reason is None
