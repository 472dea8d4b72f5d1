"""What time does by itself: windows close, reminders and overdue marks come, machine steps finish."""

from collections.abc import Iterator
from datetime import datetime

from engine import commands as c
from engine.definition import Process
from engine.handling.overdue import bodies_to_climb, coming_rungs
from engine.handling.reminding import is_marked, next_reminder
from engine.rehearsal.plausible import plausible
from engine.rehearsal.round_on_stage import coming_of_round, keep_round
from engine.rehearsal.stage import Stage
from engine.state import CaseState
from engine.working_time import WorkingTime

Due = tuple[datetime, c.Command | None]
"""What is due when; None is what the calendar of the round says."""


def let_pass(stage: Stage, until: datetime, *, machines: bool = True) -> None:
    """Move the clock to ``until``; everything on the way happens at its own moment.

    Machine steps finish at once as soon as the script goes on; with ``machines`` false they stay open.
    """
    _finish(stage, machines=machines)
    while (due := _next_due(stage, until)) is not None:
        stage.now, command = due
        if command is None:
            keep_round(stage)
        else:
            stage.ask(command)
        stage.advance()
        _finish(stage, machines=machines)
    stage.now = until


def _finish(stage: Stage, *, machines: bool) -> None:
    while machines and stage.state is not None and (work := _at_work(stage.process, stage.state)):
        stage.ask(work)
        stage.advance()


def _at_work(process: Process, state: CaseState) -> c.FinishMachine | c.AttachSubCase | None:
    """What the office does by itself next: a machine step, or the case of another process that a step asks for."""
    for one in state.steps if state.held is None else ():
        if one.kind == "machine" and one.status == "open":
            return c.FinishMachine(one.id, {}, plausible(process, one.key))
        if one.kind == "sub_case" and one.status == "open" and one.result is None:
            nth = sum(step.kind == "sub_case" and step.result is not None for step in state.steps) + 1
            return c.AttachSubCase(one.id, f"{state.id}-sub-{nth}", f"{state.number}-{nth}")
    return None


def _next_due(stage: Stage, until: datetime) -> Due | None:
    comings: list[Due] = list(_of_the_round(stage))
    if stage.state is not None and stage.state.closed_at is None:
        told = (_windows, _reminders, _waits, _claims, _rungs)
        comings += [one for part in told for one in part(stage, stage.state)]
    return min((one for one in comings if one[0] <= until), key=lambda one: one[0], default=None)


def _of_the_round(stage: Stage) -> Iterator[Due]:
    """Phases begin and end whatever becomes of the case."""
    coming = coming_of_round(stage)
    if coming is not None:
        yield max(coming, stage.now), None


def _windows(stage: Stage, state: CaseState) -> Iterator[Due]:
    for one in state.windows:
        if one.closed_at is None and one.suspended_at is None:
            yield max(one.closes_at, stage.now), c.CloseWindow(one.id)


def _reminders(stage: Stage, state: CaseState) -> Iterator[Due]:
    """Of a held case nobody is reminded, nor while the applicant is asked and no time runs."""
    stopped = {one.id for one in state.steps if one.paused_at is not None}
    for one in state.assignments if state.held is None else ():
        if one.status != "open" or one.due_at is None or is_marked(one) or one.step_id in stopped:
            continue
        yield max(one.due_at, stage.now), c.Remind(one.id, "overdue")
        coming = next_reminder(stage.process, one, _time(stage))
        if coming is not None and (soon := max(coming, stage.now)) < one.due_at:
            yield soon, c.Remind(one.id, "soon")


def _waits(stage: Stage, state: CaseState) -> Iterator[Due]:
    """In a held case no wait ends."""
    for one in state.steps if state.held is None else ():
        if one.kind == "wait" and one.status == "open" and one.due_at is not None:
            yield max(one.due_at, stage.now), c.Elapse(one.id)


def _claims(stage: Stage, state: CaseState) -> Iterator[Due]:
    """In a held case no claim runs out."""
    for one in state.assignments if state.held is None else ():
        if one.status in ("open", "waiting") and one.claimed_until is not None:
            yield max(one.claimed_until, stage.now), c.ExpireClaim(one.id)


def _rungs(stage: Stage, state: CaseState) -> Iterator[Due]:
    for one in state.steps if state.held is None else ():
        rungs = coming_rungs(stage.process, state, one, _time(stage)) if one.status == "open" else []
        for coming in rungs:
            bodies = bodies_to_climb(stage.process, state, one.id)
            yield max(coming[0], stage.now), c.Climb(one.id, stage.cast.staff(bodies))


def _time(stage: Stage) -> WorkingTime:
    return WorkingTime(stage.calendar, stage.process.office_hours)
