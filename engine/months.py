"""Months by the calendar, from a day to a day (民法典第 202 条)."""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(since: date, until: date) -> int:
    """How many months are full on ``until``: none before the first is, and none before ``since``."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return max(0, months - (months_after(since, months) > until))
