"""Visits to households under monitoring (走访): planned for people with a due day, done, or missed with a reason."""

from datetime import date

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Moment
from models.monitoring import HouseholdKey, Key, Month, Small


class RelapseVisit(Base):
    """One visit that a household is owed for one month, by one or two people."""

    __tablename__ = "relapse_visits"
    __table_args__ = (
        Index("uq_relapse_visits_household_period", "household", "period", unique=True),
        Index("ix_relapse_visits_visitor", "visitor"),
        Index("ix_relapse_visits_open", "due_on", postgresql_where=text("noted_at IS NULL")),
    )
    id: Mapped[Key] = mapped_column(primary_key=True)
    household: Mapped[HouseholdKey]
    period: Mapped[Month]
    grade: Mapped[Small] = mapped_column(doc="for which it is owed")
    how: Mapped[str] = mapped_column(doc="visit or phone")
    people: Mapped[Small] = mapped_column(doc="how many the rule asks for")
    clause: Mapped[str]
    visitor: Mapped[Id | None] = mapped_column(ForeignKey("people.id"), doc="none: the unit has nobody to go")
    second: Mapped[Id | None] = mapped_column(ForeignKey("people.id"), doc="who goes along")
    due_on: Mapped[date] = mapped_column(doc="last day")
    planned_at: Mapped[Moment]
    done_on: Mapped[date | None]
    missed_why: Mapped[str | None] = mapped_column(doc="why it could not be made: a word of a closed list")
    findings: Mapped[str | None] = mapped_column(doc="what was found, sealed")
    noted_at: Mapped[Moment | None] = mapped_column(doc="when it was said to be done or missed")
    noted_by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"))
    told_late_at: Mapped[Moment | None] = mapped_column(doc="when the officers were told that it is late")
