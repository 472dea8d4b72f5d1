"""Working days: the State Council's calendar, and the union's own table for days it does not know yet."""

from datetime import date

import chinese_calendar
from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.deadlines import Calendar
from models.base import Base

_SATURDAY = 5


class CalendarDay(Base):
    """A day decided by hand: a year not yet published, or a day off of our own."""

    __tablename__ = "calendar_days"
    day: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    note: Mapped[str] = mapped_column(doc="who decided, on which paper")


class StateCouncilCalendar:
    """The working days as published; a year not published yet counts Monday to Friday."""

    def is_working_day(self, day: date, /) -> bool:
        """By the State Council."""
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            return day.weekday() < _SATURDAY


class _OfficeCalendar:
    """Asks the table only when a day is looked at: most decisions need no calendar at all."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._by_hand: dict[date, bool] | None = None

    def is_working_day(self, day: date) -> bool:
        """By hand, else by the State Council."""
        if self._by_hand is None:
            days = self._session.execute(select(CalendarDay.day, CalendarDay.working))
            self._by_hand = {row.day: row.working for row in days}
        if day in self._by_hand:
            return self._by_hand[day]
        return StateCouncilCalendar().is_working_day(day)


def of(session: Session) -> Calendar:
    """The office's calendar."""
    return _OfficeCalendar(session)
