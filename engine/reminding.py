"""催办: one nudge before the due date, one after it. Asked early, late or twice, nothing extra happens."""

from datetime import datetime

from engine import commands as c
from engine import events as e
from engine.matter import Matter
from engine.state import AssignmentState


def remind(matter: Matter, command: c.Remind) -> list[e.Event]:
    """Nudge the holder of an open assignment if it is time to."""
    mine = matter.state.assignment(command.assignment)
    if mine is None or mine.status != "open" or mine.due_at is None or matter.state.held is not None:
        return []
    visit = matter.visit(mine.step_id)
    if visit is not None and visit.paused_at is not None:  # the applicant is asked, and no time runs
        return []
    if command.when == "overdue":
        return _overdue(mine, mine.due_at, matter.now)
    from_when = remind_from(mine.opened_at, mine.due_at, matter.process.remind_at)
    if mine.reminded_at is not None or not from_when <= matter.now < mine.due_at:
        return []
    return [e.AssignmentReminded(id=mine.id)]


def remind_from(opened_at: datetime, due_at: datetime, percent: int) -> datetime:
    """When so many percent of the time between opening and due date have passed."""
    return opened_at + (due_at - opened_at) * percent / 100


def _overdue(mine: AssignmentState, due: datetime, now: datetime) -> list[e.Event]:
    if mine.overdue_at is not None or now < due:
        return []
    return [e.AssignmentOverdue(id=mine.id)]
