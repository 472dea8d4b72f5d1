"""Monitoring of households (跟踪监测): who is watched, what was known each month, runs, checks and signals."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Identity,
    Index,
    Numeric,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Moment

Key = Annotated[int, mapped_column(BigInteger, Identity(always=True))]
Month = Annotated[date, mapped_column(Date)]  # the first day of a month
Money = Annotated[Decimal | None, mapped_column(Numeric(14, 2))]
Small = Annotated[int, mapped_column(SmallInteger)]
Household = Annotated[int, mapped_column(ForeignKey("monitored_households.id"))]
_FIRST_OF_MONTH = "extract(day from period) = 1"


class MonitoredHousehold(Base):
    """A household under monitoring. Who lives in it stands in its file, not here."""

    __tablename__ = "monitored_households"
    __table_args__ = (Index("ix_monitored_households_unit", "unit"),)
    id: Mapped[Key] = mapped_column(primary_key=True)
    file_number: Mapped[str] = mapped_column(unique=True)
    unit: Mapped[str] = mapped_column(ForeignKey("units.key"))
    why: Mapped[str] = mapped_column(doc="left, edge, relative, self_report, hotline or unit")
    exited_on: Mapped[date | None] = mapped_column(doc="day of exit from hardship (脱困)")
    ended_on: Mapped[date | None] = mapped_column(doc="monitoring is over")


class Snapshot(Base):
    """What was known of a household for one month, in yuan and counts. Empty is unknown, not zero."""

    __tablename__ = "household_snapshots"
    __table_args__ = (CheckConstraint(_FIRST_OF_MONTH, name="first_of_month"),)
    household: Mapped[Household] = mapped_column(primary_key=True)
    period: Mapped[Month] = mapped_column(primary_key=True)
    persons: Mapped[int | None] = mapped_column(SmallInteger)
    line: Mapped[Money] = mapped_column(doc="低保 line by head and month")
    net_income: Mapped[Money] = mapped_column(doc="twelve months, after rigid expenditure")
    base_income: Mapped[Money] = mapped_column(doc="net income when monitoring began")
    medical_year: Mapped[Money]
    medical_half_year: Mapped[Money]
    unemployed_months: Mapped[int | None] = mapped_column(SmallInteger)
    loss: Mapped[Money]
    earner_lost: Mapped[int | None] = mapped_column(SmallInteger, doc="1 yes, 0 no")
    new_student: Mapped[int | None] = mapped_column(SmallInteger, doc="1 yes, 0 no")
    arrears: Mapped[Money]


class MonitoringRun(Base):
    """One period graded under one version of the rules: done once, however often it is asked for."""

    __tablename__ = "monitoring_runs"
    __table_args__ = (
        UniqueConstraint("period", "rule_version"),
        CheckConstraint(_FIRST_OF_MONTH, name="first_of_month"),
    )
    id: Mapped[Key] = mapped_column(primary_key=True)
    period: Mapped[Month]
    rule_version: Mapped[str]
    rules: Mapped[dict[str, Any]] = mapped_column(JSONB, doc="as they were when the run began")
    started_at: Mapped[Moment]
    done_up_to: Mapped[int] = mapped_column(BigInteger, doc="household up to which all is graded")
    finished_at: Mapped[Moment | None]


class RelapseCheck(Base):
    """One household checked in one run: what the month gave, what stands, and for a hit what it rests on."""

    __tablename__ = "relapse_checks"
    __table_args__ = (Index("ix_relapse_checks_run_id_grade", "run_id", "grade"),)
    household: Mapped[Household] = mapped_column(primary_key=True)
    period: Mapped[Month] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("monitoring_runs.id"), primary_key=True)
    found: Mapped[Small] = mapped_column(doc="severity of this month: 0 green to 3 red")
    grade: Mapped[Small] = mapped_column(doc="severity that stands after hysteresis")
    calm: Mapped[Small] = mapped_column(doc="better checks running")
    reason: Mapped[str | None] = mapped_column(doc="in plain words, for a hit")
    input: Mapped[dict[str, Any] | None] = mapped_column(JSONB, doc="the facts, for a hit")


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
    household: Mapped[Household]
    run_id: Mapped[int] = mapped_column(ForeignKey("monitoring_runs.id"))
    grade: Mapped[Small]
    opened_period: Mapped[Month]
    closed_period: Mapped[date | None] = mapped_column(doc="the month in which it was closed")
