"""The outbox (待分发): facts that machines have still to act on. The insert itself wakes the dispatcher."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    func,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Id, Json, Moment
from models.cases import Case
from models.journal import JournalLine
from models.processes import ProcessVersion

MOST_ATTEMPTS = 5
_CLAIM_KEY = (
    62_001  # advisory lock: claims are short and go one after the other, so no case's order is broken
)
_OPEN = "settled_at IS NULL AND parked_at IS NULL"


class OutboxRow(Base):
    """One fact to act on. A case's facts keep their words in the journal; others bring their own payload."""

    __tablename__ = "outbox"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "seq"], ["journal.case_id", "journal.seq"]),
        Index("ix_outbox_open", "id", postgresql_where=text(_OPEN)),
        Index("ix_outbox_case_id", "case_id", "id"),
    )
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    case_id: Mapped[Id | None]
    seq: Mapped[int | None]
    process: Mapped[str | None]
    event: Mapped[str]
    payload: Mapped[Json | None]
    correlation: Mapped[str]
    created_at: Mapped[Moment]
    claimed_until: Mapped[Moment | None]
    attempts: Mapped[int] = mapped_column(server_default="0")
    reason: Mapped[str | None] = mapped_column(doc="why the last attempt failed")
    parked_at: Mapped[Moment | None] = mapped_column(doc="given up; waits for an administrator")
    settled_at: Mapped[Moment | None]
    run: Mapped[Id | None] = mapped_column(
        ForeignKey("runs.id"), doc="the flow run; none when Prefect was away"
    )


class Run(Base):
    """A flow run that acted on outbox lines, by the name it has on the dashboard."""

    __tablename__ = "runs"
    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[str]
    at: Mapped[Moment]


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """A claimed fact with everything a reaction needs to know of it."""

    id: int
    case_id: str | None
    case_number: str | None
    process: str | None
    process_title: str | None
    event: str
    payload: dict[str, Any]
    correlation: str
    created_at: datetime
    attempts: int
    seq: int | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run that touched a case."""

    run_id: str
    run_name: str
    at: datetime


def put(
    session: Session,
    *,
    event: str,
    payload: dict[str, Any],
    now: datetime,
    correlation: str,
    process: str | None = None,
) -> None:
    """Add a fact that is not a case's: a round opened, the clock moved."""
    session.add(
        OutboxRow(event=event, payload=payload, created_at=now, correlation=correlation, process=process)
    )
    session.flush()


def claim(session: Session, *, limit: int, now: datetime, lease_seconds: int) -> list[OutboxLine]:
    """The oldest open facts, leased to the caller; none of a case of which an earlier fact is with another."""
    session.execute(select(func.pg_advisory_xact_lock(_CLAIM_KEY)))
    chosen = session.scalars(
        text(_CLAIM), {"limit": limit, "now": now, "until": now + timedelta(seconds=lease_seconds)}
    ).all()
    return lines(session, chosen)


def renew(session: Session, ids: Sequence[int], *, held_until: datetime, until: datetime) -> int:
    """Hold these facts longer, as far as they are still held as before: not settled, put off or another's by now.

    A fact that is being settled at this moment is left alone: it needs no lease any more. Returns how many are held.
    """
    mine = (
        select(OutboxRow.id)
        .where(OutboxRow.id.in_(ids), OutboxRow.claimed_until == held_until, OutboxRow.settled_at.is_(None))
        .with_for_update(skip_locked=True)
    )
    held = session.scalars(mine).all()
    session.execute(update(OutboxRow).where(OutboxRow.id.in_(held)).values(claimed_until=until))
    return len(held)


def lines(session: Session, ids: Sequence[int]) -> list[OutboxLine]:
    """These facts, oldest first, whatever their state."""
    asked = (
        select(
            OutboxRow.id,
            OutboxRow.case_id,
            Case.number,
            OutboxRow.process,
            select(ProcessVersion.title)
            .where(ProcessVersion.key == OutboxRow.process)
            .order_by(ProcessVersion.published_at.desc())
            .limit(1)
            .scalar_subquery(),
            OutboxRow.event,
            func.coalesce(OutboxRow.payload, JournalLine.payload),
            OutboxRow.correlation,
            OutboxRow.created_at,
            OutboxRow.attempts,
            OutboxRow.seq,
            JournalLine.actor,
        )
        .outerjoin(Case, Case.id == OutboxRow.case_id)
        .outerjoin(
            JournalLine, (JournalLine.case_id == OutboxRow.case_id) & (JournalLine.seq == OutboxRow.seq)
        )
        .where(OutboxRow.id.in_(ids))
        .order_by(OutboxRow.id)
    )
    return [OutboxLine(*row) for row in session.execute(asked)]


