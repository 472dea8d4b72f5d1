"""Runs of monitoring: a period graded once, household by household, and where nothing could be said."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    SmallInteger,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from engine.relapse.rules import Every
from models.base import Base, Json, Moment, Texts
from models.monitoring import FIRST_OF_MONTH, HouseholdKey, Key, Month, Small

_NUMBER = "(extract(year from period)::int * 12 + extract(month from period)::int - 1) / every_months"


class MonitoringRun(Base):
    """One month, quarter, half-year or year graded under one version of the rules: done once, whoever asks."""

    __tablename__ = "monitoring_runs"
    __table_args__ = (
        UniqueConstraint("every_months", "number", "rule_version"),
        CheckConstraint(FIRST_OF_MONTH, name="first_of_month"),
    )
    id: Mapped[Key] = mapped_column(primary_key=True)
    every_months: Mapped[Every] = mapped_column(
        SmallInteger, server_default="1", doc="how often: 1, 3, 6 or 12"
    )
    period: Mapped[Month] = mapped_column(doc="the month in which it was made, whose data it looks at")
    number: Mapped[int] = mapped_column(
        Computed(_NUMBER), doc="which month, quarter, half-year or year it is"
    )
    rule_version: Mapped[str]
    rules: Mapped[Json] = mapped_column(doc="as they were when the run began")
    started_at: Mapped[Moment]
    done_up_to: Mapped[int] = mapped_column(BigInteger, doc="household up to which all is graded")
    finished_at: Mapped[Moment | None]
    population: Mapped[dict[str, Any] | None] = mapped_column(
        JSONB, doc="households by reason when the run was finished; one with two reasons counts in both"
    )


class RelapseCheck(Base):
    """One household checked in one run: what the month gave, what stands, and for a hit what it rests on."""

    __tablename__ = "relapse_checks"
    __table_args__ = (Index("ix_relapse_checks_run_id_grade", "run_id", "grade"),)
    household: Mapped[HouseholdKey] = mapped_column(primary_key=True)
    period: Mapped[Month] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("monitoring_runs.id"), primary_key=True)
    found: Mapped[Small] = mapped_column(doc="severity of this month: 0 green to 3 red")
    grade: Mapped[Small] = mapped_column(doc="severity that stands after hysteresis")
    calm: Mapped[Small] = mapped_column(doc="better checks running")
    reason: Mapped[str | None] = mapped_column(doc="in plain words, for a hit")
    input: Mapped[dict[str, Any] | None] = mapped_column(JSONB, doc="the facts, for a hit")
    why: Mapped[Texts] = mapped_column(server_default="{}", doc="the reasons for which it was monitored then")


class Gap(Base):
    """A household that was due and of which nobody could say anything: no check, it stays due."""

    __tablename__ = "monitoring_gaps"
    household: Mapped[HouseholdKey] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("monitoring_runs.id"), primary_key=True, index=True)
    reason: Mapped[str] = mapped_column(doc="in plain words")
    why: Mapped[Texts] = mapped_column(doc="the reasons for which it was monitored then")
