"""The cases of a round that are, or were, at a step where a level ranks."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from engine.state import CaseState
from models import cases

_AT_STEP = text("""
    SELECT c.id::text FROM cases c
    WHERE c.round = :round AND c.process = :process AND c.status NOT IN ('rejected', 'withdrawn', 'terminated')
        AND EXISTS (SELECT FROM steps s
            WHERE s.case_id = c.id AND s.key = :step AND s.outcome IS DISTINCT FROM 'skipped')
    ORDER BY c.number""")


def at_step(session: Session, round_key: str, process: str, step: str) -> list[CaseState]:
    """Those of the process that have not fallen out, by number."""
    found = session.scalars(_AT_STEP, {"round": round_key, "process": process, "step": step}).all()
    records = (cases.load(session, case_id) for case_id in found)
    return [one.state for one in records if one is not None]