def settle(
    session: Session, ids: Sequence[int], *, now: datetime, run_id: str | None, run_name: str | None
) -> set[int]:
    """These facts are acted on. Without a run, they were worked while Prefect was away.

    Returns those settled just now: a lease may have run out, and another have acted on the rest since.
    """
    if run_id is not None and session.get(Run, run_id) is None:
        session.add(Run(id=run_id, name=run_name or run_id, at=now))
        session.flush()
    open_ones = update(OutboxRow).where(OutboxRow.id.in_(ids), OutboxRow.settled_at.is_(None))
    asked = open_ones.values(settled_at=now, claimed_until=None, run=run_id).returning(OutboxRow.id)
    return set(session.scalars(asked.execution_options(synchronize_session=False)))


def settle_before(session: Session, moment: datetime, *, now: datetime) -> None:
    """What happened before ``moment`` is acted on: nobody is told of it any more."""
    old = update(OutboxRow).where(OutboxRow.created_at < moment, OutboxRow.settled_at.is_(None))
    session.execute(old.values(settled_at=now).execution_options(synchronize_session=False))


def fail(session: Session, line_id: int, reason: str, *, now: datetime) -> bool:
    """Try again later, twice as late each time; after ``MOST_ATTEMPTS`` park it. Says whether it is parked."""
    row = session.get_one(OutboxRow, line_id, with_for_update=True)
    row.attempts += 1
    row.reason = reason
    row.claimed_until = now + timedelta(seconds=2**row.attempts)
    if row.attempts >= MOST_ATTEMPTS:
        row.parked_at = now
    session.flush()
    return row.parked_at is not None


def release(session: Session, ids: Sequence[int]) -> None:
    """Give claimed facts back untouched, so that the next claim takes them in their order."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id.in_(ids), OutboxRow.settled_at.is_(None))
        .values(claimed_until=None)
    )


def parked(session: Session) -> list[OutboxLine]:
    """The facts that were given up, oldest first."""
    asked = select(OutboxRow.id).where(OutboxRow.parked_at.is_not(None), OutboxRow.settled_at.is_(None))
    return lines(session, session.scalars(asked).all())


def unpark(session: Session, line_id: int) -> None:
    """Have the dispatcher try again from the beginning."""
    asked = update(OutboxRow).where(OutboxRow.id == line_id)
    session.execute(asked.values(parked_at=None, attempts=0, claimed_until=None))
    session.execute(select(func.pg_notify("outbox", "")))


def waiting(session: Session) -> int:
    """How many facts are still to be acted on, parked ones left out."""
    asked = select(func.count()).select_from(OutboxRow).where(text(_OPEN))
    return session.scalars(asked).one()


def runs_of(session: Session, case_id: str) -> list[RunLine]:
    """The runs that touched a case, latest first."""
    asked = select(Run.id, Run.name, Run.at).join(OutboxRow, OutboxRow.run == Run.id)
    asked = asked.where(OutboxRow.case_id == case_id).distinct().order_by(Run.at.desc())
    return [RunLine(*row) for row in session.execute(asked)]


# Materialized: as a plain subquery the planner may ask it once a row, and a claim would exceed its limit.
_CLAIM = f"""
WITH chosen AS MATERIALIZED (
    SELECT o.id FROM outbox o
    WHERE {_OPEN} AND (o.claimed_until IS NULL OR o.claimed_until <= :now)
      AND NOT EXISTS (
        SELECT FROM outbox earlier
        WHERE earlier.case_id = o.case_id AND earlier.id < o.id AND earlier.settled_at IS NULL
          AND (earlier.parked_at IS NOT NULL OR earlier.claimed_until > :now))
    ORDER BY o.id LIMIT :limit
    FOR UPDATE SKIP LOCKED)
UPDATE outbox SET claimed_until = :until FROM chosen WHERE outbox.id = chosen.id
RETURNING outbox.id"""  # noqa: S608 - made of our own constant
