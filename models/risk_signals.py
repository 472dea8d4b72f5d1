"""Signals of danger (预警), what happened between the months, and the cases that were opened for them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Identity,
    Index,
    func,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.relapse.rules import GRADES, EventRule, Grade
from models.base import Base, Id, Moment
from models.monitoring import HouseholdKey, Key, MonitoredHousehold, Month, Small
from models.outbox import OutboxRow


class RiskSignal(Base):
    """A danger to be verified by two persons. A household has at most one that is open."""

    __tablename__ = "risk_signals"
    __table_args__ = (
        Index(
            "uq_risk_signals_open", "household", unique=True, postgresql_where=text("closed_period IS NULL")
        ),
        Index("ix_risk_signals_household", "household"),
        Index("ix_risk_signals_run_id", "run_id"),
    )
    id: Mapped[Key] = mapped_column(primary_key=True)
    household: Mapped[HouseholdKey]
    run_id: Mapped[int | None] = mapped_column(
        ForeignKey("monitoring_runs.id"), doc="none when an event opened it"
    )
    grade: Mapped[Small]
    reason: Mapped[str | None] = mapped_column(doc="in plain words")
    opened_period: Mapped[Month]
    case_id: Mapped[Id | None] = mapped_column(ForeignKey("cases.id"), unique=True)
    no_case_because: Mapped[str | None] = mapped_column(doc="why no case could be opened, for an officer")
    closed_period: Mapped[date | None] = mapped_column(doc="the month in which it was closed")
    closed_as: Mapped[str | None] = mapped_column(doc="the outcome of its case")


class MonitoringEvent(Base):
    """What was reported of a household between the months (突发情况). Only ever added to; no word about people."""

    __tablename__ = "monitoring_events"
    __table_args__ = (Index("ix_monitoring_events_household", "household"),)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    household: Mapped[HouseholdKey]
    kind: Mapped[str] = mapped_column(doc="key of the event in the rules")
    title: Mapped[str] = mapped_column(doc="as the rules called it then")
    grade: Mapped[Small]
    clause: Mapped[str]
    rule_version: Mapped[str]
    happened_on: Mapped[date]
    signal: Mapped[int | None] = mapped_column(
        ForeignKey("risk_signals.id"), doc="the signal it opened or came to; none within the cool-down"
    )
    recorded_at: Mapped[Moment]
    recorded_by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"), doc="none: the command line")


@dataclass(frozen=True, slots=True)
class Signal:
    """What a case is opened with."""

    id: int
    household: int
    file_number: str
    unit: str
    grade: Grade
    reason: str
    opened_period: date
    case_id: str | None
    closed: bool


def lock(session: Session, signal: int) -> Signal | None:
    """The signal with its household, locked until the transaction ends."""
    asked = (
        select(RiskSignal, MonitoredHousehold.file_number, MonitoredHousehold.unit)
        .join(MonitoredHousehold, MonitoredHousehold.id == RiskSignal.household)
        .where(RiskSignal.id == signal)
        .with_for_update(of=RiskSignal)
        .execution_options(populate_existing=True)
    )
    found = session.execute(asked).first()
    if found is None:
        return None
    row, number, unit = found
    grade, closed = GRADES[row.grade], row.closed_period is not None
    return Signal(
        row.id, row.household, number, unit, grade, row.reason or "", row.opened_period, row.case_id, closed
    )


def of_case(session: Session, case_id: str) -> int | None:
    """The signal for which the case was opened."""
    return session.scalar(select(RiskSignal.id).where(RiskSignal.case_id == case_id))


def set_case(session: Session, signal: int, case_id: str) -> None:
    """Note the case that was opened for the signal."""
    session.execute(
        update(RiskSignal).where(RiskSignal.id == signal).values(case_id=case_id, no_case_because=None)
    )


def set_no_case(session: Session, signal: int, because: str) -> None:
    """Note why no case could be opened."""
    session.execute(update(RiskSignal).where(RiskSignal.id == signal).values(no_case_because=because))


def close(session: Session, signal: int, *, period: date, outcome: str) -> None:
    """The case is over: from this month on the cool-down counts."""
    asked = update(RiskSignal).where(RiskSignal.id == signal, RiskSignal.closed_period.is_(None))
    session.execute(asked.values(closed_period=period, closed_as=outcome))


def without_case(session: Session) -> list[int]:
    """The open signals for which there is no case yet, oldest first."""
    asked = select(RiskSignal.id).where(RiskSignal.closed_period.is_(None), RiskSignal.case_id.is_(None))
    return list(session.scalars(asked.order_by(RiskSignal.id)))


def open_of(session: Session, household: int) -> int | None:
    """The open signal of the household."""
    asked = select(RiskSignal.id).where(RiskSignal.household == household, RiskSignal.closed_period.is_(None))
    return session.scalar(asked)


def last_closed(session: Session, household: int) -> date | None:
    """The month in which the last signal of the household was closed."""
    asked = select(func.max(RiskSignal.closed_period)).where(RiskSignal.household == household)
    return session.scalar(asked)


def open_by_event(
    session: Session, household: int, rule: EventRule, *, period: date, reason: str
) -> int | None:
    """Open a signal for what happened; None when another one is open by now."""
    row = {
        "household": household,
        "grade": GRADES.index(rule.grade),
        "reason": reason,
        "opened_period": period,
    }
    asked = insert(RiskSignal).values(row).on_conflict_do_nothing().returning(RiskSignal.id)
    return session.scalar(asked)


def note(session: Session, event: MonitoringEvent) -> None:
    """Keep what was reported."""
    session.add(event)
    session.flush()


def announce_batch(session: Session, run_id: int, first: int, last: int, *, now: datetime, by: str) -> None:
    """Put each new signal of the households after ``first`` up to ``last`` into the outbox, the worst first."""
    payload = func.jsonb_build_object("signal", RiskSignal.id)
    told = (
        select(literal("risk.signalled"), payload, literal(now), literal(by))
        .where(RiskSignal.run_id == run_id, RiskSignal.household > first, RiskSignal.household <= last)
        .order_by(RiskSignal.grade.desc(), RiskSignal.household)
    )
    session.execute(insert(OutboxRow).from_select(["event", "payload", "created_at", "correlation"], told))
