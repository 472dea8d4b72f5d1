"""Lengths of time as they are written, and working days by a calendar passed in."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal, Protocol
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from engine.said import Said

SHANGHAI = ZoneInfo("Asia/Shanghai")
_WRITTEN = re.compile(r"^(?P<amount>\d+) (?P<unit>(?:working day|working hour|clock hour)s?)$")

UNITS = {"working days": "{n} 个工作日", "working hours": "{n} 个工作小时", "clock hours": "{n} 小时"}


class Calendar(Protocol):
    """Says of a day whether people work on it (State Council calendar, with the union's own overrides)."""

    def is_working_day(self, day: date, /) -> bool:
        """Whether ``day`` is a working day, make-up working weekends included."""


class Deadline(BaseModel):
    """A length of time, written ``5 working days``, ``4 working hours`` or ``1 clock hours``; 1 needs no plural."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    amount: int = Field(ge=1, le=400)
    unit: Literal["working days", "working hours", "clock hours"]


def _read(written: object) -> object:
    match = _WRITTEN.match(written) if isinstance(written, str) else None
    if match is None:
        return written
    return {"amount": int(match["amount"]), "unit": match["unit"].removesuffix("s") + "s"}


class Delay(Deadline):
    """A length of time after something, which may be none at all: ``0 working days``."""

    amount: int = Field(ge=0, le=400)


WrittenDeadline = Annotated[Deadline, BeforeValidator(_read)]
WrittenDelay = Annotated[Delay, BeforeValidator(_read)]


def local_date(moment: datetime) -> date:
    """The date in Shaanxi at ``moment``."""
    return moment.astimezone(SHANGHAI).date()


def local_text(moment: datetime) -> str:
    """The moment as people in Shaanxi write it: 2022年3月1日 09:30."""
    local = moment.astimezone(SHANGHAI)
    return f"{day_text(local.date())} {local:%H:%M}"


def day_text(day: date) -> str:
    """The day as people write it: 2022年3月1日."""
    return Said("{year}年{month}月{day}日", year=day.year, month=day.month, day=day.day)


def last_day(end: datetime) -> date:
    """The last day that is still within a time that ends at ``end``, the midnight after it."""
    return local_date(end - timedelta(microseconds=1))


def end_of(day: date) -> datetime:
    """The instant at which ``day`` is over in Shaanxi, in UTC: the first instant no longer within it."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=SHANGHAI)
    return midnight.astimezone(UTC)


def working_days_after(start: date, days: int, calendar: Calendar) -> date:
    """The ``days``-th working day after ``start``, which itself is not counted (民法典 §201)."""
    day = start
    for _ in range(days):
        day = next_working_day(day, calendar)
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """How many working days lie after ``start`` up to and including ``end``; 0 when ``end`` is not later."""
    return sum(calendar.is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def in_words(deadline: Deadline) -> str:
    """The deadline as it is written on a page: 3 个工作日."""
    return Said(UNITS[deadline.unit], n=deadline.amount)


def working_days_before(day: date, days: int, calendar: Calendar) -> date:
    """The ``days``-th working day before ``day``, which itself is not counted."""
    for _ in range(days):
        day -= timedelta(days=1)
        while not calendar.is_working_day(day):
            day -= timedelta(days=1)
    return day


def next_working_day(day: date, calendar: Calendar) -> date:
    """The first working day after ``day``."""
    day += timedelta(days=1)
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day
