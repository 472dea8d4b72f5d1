"""What follows from each event, on one page. A reaction is one line; one that asks questions belongs into an action."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from actions.advance import advance
from models.outbox import OutboxLine
from models.session import Session
from notifications import deliver
from notifications.links import Links
from notifications.message import Message


@dataclass(frozen=True, slots=True)
class At:
    """Within which transaction, when, and with which addresses an office reacts."""

    session: Session
    now: datetime
    links: Links


Reaction = Callable[[At, OutboxLine], list[Message]]


def open_what_follows(at: At, line: OutboxLine) -> list[Message]:
    """Open the steps that are pending; asked twice, nothing happens the second time."""
    advance(at.session, str(line.case_id), now=at.now)
    return []


def tell(at: At, line: OutboxLine) -> list[Message]:
    """Write down what the event's audience is told, and return what is to be sent outside."""
    return deliver.prepare(at.session, line, now=at.now, links=at.links)


FIRST: dict[str, tuple[Reaction, ...]] = {
    "step.settled": (open_what_follows,),
    "step.skipped": (open_what_follows,),
    "objection.filed": (open_what_follows,),
    "case.resumed": (open_what_follows,),
}
"""What happens to the case, before anybody is told."""


def needs_machine(line: OutboxLine) -> bool:
    """Whether an open machine step of the case is to do its work: it opened, or the case goes on after a hold."""
    return line.event == "case.resumed" or (
        line.event == "step.opened" and line.payload.get("kind") == "machine"
    )


def needs_sweep(line: OutboxLine) -> bool:
    """Whether everything that is due by the clock is to be looked at, without waiting for its schedule."""
    return line.event == "clock.moved"


def react(at: At, line: OutboxLine) -> list[Message]:
    """Do all that follows from ``line`` within one transaction. Returns the messages to be sent after it."""
    for reaction in FIRST.get(line.event, ()):
        reaction(at, line)
    return tell(at, line)
