"""Until when, as one says it across a desk: today, tomorrow, on Friday, on 4 March; or for how long it is late."""

from datetime import date, datetime, timedelta

from engine.deadlines import Calendar, day_text, last_day, local_date, working_days_between
from web.wording import Translate


def due_in_words(due_at: datetime | None, now: datetime, calendar: Calendar, _: Translate) -> str:
    """周五到期 within this week, the date beyond it, how many working days late; empty where nothing is due."""
    if due_at is None:
        return ""
    day, today = last_day(due_at), local_date(now)
    if due_at <= now:
        return _("已超时 {n} 个工作日").format(n=max(working_days_between(day, today, calendar), 0))
    if day <= today + timedelta(days=1):
        return _("今天到期") if day <= today else _("明天到期")
    if _is_this_week(day, today):
        return _weekdays(_)[day.weekday()]
    return _("{day}到期").format(day=day_text(day))


def _is_this_week(day: date, today: date) -> bool:
    return day - timedelta(days=day.weekday()) == today - timedelta(days=today.weekday())


def _weekdays(_: Translate) -> tuple[str, ...]:
    return (
        _("周一到期"), _("周二到期"), _("周三到期"), _("周四到期"), _("周五到期"), _("周六到期"), _("周日到期"),
    )  # fmt: skip
