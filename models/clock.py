"""The clock of a demonstration office: how far it is ahead of, or behind, the real time."""

from datetime import timedelta

from sqlalchemy import CheckConstraint, Interval, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


class OfficeClock(Base):
    """At most one row. A working office has none: its clock is the real one."""

    __tablename__ = "office_clock"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    shift: Mapped[timedelta] = mapped_column(Interval, doc="office time minus real time")


def shift(session: Session) -> timedelta | None:
    """Office time minus real time; None when the office keeps real time."""
    found = session.get(OfficeClock, 1, populate_existing=True)
    return found.shift if found else None


def set_shift(session: Session, value: timedelta) -> None:
    """Set the clock of a demonstration office."""
    asked = text(
        "INSERT INTO office_clock (id, shift) VALUES (1, :shift) ON CONFLICT (id) DO UPDATE SET shift = :shift"
    )
    session.execute(asked, {"shift": value})
