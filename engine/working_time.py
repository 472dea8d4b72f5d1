"""The office's own time: open between its hours on working days, and counted only then."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from engine.deadlines import SHANGHAI, Calendar, next_working_day

_DAY = timedelta(days=1)


def _read_time(written: object) -> object:
    """A time of day; YAML makes a number of 18:00 without quotes, and a number is refused."""
    if isinstance(written, int | float):
        message = '写成带引号的时刻，例如 "18:00"'
        raise ValueError(message)  # noqa: TRY004 - pydantic makes a finding of a ValueError only
    return written


WrittenTime = Annotated[time, BeforeValidator(_read_time)]


class OfficeHours(BaseModel):
    """When the office is open: on working days, between these hours of Shaanxi.

    People are nudged (催办), working hours are counted and messages leave the house only then.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    first: WrittenTime = Field(time(8, 30), alias="from")
    last: WrittenTime = Field(time(18, 0), alias="to")


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """A calendar with office hours. All moments that come out are in UTC."""

    calendar: Calendar
    hours: OfficeHours

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody is there at ``moment``; at closing time nobody is any more."""
        day = _local(moment)
        return self._works(day.date()) and self._opens(day.date()) <= moment < self._closes(day.date())

    def opening(self, moment: datetime) -> datetime:
        """``moment`` itself while the office is open, else when it opens next."""
        day = _local(moment).date()
        if self._works(day) and moment < self._closes(day):
            return max(moment, self._opens(day)).astimezone(UTC)
        return self._opens(next_working_day(day, self.calendar)).astimezone(UTC)

    def opening_on(self, day: date) -> datetime:
        """When the office opens on ``day``, or on the next working day."""
        return self.opening(datetime.combine(day, time.min, tzinfo=SHANGHAI))

    def after(self, start: datetime, length: timedelta) -> datetime:
        """The moment at which so much open time has passed since ``start``; a day that is used up ends at closing."""
        moment = self.opening(start)
        while length > (left := self._closes(_local(moment).date()) - moment):
            length -= left
            moment = self.opening(moment + left)
        return moment + length

    def before(self, end: datetime, length: timedelta) -> datetime:
        """The moment from which so much open time is left until ``end``."""
        moment = self._last_open(end)
        while length > (gone := moment - self._opens(_local(moment).date())):
            length -= gone
            moment = self._last_open(moment - gone)
        return moment - length

    def between(self, since: datetime, until: datetime) -> timedelta:
        """How much open time lies between two moments; none when ``until`` is not later."""
        first, last = _local(since).date(), _local(until).date()
        days = (first + _DAY * n for n in range((last - first).days + 1))
        parts = (
            min(until, self._closes(day)) - max(since, self._opens(day)) for day in days if self._works(day)
        )
        return sum((part for part in parts if part > timedelta()), timedelta())

    def _last_open(self, moment: datetime) -> datetime:
        """``moment`` itself after an opening and up to closing time, else the closing before it."""
        day = _local(moment).date()
        if self._works(day) and moment > self._opens(day):
            return min(moment, self._closes(day)).astimezone(UTC)
        day -= _DAY
        while not self._works(day):
            day -= _DAY
        return self._closes(day).astimezone(UTC)

    def _works(self, day: date) -> bool:
        return self.calendar.is_working_day(day)

    def _opens(self, day: date) -> datetime:
        return datetime.combine(day, self.hours.first, tzinfo=SHANGHAI)

    def _closes(self, day: date) -> datetime:
        return datetime.combine(day, self.hours.last, tzinfo=SHANGHAI)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(SHANGHAI)
