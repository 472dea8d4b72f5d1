"""Households under monitoring (跟踪监测): who is watched, for which reasons, and what was known each month."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Identity, Index, Numeric, SmallInteger
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Moment

Key = Annotated[int, mapped_column(BigInteger, Identity(always=True))]
Month = Annotated[date, mapped_column(Date)]  # the first day of a month
Money = Annotated[Decimal | None, mapped_column(Numeric(14, 2))]
Small = Annotated[int, mapped_column(SmallInteger)]
HouseholdKey = Annotated[int, mapped_column(ForeignKey("monitored_households.id"))]
FIRST_OF_MONTH = "extract(day from period) = 1"


class MonitoredHousehold(Base):
    """A household that is or was under monitoring. Who lives in it stands in its file, not here."""

    __tablename__ = "monitored_households"
    __table_args__ = (Index("ix_monitored_households_unit", "unit"),)
    id: Mapped[Key] = mapped_column(primary_key=True)
    file_number: Mapped[str] = mapped_column(unique=True)
    unit: Mapped[str] = mapped_column(ForeignKey("units.key"))
    place: Mapped[str | None] = mapped_column(doc="where visitors go, sealed")
    exited_on: Mapped[date | None] = mapped_column(doc="day of the last exit from hardship (脱困)")
    ended_on: Mapped[date | None] = mapped_column(doc="monitoring is over: no reason holds any more")


class Membership(Base):
    """A reason for which a household is monitored, from a day until it runs out or is ended.

    The days say of every period who was in it and why. A second entry (返困) names the one before.
    """

    __tablename__ = "monitoring_memberships"
    __table_args__ = (
        Index(
            "uq_monitoring_memberships_open",
            "household",
            "reason",
            unique=True,
            postgresql_where=sql("ended_on IS NULL"),
        ),
        Index("ix_monitoring_memberships_household", "household"),
        Index("ix_monitoring_memberships_runs_out", "runs_out_on", postgresql_where=sql("ended_on IS NULL")),
    )
    id: Mapped[Key] = mapped_column(primary_key=True)
    household: Mapped[HouseholdKey]
    reason: Mapped[str] = mapped_column(doc="left, edge, relative, self_report, hotline or unit")
    since: Mapped[date] = mapped_column(doc="the day from which the reason counts")
    runs_out_on: Mapped[date | None] = mapped_column(doc="first day on which it no longer holds, by the rule")
    clause: Mapped[str] = mapped_column(doc="of the rule that let it in")
    rule_version: Mapped[str]
    noted_at: Mapped[Moment]
    noted_by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"), doc="none: an event or a rule")
    ended_on: Mapped[date | None]
    ended_why: Mapped[str | None] = mapped_column(doc="ran_out, refiled, closed, moved, died or by_hand")
    previous: Mapped[int | None] = mapped_column(
        ForeignKey("monitoring_memberships.id"), doc="the entry before this one, after a relapse (返困)"
    )


class Snapshot(Base):
    """What was known of a household for one month, in yuan and counts. Empty is unknown, not zero.

    Never changed: a correction is a later word, and the last word counts.
    """

    __tablename__ = "household_snapshots"
    __table_args__ = (CheckConstraint(FIRST_OF_MONTH, name="first_of_month"),)
    household: Mapped[HouseholdKey] = mapped_column(primary_key=True)
    period: Mapped[Month] = mapped_column(primary_key=True)
    word: Mapped[Small] = mapped_column(primary_key=True, server_default="1", doc="the nth that was said")
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
