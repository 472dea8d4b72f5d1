"""Working days counted one by one, each skipped day by its name; the count itself is that of all deadlines."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Protocol

from engine.deadlines import Calendar
from engine.definition import Strict
from engine.rulebook.answer import Figure

CLAUSE = "民法典第 201 条：开始的当日不计入"


class NamedCalendar(Calendar, Protocol):
    """A calendar that says why people rest or work on a day."""

    def name_of(self, day: date, /) -> str:
        """Why: 劳动节放假, 周六, 劳动节调休上班; empty for an ordinary working day."""

    def is_published(self, day: date, /) -> bool:
        """Whether the State Council has published that year."""


class ByHand(Strict):
    """A day that the office decides otherwise than the calendar."""

    day: date
    working: bool
    note: str = ""


class WithDaysByHand:
    """A calendar with days decided by hand over it."""

    def __init__(self, calendar: NamedCalendar, days: Iterable[ByHand]) -> None:
        self._calendar = calendar
        self._by_hand = {one.day: one for one in days}

    def is_working_day(self, day: date, /) -> bool:
        """By hand, else by the calendar."""
        return self._by_hand[day].working if day in self._by_hand else self._calendar.is_working_day(day)

    def name_of(self, day: date, /) -> str:
        """By hand, else by the calendar."""
        if day in self._by_hand:
            return self._by_hand[day].note or (
                "另行安排上班" if self._by_hand[day].working else "另行安排休息"
            )
        return self._calendar.name_of(day)

    def is_published(self, day: date, /) -> bool:
        """What is decided by hand is known."""
        return day in self._by_hand or self._calendar.is_published(day)


def each_day(first: date, last: date, calendar: NamedCalendar) -> Iterator[Figure]:
    """Every day after ``first`` up to ``last``: counted with its number, or skipped with its name."""
    number = 0
    for offset in range(1, (last - first).days + 1):
        day = first + timedelta(days=offset)
        name = calendar.name_of(day)
        if calendar.is_working_day(day):
            number += 1
            yield Figure(f"day.{day}", str(day), number, name, "国务院办公厅节假日安排" if name else "")
        else:
            yield Figure(f"day.{day}", str(day), "skipped", name, "国务院办公厅节假日安排")


def unpublished(first: date, last: date, calendar: NamedCalendar) -> tuple[Figure, ...]:
    """A warning for each year that nobody has published yet: Monday to Friday are counted there."""
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    years = sorted({day.year for day in days if not calendar.is_published(day)})
    return tuple(
        Figure(f"unpublished.{year}", f"{year} 年节假日安排", "unpublished", "尚未公布，按周一至周五计")
        for year in years
    )
