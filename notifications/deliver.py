"""One event to its audience: written down first, sent after, the outcome recorded; never a second row."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from models import deliveries
from models.deliveries import Addressee, NewDelivery, Unsent
from models.outbox import OutboxLine
from models.session import Session
from notifications.channels import Channel, DeliveryFailure
from notifications.links import Links
from notifications.message import Message, Outcome
from notifications.occasions import Occasion, occasion
from notifications.quiet_hours import may_go
from notifications.render import phrasebook

MOST_ATTEMPTS = 12  # with doubling pauses a day and a half: a mail server may be away over a night
_LEASE = timedelta(minutes=5)  # longer than any send takes, so that nobody sends a message that is on its way
_FIRST_PAUSE = timedelta(minutes=1)


def prepare(session: Session, line: OutboxLine, *, now: datetime, links: Links) -> list[Message]:
    """Write down what ``line`` has to say, and return what is to be sent outside.

    Asked again about the same line, after whoever asked before died, it writes nothing new and returns what
    has not gone yet. Outside office hours what is not urgent waits for ``due``. Raises KeyError for an event
    that is neither told nor silent.
    """
    found = occasion(session, line, links)
    if found is None or not found.people:
        return []
    told = deliveries.addressees(session, found.people)
    new = [one for person in told for one in _deliveries(line, found, person)]
    deliveries.write(session, new, now=now, first_try_within=_LEASE)
    return _messages(may_go(session, deliveries.unsent_of(session, line.id), now=now))


def due(session: Session, *, now: datetime, limit: int = 100) -> list[Message]:
    """Take messages whose time has come: the office opened, they failed, their sender died. Nobody else gets them."""
    claimed = deliveries.claim_due(session, now=now, limit=limit, lease=_LEASE)
    return _messages(may_go(session, claimed, now=now))


def send(message: Message, channels: Mapping[str, Channel]) -> Outcome:
    """Hand ``message`` to its channel. Needs no database; that the other side refuses is an outcome."""
    channel = channels.get(message.channel)
    if channel is None:
        return Outcome(f"渠道 {message.channel} 未配置", retry=True, away=True)
    try:
        channel.send(message)
    except DeliveryFailure as failure:
        return Outcome(str(failure), failure.retry, failure.away)
    return Outcome()


def record(session: Session, message: Message, outcome: Outcome, *, now: datetime) -> None:
    """Note what became of ``message``; one that failed is due again later, twice as late each time."""
    if outcome.reason is None:
        deliveries.settle(session, message.id, now=now)
        return
    tries = deliveries.attempts_of(session, message.id) + 1
    again = outcome.retry and tries < MOST_ATTEMPTS
    retry_at = now + _FIRST_PAUSE * 2 ** (tries - 1) if again else None
    deliveries.fail(session, message.id, outcome.reason, retry_at=retry_at)


def _deliveries(line: OutboxLine, found: Occasion, person: Addressee) -> list[NewDelivery]:
    facts = {**found.facts, **found.own.get(person.id, {}), "name": person.name}
    words = phrasebook().words(line.event, line.process, facts)
    inbox = NewDelivery(
        outbox_id=line.id,
        event=line.event,
        case_id=line.case_id,
        person=person.id,
        channel="inbox",
        address="",
        subject=words.subject,
        body=words.body,
        link=found.link,
        version=found.version,
    )
    mail = [replace(inbox, channel="email", address=person.email)] if person.email else []
    return [inbox, *mail]


def _messages(unsent: Iterable[Unsent]) -> list[Message]:
    return [
        Message(
            id=one.id,
            channel=one.channel,
            address=one.address,
            subject=one.subject,
            body=one.body,
            link=one.link,
            created_at=one.created_at,
        )
        for one in unsent
    ]
