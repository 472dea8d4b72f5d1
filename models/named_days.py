"""Why people rest or work on a day, as the State Council published it."""

from datetime import date

import chinese_calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.days.counting import ByHand, WithDaysByHand
from models.calendars import CalendarDay, StateCouncilCalendar

_WEEKDAYS = "一二三四五六日"


class NamedStateCouncilCalendar(StateCouncilCalendar):
    """The working days as published, each special day with its name."""

    def name_of(self, day: date, /) -> str:
        """劳动节放假, 周六, 劳动节调休上班; empty for an ordinary working day."""
        working = self.is_working_day(day)
        if day in chinese_calendar.holidays:
            return f"{_chinese(chinese_calendar.holidays[day])}放假"
        if day in chinese_calendar.workdays:
            return f"{_chinese(chinese_calendar.workdays[day])}调休上班"
        return "" if working else f"周{_WEEKDAYS[day.weekday()]}"

    def is_published(self, day: date, /) -> bool:
        """Whether the year of ``day`` has been published."""
        return bool(min(chinese_calendar.holidays).year <= day.year <= max(chinese_calendar.holidays).year)


def _chinese(name: str) -> str:
    return next(str(one.chinese) for one in chinese_calendar.Holiday if one.value == name)


def of(session: Session) -> WithDaysByHand:
    """The office's calendar with the name of each special day; those decided by hand go before the published ones."""
    by_hand = session.scalars(select(CalendarDay))
    days = [ByHand(day=one.day, working=one.working, note=one.note) for one in by_hand]
    return WithDaysByHand(NamedStateCouncilCalendar(), days)
