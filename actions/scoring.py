"""Handing in score sheets (评分)."""

from collections.abc import Mapping
from datetime import datetime

from actions.perform import perform_on, ready
from engine.commands import Score
from engine.state import Person
from models.session import Session


def give_score(
    session: Session,
    assignment_id: str,
    points: Mapping[str, object],
    *,
    actor: Person,
    now: datetime,
    comment: str = "",
) -> None:
    """Hand in a sheet: the points by criterion and a remark. Raises SheetIncomplete with every defect."""
    command = Score(actor, assignment_id, points, comment)
    perform_on(session, assignment_id, ready(command), by=actor.id, now=now)
