"""Publishing a version of a process definition."""

from dataclasses import dataclass
from datetime import datetime

from engine.definition import Process
from models import processes
from models.session import Session


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """A version's id, and whether this publication made it."""

    id: str
    created: bool


def publish(
    session: Session, process: Process, source_text: str, *, actor_id: str | None, now: datetime
) -> PublishedVersion:
    """Publish a checked definition. Content that was published before is the same version, made current again.

    Without ``actor_id`` (the office's start) known content stays as it is: what people published since prevails.
    """
    return PublishedVersion(*processes.publish(session, process, source_text, by=actor_id, now=now))
