"""催办: nudges before the due date, and one mark after it. Asked early, late or twice, nothing extra happens."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from engine import commands as c
from engine import events as e
from engine.deadlines import Deadline, end_of, local_date, working_days_after
from engine.definition import Process, Reminders, Step, StepBase
from engine.dues import before
from engine.matter import Matter
from engine.state import AssignmentState
from engine.working_time import WorkingTime


def remind(matter: Matter, command: c.Remind) -> list[e.Event]:
    """Nudge the holder of an open assignment if it is time to."""
    mine = matter.state.assignment(command.assignment)
    if mine is None or mine.status != "open" or mine.due_at is None or matter.state.held is not None:
        return []
    visit = matter.visit(mine.step_id)
    if visit is not None and visit.paused_at is not None:  # the applicant is asked, and no time runs
        return []
    if command.when == "overdue":
        return _overdue(matter, mine, mine.due_at)
    coming = next_reminder(matter.process, mine, matter.time)
    if coming is None or not coming <= matter.now < mine.due_at:
        return []
    return [e.AssignmentReminded(id=mine.id)]


class Timed(Protocol):
    """What a reminder depends on: a share as the case has it, or as the clock finds it."""

    @property
    def step(self) -> str: ...  # noqa: D102
    @property
    def opened_at(self) -> datetime: ...  # noqa: D102
    @property
    def due_at(self) -> datetime | None: ...  # noqa: D102
    @property
    def reminded_at(self) -> datetime | None: ...  # noqa: D102


def next_reminder(process: Process, share: Timed, time: WorkingTime) -> datetime | None:
    """When the holder of ``share`` is to be nudged next; None when all that could be said was said.

    Nudges that were missed come as one. A due date that moved brings its own nudges with it.
    """
    if share.due_at is None:
        return None
    moments = _reminders(process, process.step(share.step), share.opened_at, share.due_at, time)
    said = share.reminded_at
    return min((one for one in moments if said is None or one > said), default=None)


@dataclass(frozen=True, slots=True)
class Ahead:
    """How far ahead of due dates a process nudges: at a percentage of the time, or of no due date after ``horizon``."""

    percent: int
    horizon: datetime


def ahead(process: Process, now: datetime, time: WorkingTime) -> Ahead:
    """Bounds within which every share lies of which the clock may have something to say at ``now``."""
    said = [
        process.remind,
        *(home.entry.remind for home in process.layout if isinstance(home.entry, StepBase)),
    ]
    leads = [lead for one in said if one is not None for lead in one.before]
    return Ahead(process.remind_at, max([now, *(_horizon(lead, now, time) for lead in leads)]))


def _horizon(lead: Deadline, now: datetime, time: WorkingTime) -> datetime:
    """A due date after this has its nudge, so long before it, after ``now``; rounded up to working days."""
    if lead.unit == "clock hours":
        return now + timedelta(hours=lead.amount)
    if lead.unit == "working hours":
        reached, days = time.after(now, timedelta(hours=lead.amount)), 1
    else:
        reached, days = now, lead.amount + 1
    return end_of(working_days_after(local_date(reached), days, time.calendar))


def is_marked(share: AssignmentState) -> bool:
    """Whether the holder heard already that this due date has passed."""
    return share.overdue_at is not None and share.due_at is not None and share.overdue_at >= share.due_at


def nudges_at_once(step: Step) -> bool:
    """Whether the ladder of the step nudges the holders as soon as they are overdue."""
    return any(one.do == "remind" and one.after.amount == 0 for one in step.overdue)


def reminders_of(process: Process, step: Step) -> Reminders | None:
    """What the step says of reminders, or else the process; None where the percentage counts."""
    return step.remind or process.remind


def _reminders(
    process: Process, step: Step, opened_at: datetime, due: datetime, time: WorkingTime
) -> Iterator[datetime]:
    """The moments between opening and due date at which to nudge."""
    said = reminders_of(process, step)
    if said is None:
        yield _in_the_office(opened_at + (due - opened_at) * process.remind_at / 100, step, due, time)
        return
    yield from (one for lead in said.before if opened_at < (one := before(due, lead, time)) < due)


def _in_the_office(moment: datetime, step: Step, due: datetime, time: WorkingTime) -> datetime:
    """When the office opens next, as long as that is before the due date. Clock hours wait for nobody."""
    if step.due is not None and step.due.unit == "clock hours":
        return moment
    opening = time.opening(moment)
    return opening if opening < due else moment


def _overdue(matter: Matter, mine: AssignmentState, due: datetime) -> list[e.Event]:
    if is_marked(mine) or matter.now < due:
        return []
    told = mine.objection is not None or not nudges_at_once(matter.process.step(mine.step))
    return [e.AssignmentOverdue(id=mine.id, told=told)]
