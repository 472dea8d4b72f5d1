"""The calendar of a round: from the definition for a year, and moved by hand with a reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from engine.deadlines import Calendar, day_text, local_date, working_days_after
from engine.definition import RoundPlan, day_in
from engine.handling.guards import must_explain
from engine.refusals import CalendarUnfit, NoSuchPhase
from engine.rounds.events import PhaseRescheduled, PlannedPhase
from engine.rounds.state import INTAKE, PhaseState, RoundState

INTAKE_TITLE = "报送"
_MOST_YEARS_APART = 2


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day, both included."""

    opens_on: date
    closes_on: date


def planned(
    plan: RoundPlan | None, year: int, calendar: Calendar, changed: Mapping[str, Span] | None = None
) -> tuple[PlannedPhase, ...]:
    """The calendar that the definition gives the round of ``year``, some parts of it ``changed`` by hand.

    Raises CalendarUnfit with every day that does not fit, and for parts that the definition does not have.
    """
    parts = () if plan is None else tuple(_planned(plan, year, calendar, changed or {}))
    keys = {one.key for one in parts}
    wrong = [f"没有 {key} 这个阶段" for key in changed or {} if key not in keys]
    wrong += [line for one in parts for line in _unfit(one.title, one.opens_on, one.closes_on, year)]
    if wrong:
        raise CalendarUnfit(count=len(wrong), lines="；".join(wrong))
    return parts


def named(plan: RoundPlan | None, process_title: str, year: int) -> str:
    """The title of the round of ``year``."""
    name = plan.name if plan else RoundPlan.model_fields["name"].default
    return f"{process_title}（{str(name).replace('{year}', str(year))}）"


def grace_of(plan: RoundPlan | None) -> int:
    """How many working days after the last one forms are still taken, as late ones."""
    return plan.grace.amount if plan is not None and plan.grace is not None else 0


def reschedule(
    state: RoundState, key: str, span: Span, reason: str, *, grace: int, now: datetime, calendar: Calendar
) -> PhaseRescheduled:
    """Move a part of the calendar (改期、延期), with the reason. The grace of the intake moves along.

    Raises NoSuchPhase, CommentMissing, and CalendarUnfit with every day that does not fit.
    """
    phase = phase_of(state, key)
    must_explain("改期", reason)
    wrong = [*_unfit(phase.title, span.opens_on, span.closes_on, state.year), *_too_late(phase, span, now)]
    if wrong:
        raise CalendarUnfit(count=len(wrong), lines="；".join(wrong))
    last_on = working_days_after(span.closes_on, grace if key == INTAKE else 0, calendar)
    return PhaseRescheduled(
        phase=key, opens_on=span.opens_on, closes_on=span.closes_on, last_on=last_on, reason=reason.strip()
    )


def phase_of(state: RoundState, key: str) -> PhaseState:
    """The part of the calendar called ``key``. Raises NoSuchPhase."""
    found = state.phase(key)
    if found is None:
        known = "、".join(one.title for one in state.phases) or "无"
        raise NoSuchPhase(round=state.title, phase=key, phases=known)
    return found


def _planned(
    plan: RoundPlan, year: int, calendar: Calendar, changed: Mapping[str, Span]
) -> Iterator[PlannedPhase]:
    lines: Sequence[tuple[str, str, str, str, str | None]] = (
        (INTAKE, INTAKE_TITLE, plan.opens, plan.closes, None),
        *((one.key, one.title, one.opens, one.closes, one.gate) for one in plan.phases),
    )
    for key, title, opens, closes, gate in lines:
        span = changed.get(key, Span(_from(plan, year, opens), _from(plan, year, closes)))
        grace = grace_of(plan) if key == INTAKE else 0
        yield PlannedPhase(
            key=key,
            title=title,
            opens_on=span.opens_on,
            closes_on=span.closes_on,
            last_on=working_days_after(span.closes_on, grace, calendar),
            gate=gate,
        )


def _from(plan: RoundPlan, year: int, written: str) -> date:
    """The day in the year of the round, or in the one after when it lies before the round's first day."""
    return day_in(year + (written < plan.opens), written)


def _unfit(title: str, opens_on: date, closes_on: date, year: int) -> Iterator[str]:
    if closes_on < opens_on:
        yield f"“{title}”的截止日（{day_text(closes_on)}）早于开始日（{day_text(opens_on)}）"
    for day in (opens_on, closes_on):
        if abs(day.year - year) > _MOST_YEARS_APART:
            yield f"“{title}”的日期 {day_text(day)} 不像是 {year} 年这一届的"


def _too_late(phase: PhaseState, span: Span, now: datetime) -> Iterator[str]:
    """What has begun keeps its first day, and nothing is made to have ended before today."""
    today = local_date(now)
    if phase.opened_at is not None and span.opens_on != phase.opens_on:
        yield f"“{phase.title}”已于 {day_text(phase.opens_on)} 开始，开始日不能再改"
    if span.closes_on < today:
        yield f"“{phase.title}”的截止日（{day_text(span.closes_on)}）已经过去，最早改到今天"
    if phase.opened_at is None and span.opens_on < today and span.opens_on != phase.opens_on:
        yield f"“{phase.title}”的开始日（{day_text(span.opens_on)}）已经过去，最早改到今天"
