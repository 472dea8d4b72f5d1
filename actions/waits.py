"""Waits whose time has run out."""

from datetime import datetime

from actions.perform import perform
from engine.commands import Elapse
from models import steps
from models.session import Session


def run_out(session: Session, *, now: datetime) -> list[tuple[str, str]]:
    """Case and visit of every open wait whose time is over."""
    return steps.waits_over(session, at=now)


def elapse(session: Session, case_id: str, step_id: str, *, now: datetime) -> None:
    """The clock ends a wait. Nothing happens when it is over already; raises WaitNotOver when asked too early."""
    perform(session, case_id, lambda _state, _process: Elapse(step_id), by=None, now=now)
