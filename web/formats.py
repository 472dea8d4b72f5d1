"""How moments, days and numbers are written on a screen: Shaanxi time, working days, no seconds."""

from datetime import UTC, date, datetime, time, timedelta

from engine.deadlines import SHANGHAI, Calendar, local_date, working_days_between
from web.wording import WEEKDAY


def moment(at: datetime | None) -> str:
    """``2022-02-21 09:00`` in Shaanxi; empty for nothing."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if at else ""


def day(at: datetime | None) -> str:
    """The date in Shaanxi; empty for nothing."""
    return local_date(at).isoformat() if at else ""


def last_day(until: datetime | None) -> str:
    """The last day before ``until``: a time that ends at midnight is said by the day that is over then.

    One that ends during a day, because it is counted in hours, is said with its hour.
    """
    if until is not None and until.astimezone(SHANGHAI).time() != time.min:
        return moment(until)
    return local_date(until - timedelta(seconds=1)).isoformat() if until else ""


def weekday(until: datetime | None) -> str:
    """The day of the week of :func:`last_day`, in Chinese; empty for nothing."""
    return tuple(WEEKDAY.values())[local_date(until - timedelta(seconds=1)).weekday()] if until else ""


def days_since(start: datetime, now: datetime, calendar: Calendar) -> int:
    """Working days passed since ``start``, the first day not counted."""
    return working_days_between(local_date(start), local_date(now), calendar)


def days_left(until: datetime, now: datetime, calendar: Calendar) -> int:
    """Working days still to come after today and before ``until``; 0 on the last day and after it."""
    last = local_date(until - timedelta(seconds=1))
    return working_days_between(local_date(now), last, calendar)


def next_working_morning(now: datetime, calendar: Calendar) -> datetime:
    """Nine o'clock of the next working day, in UTC."""
    day_after = local_date(now) + timedelta(days=1)
    while not calendar.is_working_day(day_after):
        day_after += timedelta(days=1)
    return _at_nine(day_after)


def _at_nine(day_: date) -> datetime:
    return datetime.combine(day_, time(9), tzinfo=SHANGHAI).astimezone(UTC)


def size(octets: int) -> str:
    """A file's size in KB or MB, one decimal at most."""
    kilo = octets / 1024
    return f"{kilo:.0f} KB" if kilo < 1024 else f"{kilo / 1024:.1f} MB"  # noqa: PLR2004 - 1024 is what KB means
