"""Sending what was written down. A message that does not go is due again later; no line waits for the post."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from notifications import deliver
from notifications.message import Message
from runtime.wiring import Office


@dataclass(slots=True)
class Post:
    """The post of one batch. A channel that is away is not knocked at again for every message."""

    away: set[str] = field(default_factory=set)

    def send(self, office: Office, messages: Iterable[Message]) -> int:
        """Send ``messages`` and record what became of each. Returns how many went."""
        return sum(self._send(office, message) for message in messages if message.channel not in self.away)

    def _send(self, office: Office, message: Message) -> bool:
        outcome = deliver.send(message, office.channels)
        if outcome.away:
            self.away.add(message.channel)
        with office.database.transaction() as session:
            deliver.record(session, message, outcome, now=office.clock())
        return outcome.sent


def resend_due(office: Office) -> int:
    """Try again what did not go, or what somebody wrote down and died before sending. Returns how many went."""
    with office.database.transaction() as session:
        waiting = deliver.due(session, now=office.clock())
    return Post().send(office, waiting)
