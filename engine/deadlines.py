"""Due dates in working days, by a calendar passed in; clock hours only where the law says so."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal, Protocol
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

SHANGHAI = ZoneInfo("Asia/Shanghai")
_WRITTEN = re.compile(r"^(?P<amount>\d+) (?P<unit>working days|clock hours)$")

_UNIT_NAMES = {"working days": "个工作日", "clock hours": "小时"}


class Calendar(Protocol):
    """Says of a day whether people work on it (State Council calendar, with the union's own overrides)."""

    def is_working_day(self, day: date, /) -> bool:
        """Whether ``day`` is a working day, make-up working weekends included."""


class Deadline(BaseModel):
    """A length of time, written ``5 working days`` or ``1 clock hours``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    amount: int = Field(ge=1, le=400)
    unit: Literal["working days", "clock hours"]


def _read(written: object) -> object:
    match = _WRITTEN.match(written) if isinstance(written, str) else None
    if match is None:
        return written
    return {"amount": int(match["amount"]), "unit": match["unit"]}


WrittenDeadline = Annotated[Deadline, BeforeValidator(_read)]


def local_date(moment: datetime) -> date:
    """The date in Shaanxi at ``moment``."""
    return moment.astimezone(SHANGHAI).date()


def local_text(moment: datetime) -> str:
    """The moment as people in Shaanxi write it: 2022年3月1日 09:30."""
    local = moment.astimezone(SHANGHAI)
    return f"{day_text(local.date())} {local:%H:%M}"


def day_text(day: date) -> str:
    """The day as people write it: 2022年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


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
        day = _next_working_day(day, calendar)
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """How many working days lie after ``start`` up to and including ``end``; 0 when ``end`` is not later."""
    return sum(calendar.is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def due_at(now: datetime, deadline: Deadline | None, calendar: Calendar) -> datetime | None:
    """When a step opened at ``now`` is due: the end of its last working day, or so many hours later."""
    if deadline is None:
        return None
    if deadline.unit == "clock hours":
        return now + timedelta(hours=deadline.amount)
    return end_of(working_days_after(local_date(now), deadline.amount, calendar))


def in_words(deadline: Deadline) -> str:
    """The deadline as it is written on a page: 3 个工作日."""
    return f"{deadline.amount} {_UNIT_NAMES[deadline.unit]}"


def shifted(
    due: datetime, deadline: Deadline, *, since: datetime, until: datetime, calendar: Calendar
) -> datetime:
    """A due date later by the time from ``since`` to ``until``: by its working days, or to the second for hours."""
    if deadline.unit == "clock hours":
        return due + (until - since)
    days = working_days_between(local_date(since), local_date(until), calendar)
    return end_of(working_days_after(last_day(due), days, calendar)) if days else due


def _next_working_day(day: date, calendar: Calendar) -> date:
    day += timedelta(days=1)
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day
