"""Reminders before a due date, the mark of being overdue after it, and the ladder from there on."""

from datetime import datetime

from actions.people import staff_for
from actions.perform import perform
from engine.commands import Climb, Command, Remind
from engine.definition import Process
from engine.events import Event
from engine.handling.overdue import bodies_to_climb, next_rung
from engine.handling.reminding import ahead, next_reminder
from engine.state import CaseState
from engine.working_time import WorkingTime
from models import assignments, calendars, processes, steps
from models.assignments import Due, Timed
from models.session import Session
from models.steps import Late


def to_remind(session: Session, *, now: datetime) -> list[Due]:
    """The open assignments of which the clock has something to say now."""
    calendar = calendars.of(session)

    def when(one: Timed) -> Due | None:
        if one.due_at <= now:
            return Due(one.id, one.case_id, "overdue")
        process = processes.get(session, one.version)
        coming = next_reminder(process, one, WorkingTime(calendar, process.office_hours))
        return Due(one.id, one.case_id, "soon") if coming is not None and coming <= now else None

    bounds = {
        version: ahead(process, now, WorkingTime(calendar, process.office_hours))
        for version, process in processes.in_use(session)
    }
    found = assignments.timed(session, at=now, ahead=bounds)
    return [due for one in found if (due := when(one)) is not None]


def remind(session: Session, due: Due, *, now: datetime) -> None:
    """Say it, once: a person who acted in between is first, and nothing happens."""
    perform(
        session, due.case_id, lambda _state, _process: Remind(due.assignment_id, due.when), by=None, now=now
    )


def to_climb(session: Session, *, now: datetime) -> list[tuple[str, str]]:
    """Case and visit of everything overdue whose next rung has come."""
    calendar = calendars.of(session)

    def has_come(one: Late) -> bool:
        process = processes.get(session, one.version)
        coming = next_rung(process, one, WorkingTime(calendar, process.office_hours))
        return coming is not None and coming[0] <= now

    late = [(one.case_id, one.id) for one in steps.late(session, at=now) if has_come(one)]
    return list(dict.fromkeys(late))


def climb(session: Session, case_id: str, step_id: str, *, now: datetime) -> list[Event]:
    """Fire the rungs whose time has come, in order: a person who acted in between is first, and nothing happens."""

    def ask(state: CaseState, process: Process) -> Command:
        bodies = bodies_to_climb(process, state, step_id)
        return Climb(step_id, staff_for(session, bodies, state, now=now))

    return perform(session, case_id, ask, by=None, now=now)
