"""When something is due: in working days, working hours or clock hours, after a moment, before one, or later by a stop.

A working day ends at its midnight; a due date in working days is the first instant too late. Working hours count only
while the office is open. Clock hours run day and night, where the rules say so (突发事件).
"""

from datetime import datetime, timedelta

from engine.deadlines import (
    Calendar,
    Deadline,
    end_of,
    last_day,
    local_date,
    working_days_after,
    working_days_before,
    working_days_between,
)
from engine.working_time import WorkingTime


def due_at(now: datetime, deadline: Deadline | None, time: WorkingTime) -> datetime | None:
    """When a step opened at ``now`` is due: the end of its last working day, or so many hours later."""
    if deadline is None:
        return None
    length = timedelta(hours=deadline.amount)
    match deadline.unit:
        case "clock hours":
            return now + length
        case "working hours":
            return time.after(now, length)
        case "working days":
            return end_of(working_days_after(local_date(now), deadline.amount, time.calendar))


def before(due: datetime, lead: Deadline, time: WorkingTime) -> datetime:
    """So long before ``due``; for working days when the office opens so many working days before the last day."""
    length = timedelta(hours=lead.amount)
    match lead.unit:
        case "clock hours":
            return due - length
        case "working hours":
            return time.before(due, length)
        case "working days":
            return time.opening_on(working_days_before(last_day(due), lead.amount, time.calendar))


def past(due: datetime, delay: Deadline, time: WorkingTime) -> datetime:
    """So long after ``due``, while the office is open: nothing is spent on a Saturday. Clock hours wait for nobody."""
    length = timedelta(hours=delay.amount)
    match delay.unit:
        case "clock hours":
            return due + length
        case "working hours":
            return time.after(due, length)
        case "working days" if delay.amount == 0:
            return time.opening(due)
        case "working days":
            return time.opening(end_of(working_days_after(last_day(due), delay.amount, time.calendar)))


def shifted(
    due: datetime, deadline: Deadline, *, since: datetime, until: datetime, time: WorkingTime
) -> datetime:
    """A due date later by the time from ``since`` to ``until``, counted as the deadline itself is."""
    match deadline.unit:
        case "clock hours":
            return due + (until - since)
        case "working hours":
            stood = time.between(since, until)
            return time.after(due, stood) if stood else due
        case "working days":
            days = working_days_between(local_date(since), local_date(until), time.calendar)
            return end_of(working_days_after(last_day(due), days, time.calendar)) if days else due


def window_end(now: datetime, window: Deadline, calendar: Calendar) -> datetime:
    """When a window posted now is over: the end of its last working day, the day of posting not counted."""
    return end_of(working_days_after(local_date(now), window.amount, calendar))
