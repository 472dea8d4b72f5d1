"""The days of a window as the public counts them: so many shown, so many to come, each day by its name."""

from dataclasses import dataclass
from datetime import date, datetime

from engine.days.counting import NamedCalendar
from engine.days.question import Objection, WindowAsked
from engine.days.window import answer
from engine.deadlines import Calendar, local_date
from models.reads.publicity import Shown
from web import formats


@dataclass(frozen=True, slots=True)
class Day:
    """A day after posting: its number among the working days counted so far, or none for a day of rest."""

    day: date
    number: int | None
    name: str


def days_of(shown: Shown, window_days: int, calendar: NamedCalendar) -> list[Day]:
    """Every day that the window's last day was computed from; objections stop it on the day after they are filed."""
    asked = WindowAsked(
        level=shown.level,
        posted=local_date(shown.posted_at),
        days=window_days,
        objections=[_spell(*one) for one in shown.objections],
        calendar=calendar,
    )
    counted, found = 0, list[Day]()
    for figure in answer(asked).figures:
        if figure.key.startswith("day."):
            number = None
            if figure.value != "skipped":
                counted += 1
                number = counted
            found.append(Day(date.fromisoformat(figure.label), number, figure.how))
    return found


def days_left(shown: Shown, now: datetime, calendar: Calendar) -> int:
    """Working days still to come; while the window is suspended those that it will have left."""
    return formats.days_left(shown.closes_at, now, calendar) if shown.days_left is None else shown.days_left


def _spell(filed: str, settled: str | None) -> Objection:
    day = local_date(datetime.fromisoformat(filed))
    return Objection(filed=day, settled=local_date(datetime.fromisoformat(settled)) if settled else None)
