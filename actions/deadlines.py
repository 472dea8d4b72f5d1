"""Reminders before a due date and the mark of being overdue after it."""

from datetime import datetime

from actions.perform import perform
from engine.commands import Remind
from models import assignments
from models.assignments import Due
from models.session import Session


def to_remind(session: Session, *, now: datetime) -> list[Due]:
    """The open assignments of which the clock has something to say now."""
    return assignments.due(session, at=now)


def remind(session: Session, due: Due, *, now: datetime) -> None:
    """Say it, once: a person who acted in between is first, and nothing happens."""
    perform(
        session, due.case_id, lambda _state, _process: Remind(due.assignment_id, due.when), by=None, now=now
    )
