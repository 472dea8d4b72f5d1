"""增加一项: another line for a list that a case is walked for."""

from datetime import datetime

from actions.perform import perform_on
from engine.commands import AddLine
from engine.state import Person
from models.session import Session


def add_line(session: Session, assignment_id: str, line: str, *, actor: Person, now: datetime) -> None:
    """Walk the steps for one more line. Raises ListDoesNotGrow, LineThereAlready, LineMissing."""
    perform_on(
        session,
        assignment_id,
        lambda _state, _process: AddLine(actor, assignment_id, line),
        by=actor.id,
        now=now,
    )
