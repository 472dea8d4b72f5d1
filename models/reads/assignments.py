"""Which case an assignment belongs to, and what is filled in at its step."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from engine.definition import FormField
from models import processes

_PLACE = text("""
    SELECT a.case_id::text, c.version, a.step, a.objection IS NOT NULL AS inquiry
    FROM assignments a JOIN cases c ON c.id = a.case_id WHERE a.id = CAST(:id AS uuid)""")


def case_of(session: Session, assignment_id: str) -> str | None:
    """The case of an assignment; None when there is no such assignment."""
    row = session.execute(_PLACE, {"id": assignment_id}).first()
    return str(row.case_id) if row else None


def fields_at(session: Session, assignment_id: str) -> list[FormField]:
    """The fields that are filled at an assignment's step; none for an inquiry, or an assignment that is not."""
    row = session.execute(_PLACE, {"id": assignment_id}).first()
    if row is None or row.inquiry:
        return []
    return processes.get(session, row.version).fields_at(row.step)
