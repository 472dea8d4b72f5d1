"""The same as last year: what a round of another year would be, and every difference from the one before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from engine.deadlines import Calendar, day_text, next_working_day, working_days_after, working_days_between
from engine.definition import Process, day_in
from engine.rounds.planning import Span, grace_of, named, planned
from engine.rounds.state import INTAKE, PhaseState, RoundState


@dataclass(frozen=True, slots=True)
class Difference:
    """What was, what would be, and by which rule; ``phase`` names the part of the calendar, if it is about one."""

    title: str
    old: str
    new: str
    why: str
    phase: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """The round of another year: its title, the days and the title of each part of its calendar, how it differs."""

    title: str
    year: int
    days: Mapping[str, Span]
    titles: Mapping[str, str]
    differences: tuple[Difference, ...]


def again(
    last: RoundState, then: Process, now: Process, *, year: int, calendar: Calendar, version: str
) -> Proposal:
    """What the round ``last``, held under ``then``, is in ``year`` under today's definition ``now``.

    The first day of each part is the same day of the month, or the next working day where that is one of rest; the
    part has as many working days as before. What the definition has not had then comes from it, what it no longer
    has is left out.
    """
    fresh = planned(now.round, year, calendar)
    days, found = {}, list(_of_the_definition(last, then, now, year, version))
    for part in fresh:
        old = last.phase(part.key)
        span = Span(part.opens_on, part.closes_on) if old is None else shifted(last, old, year, calendar)
        days[part.key] = span
        found += (
            _first_time(part.title, part.key, span)
            if old is None
            else _moved(last, old, span, year, calendar)
        )
    found += [
        Difference(one.title, _days(one.opens_on, one.closes_on), "没有这个阶段", "现行流程没有规定", one.key)
        for one in last.phases
        if one.key not in days
    ]
    titles = {part.key: part.title for part in fresh}
    return Proposal(named(now.round, now.title, year), year, days, titles, tuple(found))


def shifted(last: RoundState, old: PhaseState, year: int, calendar: Calendar) -> Span:
    """The days of a part of the calendar in another year: same month and day, as many working days."""
    opens_on = _working(_same_day(last, old.opens_on, year), calendar)
    length = working_days_between(old.opens_on, old.closes_on, calendar)
    return Span(opens_on, working_days_after(opens_on, length, calendar))


def _same_day(last: RoundState, day: date, year: int) -> date:
    """The same day of the month; what lay in the year after the round's does so again."""
    return day_in(year + day.year - last.year, f"{day:%m-%d}")


def _working(day: date, calendar: Calendar) -> date:
    return day if calendar.is_working_day(day) else next_working_day(day, calendar)


def _of_the_definition(
    last: RoundState, then: Process, now: Process, year: int, version: str
) -> Iterator[Difference]:
    yield Difference("名称", last.title, named(now.round, now.title, year), "按现行流程的名称规则")
    if version != last.version:
        yield Difference("流程版本", last.version or "未记录", version, "一律用现行版本")
    if (was := _categories(then)) != (now_ := _categories(now)):
        yield Difference("类别", "、".join(was) or "无", "、".join(now_) or "无", "按现行流程的表单")
    if (was_ := grace_of(then.round)) != (grace := grace_of(now.round)):
        yield Difference("宽限期", f"{was_} 个工作日", f"{grace} 个工作日", "按现行流程", INTAKE)
    if then.gates != now.gates:
        yield Difference("关口", _gates(then), _gates(now), "按现行流程")


def _categories(process: Process) -> list[str]:
    key = process.round.categories if process.round else None
    return [option for one in process.form.fields if one.key == key for option in one.options]


def _gates(process: Process) -> str:
    return "、".join(one.title for one in process.gates) or "无"


def _first_time(title: str, key: str, span: Span) -> list[Difference]:
    return [Difference(title, "没有这个阶段", _days(span.opens_on, span.closes_on), "按现行流程的月日", key)]


def _moved(last: RoundState, old: PhaseState, span: Span, year: int, calendar: Calendar) -> list[Difference]:
    same = _same_day(last, old.opens_on, year)
    first = "同月同日开始" if same == span.opens_on else f"{day_text(same)}是休息日，顺延到下一个工作日开始"
    length = working_days_between(old.opens_on, old.closes_on, calendar) + calendar.is_working_day(
        old.opens_on
    )
    was, now = _days(old.opens_on, old.closes_on), _days(span.opens_on, span.closes_on)
    return [Difference(old.title, was, now, f"{first}；仍为 {length} 个工作日", old.key)]


def _days(first: date, last: date) -> str:
    return f"{day_text(first)}至{day_text(last)}"
