"""What belongs to a case beside its steps: windows, objections, opinions, copies, links, exceptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.state.words import Answer, LinkKind


@dataclass(frozen=True, slots=True)
class WindowState:
    """A publicity window; ``id`` is the visit's. While suspended, ``days_left`` keeps what remains."""

    id: str
    level: str
    posted_at: datetime
    closes_at: datetime
    suspended_at: datetime | None = None
    days_left: int | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ObjectionState:
    """An objection filed within a window, and what the inquiry found. Its words are kept apart, sealed.

    ``rungs`` counts how far up the ladder the inquiry has come since it is overdue (超时).
    """

    id: str
    step_id: str
    filed_at: datetime
    due_at: datetime | None
    upheld: bool | None = None
    finding: str | None = None
    found_by: str | None = None
    found_at: datetime | None = None
    rungs: int = 0


@dataclass(frozen=True, slots=True)
class OpinionState:
    """One outside body's opinion. No answer is not consent.

    ``received`` is what came by the signed link and nobody has put on file yet: answer, reason, document, signer, at.
    """

    id: str
    step_id: str
    agency: str
    title: str
    asked_at: datetime
    due_at: datetime | None = None
    answer: Answer | None = None
    reason: str | None = None
    document: str | None = None
    answered_at: datetime | None = None
    valid_until: datetime | None = None
    received: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class CopyState:
    """A case sent to somebody for information (抄送), and when it was read (已阅).

    ``sent_by`` is nobody where the definition says so, on an ``occasion``: a visit and what happened to it.
    """

    id: str
    person: str
    name: str
    sent_by: str | None
    sent_at: datetime
    note: str | None = None
    read_at: datetime | None = None
    occasion: str | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exception from one rule for the nominee of the case (准予例外): at which step, by whom, and why."""

    step: str
    by: str
    who: str
    reason: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class LinkState:
    """Another case that this one has to do with: how, and since when."""

    id: str
    kind: LinkKind
    other: str
    number: str
    linked_at: datetime
    linked_by: str | None = None
    note: str | None = None
    removed_at: datetime | None = None
