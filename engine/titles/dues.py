"""When a title is looked at again (年度检查、三年复核)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from engine.definition import Process, TitleCheck, TitleTerms, day_in
from engine.definition_words import without_marks
from engine.months import months_after
from engine.refusals import NotHeldLongEnough
from engine.titles.entries import Title


@dataclass(frozen=True, slots=True)
class Due:
    """One look at a title: the n-th of its check, counted from 1, and the day by which it is due."""

    check: TitleCheck
    period: int
    day: date


@dataclass(frozen=True, slots=True)
class Looks:
    """What is to be opened now, and what was missed and is only noted: after a long silence there is one case."""

    to_open: tuple[Due, ...]
    missed: tuple[Due, ...]


def looks(title: Title, terms: TitleTerms, today: date) -> Looks:
    """Of each check the latest look whose time has come, unless it was opened; earlier ones have been missed."""
    if title.is_over:
        return Looks((), ())
    come = [list(_come(title, check, today)) for check in terms.checks]
    return Looks(
        tuple(dues[-1] for dues in come if dues),
        tuple(due for dues in come for due in dues[:-1]),
    )


def following(title: Title, terms: TitleTerms) -> list[Due]:
    """The next look of each check that was not opened yet, the earliest first; none of a title that is over."""
    if title.is_over:
        return []
    dues = [due_of(title, check, title.looked_at.get(check.key, 0) + 1) for check in terms.checks]
    return sorted(dues, key=lambda one: one.day)


def due_of(title: Title, check: TitleCheck, period: int) -> Due:
    """The n-th look: so many years after the year of the grant, on the written day or the day of the grant."""
    year = title.granted_on.year + period * check.every
    return Due(check, period, _day_of(check, title.granted_on, year))


def must_be_held(title: Title, process: Process, today: date) -> None:
    """Raises NotHeldLongEnough when ``process`` asks for a title in order, held for longer than this one."""
    if (held := process.held_for) is None:
        return
    since = months_after(title.granted_on, held.months)
    if title.status != "held" or today < since:
        raise NotHeldLongEnough(
            number=title.number,
            months=held.months,
            day=since.isoformat(),
            process=process.title,
            clause=without_marks(held.source),
        )


def _come(title: Title, check: TitleCheck, today: date) -> Iterator[Due]:
    period = title.looked_at.get(check.key, 0) + 1
    while (due := due_of(title, check, period)).day - timedelta(days=check.opens) <= today:
        yield due
        period += 1


def _day_of(check: TitleCheck, granted: date, year: int) -> date:
    if check.due is not None:
        return day_in(year, check.due)
    return months_after(granted, 12 * (year - granted.year))
