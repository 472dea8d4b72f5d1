"""Counts and lists of the whole office: for boards, the doctor and the tables of a round."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from engine.state import CaseState
from models import cases


@dataclass(frozen=True, slots=True)
class StepCount:
    """How many cases of a process stand at a step, and how many of them are overdue."""

    process: str
    process_title: str
    step: str
    open: int
    overdue: int
    held: int


@dataclass(frozen=True, slots=True)
class OverdueStep:
    """A case that stands at a step longer than it may. No person is named."""

    case_id: str
    number: str
    unit_name: str
    process: str
    step: str
    due_at: datetime


def at_steps(session: Session, *, at: datetime) -> list[StepCount]:
    """Open cases by process and step, held ones at the step they could not come to.

    The order within a process is the definition's to give.
    """
    return [StepCount(*row) for row in session.execute(_AT_STEPS, {"at": at})]


def overdue(session: Session, *, at: datetime, limit: int) -> list[OverdueStep]:
    """The open steps whose due date has passed, longest first."""
    return [OverdueStep(*row) for row in session.execute(_OVERDUE, {"at": at, "limit": limit})]


def nominees(session: Session, process: str, round_key: str | None) -> list[CaseState]:
    """The cases of a round that were handed in at least once, by number; of a process without rounds, all."""
    found = session.scalars(_NOMINEES, {"process": process, "round": round_key}).all()
    records = (cases.load(session, case_id) for case_id in found)
    return [record.state for record in records if record is not None]


def round_title(session: Session, round_key: str) -> str:
    """The title of a round. Raises NoResultFound when there is none."""
    return str(session.scalars(text("SELECT title FROM rounds WHERE key = :key"), {"key": round_key}).one())


def organiser(session: Session) -> str:
    """The name of the provincial union, in whose name papers go out."""
    return str(
        session.scalars(text("SELECT name FROM units WHERE kind = 'province' ORDER BY key LIMIT 1")).one()
    )


def case_ids(session: Session) -> Sequence[str]:
    """The ids of all cases, by number."""
    return session.scalars(text("SELECT id::text FROM cases ORDER BY number")).all()


_AT_STEPS = text("""
    WITH stands AS (
        -- a wait ends when it is due: it is never late
        SELECT case_id, key, CASE kind WHEN 'wait' THEN NULL ELSE due_at END AS due_at
        FROM steps WHERE status = 'open'
        UNION ALL
        SELECT id, unnest(pending), NULL FROM cases WHERE held IS NOT NULL)
    SELECT c.process, max(v.title), s.key, count(*),
        count(*) FILTER (WHERE s.due_at <= :at), count(*) FILTER (WHERE c.held IS NOT NULL)
    FROM stands s JOIN cases c ON c.id = s.case_id JOIN process_versions v ON v.id = c.version
    GROUP BY c.process, s.key ORDER BY c.process, s.key""")
_OVERDUE = text("""
    SELECT c.id::text, c.number, c.unit_name, c.process, s.key, s.due_at
    FROM steps s JOIN cases c ON c.id = s.case_id
    WHERE s.status = 'open' AND s.kind <> 'wait' AND s.due_at <= :at ORDER BY s.due_at, c.number LIMIT :limit""")
_NOMINEES = text("""
    SELECT id::text FROM cases
    WHERE process = :process AND subject IS NOT NULL
        AND (CAST(:round AS text) IS NULL OR round = :round) ORDER BY number""")
