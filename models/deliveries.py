"""What was sent to whom by which channel: exactly one row per event, person and channel."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    UniqueConstraint,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Id, Moment
from models.organisation import Human

ChannelName = Literal["inbox", "email"]


class Delivery(Base):
    """One message to one person by one channel. A row of the channel ``inbox`` is what the person reads."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("outbox_id", "person", "channel"),
        CheckConstraint("status IN ('pending', 'sent', 'failed')", name="status"),
        CheckConstraint("channel IN ('inbox', 'email')", name="channel"),
    )
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    outbox_id: Mapped[int] = mapped_column(BigInteger, doc="the event told of; outlives the outbox line")
    event: Mapped[str] = mapped_column(doc="dotted name, e.g. step.opened")
    case_id: Mapped[Id | None] = mapped_column(ForeignKey("cases.id"), index=True)
    person: Mapped[Id] = mapped_column(ForeignKey("people.id"), index=True)
    channel: Mapped[str]
    address: Mapped[str] = mapped_column(doc="where to, as it was when prepared; empty in the inbox")
    subject: Mapped[str]
    body: Mapped[str]
    link: Mapped[str] = mapped_column(doc="the one page the message points to")
    status: Mapped[str]
    attempts: Mapped[int] = mapped_column(server_default="0")
    created_at: Mapped[Moment]
    retry_at: Mapped[Moment | None] = mapped_column(index=True, doc="when to try again; none: never again")
    sent_at: Mapped[Moment | None]
    read_at: Mapped[Moment | None] = mapped_column(doc="when the person opened it; inbox only")
    error: Mapped[str | None] = mapped_column(doc="why the last attempt failed")
    version: Mapped[str | None] = mapped_column(
        ForeignKey("process_versions.id"),
        doc="the definition whose office hours it keeps; none: goes at any hour",
    )


_UNSENT = (
    Delivery.id,
    Delivery.channel,
    Delivery.address,
    Delivery.subject,
    Delivery.body,
    Delivery.link,
    Delivery.created_at,
    Delivery.attempts,
    Delivery.version,
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody active who can be told: by name, and by e-mail if there is an address."""

    id: str
    name: str
    email: str | None


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A message as it is first written down."""

    outbox_id: int
    event: str
    case_id: str | None
    person: str
    channel: ChannelName
    address: str
    subject: str
    body: str
    link: str
    version: str | None


@dataclass(frozen=True, slots=True)
class Unsent:
    """A message that has not gone yet, and how often it was tried."""

    id: int
    channel: str
    address: str
    subject: str
    body: str
    link: str
    created_at: datetime
    attempts: int
    version: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """A line of a person's notices (通知)."""

    id: int
    event: str
    subject: str
    body: str
    link: str
    created_at: datetime
    read_at: datetime | None

    @property
    def paragraphs(self) -> list[str]:
        """What it says, without the form of address: the reader knows who is meant."""
        return self.body.split("\n\n")[1:]


def addressees(session: Session, people: Sequence[str]) -> list[Addressee]:
    """Those of ``people`` who are still active, by login."""
    asked = select(Human.id, Human.name, Human.email).where(Human.id.in_(people), Human.active)
    return [Addressee(*row) for row in session.execute(asked.order_by(Human.login))]


def write(
    session: Session, new: Sequence[NewDelivery], *, now: datetime, first_try_within: timedelta
) -> None:
    """Write down messages; one of the same event, person and channel that is there already stays as it is.

    A row of the inbox has arrived by being written. Any other is due again after ``first_try_within``,
    for the case that whoever wrote it down dies before sending it.
    """
    rows = [_row(one, now, now + first_try_within) for one in new]
    if rows:
        session.execute(insert(Delivery).on_conflict_do_nothing(), rows)


def unsent_of(session: Session, outbox_id: int) -> list[Unsent]:
    """The messages of one event that have not gone and may still be tried, in the order of writing."""
    asked = select(*_UNSENT).where(Delivery.outbox_id == outbox_id, Delivery.status != "sent")
    asked = asked.where(Delivery.retry_at.is_not(None))
    return [Unsent(*row) for row in session.execute(asked.order_by(Delivery.id))]


def claim_due(session: Session, *, now: datetime, limit: int, lease: timedelta) -> list[Unsent]:
    """Take messages whose next attempt is due; for ``lease`` nobody else takes them."""
    due = select(*_UNSENT).where(Delivery.status != "sent", Delivery.retry_at <= now)
    due = due.order_by(Delivery.retry_at).limit(limit)
    found = [Unsent(*row) for row in session.execute(due.with_for_update(skip_locked=True))]
    taken = update(Delivery).where(Delivery.id.in_([one.id for one in found]))
    session.execute(taken.values(retry_at=now + lease))
    return found


def put_off(session: Session, delivery_ids: Sequence[int], *, until: datetime) -> None:
    """Nobody takes these messages before ``until``; that they wait is no attempt."""
    session.execute(update(Delivery).where(Delivery.id.in_(delivery_ids)).values(retry_at=until))


def attempts_of(session: Session, delivery_id: int) -> int:
    """How often the message was tried. Raises NoResultFound when there is no such row."""
    return session.scalars(select(Delivery.attempts).where(Delivery.id == delivery_id)).one()


def settle(session: Session, delivery_id: int, *, now: datetime) -> None:
    """The message went."""
    _after_attempt(session, delivery_id, status="sent", sent_at=now, retry_at=None, error=None)


def fail(session: Session, delivery_id: int, reason: str, *, retry_at: datetime | None) -> None:
    """The attempt failed; without ``retry_at`` there will be no other."""
    _after_attempt(session, delivery_id, status="failed", retry_at=retry_at, error=reason)


def given_up(session: Session) -> list[tuple[int, str, str]]:
    """Messages that will not be tried again: id, event and reason, newest first; for the doctor."""
    asked = select(Delivery.id, Delivery.event, Delivery.error)
    asked = asked.where(Delivery.status == "failed", Delivery.retry_at.is_(None))
    return [
        (row.id, row.event, row.error or "") for row in session.execute(asked.order_by(Delivery.id.desc()))
    ]


def notices_of(session: Session, person: str, *, limit: int) -> list[Notice]:
    """A person's notices, newest first."""
    columns = (Delivery.id, Delivery.event, Delivery.subject, Delivery.body, Delivery.link)
    asked = select(*columns, Delivery.created_at, Delivery.read_at)
    asked = asked.where(Delivery.person == person, Delivery.channel == "inbox")
    return [Notice(*row) for row in session.execute(asked.order_by(Delivery.id.desc()).limit(limit))]


def mark_read(session: Session, person: str, *, now: datetime, case_id: str | None = None) -> None:
    """The person has seen all notices, or those about one case."""
    seen = update(Delivery).where(Delivery.person == person, Delivery.channel == "inbox")
    if case_id is not None:
        seen = seen.where(Delivery.case_id == case_id)
    session.execute(seen.where(Delivery.read_at.is_(None)).values(read_at=now))


def _row(one: NewDelivery, now: datetime, retry_at: datetime) -> dict[str, object]:
    arrived = one.channel == "inbox"
    return {
        **asdict(one),
        "status": "sent" if arrived else "pending",
        "created_at": now,
        "sent_at": now if arrived else None,
        "retry_at": None if arrived else retry_at,
    }


def _after_attempt(session: Session, delivery_id: int, **changes: object) -> None:
    attempt = update(Delivery).where(Delivery.id == delivery_id)
    session.execute(attempt.values(attempts=Delivery.attempts + 1, **changes))
