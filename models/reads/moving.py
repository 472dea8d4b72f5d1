"""Running cases by the version they go by: those that may be moved, and those that were."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """Another published version of the same process."""

    id: str
    published_at: datetime
    open_cases: int


@dataclass(frozen=True, slots=True)
class MovedCase:
    """A case that came to a version by a move; ``since`` are the events after it."""

    case_id: str
    number: str
    subject: str | None
    from_version: str
    moved_at: datetime
    moved_by: str
    reason: str
    since: tuple[str, ...]


_OTHERS = text("""
    SELECT v.id, v.published_at,
        (SELECT count(*) FROM cases c WHERE c.version = v.id AND c.closed_at IS NULL)
    FROM process_versions v JOIN process_versions mine ON mine.key = v.key
    WHERE mine.id = :version AND v.id <> mine.id ORDER BY v.published_at DESC""")
_OPEN = text("""
    SELECT id::text FROM cases WHERE version = :version AND closed_at IS NULL ORDER BY number""")
_MOVED = text("""
    SELECT c.id::text AS case_id, c.number, c.subject, j.payload->>'from_version' AS from_version,
        j.at AS moved_at, coalesce(p.name, '') AS moved_by, j.payload->>'reason' AS reason, ARRAY(
            SELECT later.event FROM journal later
            WHERE later.case_id = c.id AND later.seq > j.seq ORDER BY later.seq) AS since
    FROM cases c
    CROSS JOIN LATERAL (
        SELECT * FROM journal m WHERE m.case_id = c.id AND m.event = 'case.moved' ORDER BY m.seq DESC LIMIT 1) j
    LEFT JOIN people p ON p.id = j.actor
    WHERE c.version = :version AND c.closed_at IS NULL
        AND j.payload->>'to_version' = c.version AND NOT coalesce((j.payload->>'undone')::boolean, false)
    ORDER BY j.at DESC, c.number""")
_IN_TRANSIT = text("""
    SELECT EXISTS (SELECT FROM outbox WHERE case_id = CAST(:case AS uuid) AND settled_at IS NULL)""")


def others(session: Session, version: str) -> list[OtherVersion]:
    """The other versions of the same process, newest first."""
    return [OtherVersion(*row) for row in session.execute(_OTHERS, {"version": version})]


def open_under(session: Session, version: str) -> list[str]:
    """The cases that go on under this version, by number."""
    return list(session.scalars(_OPEN, {"version": version}))


def moved_to(session: Session, version: str) -> list[MovedCase]:
    """The open cases that came here by a move that was not taken back, latest first."""
    found = session.execute(_MOVED, {"version": version}).mappings()
    return [MovedCase(**{**row, "since": tuple(row["since"])}) for row in found]


def in_transit(session: Session, case_id: str) -> bool:
    """Whether the dispatcher has still to act on something that happened in the case."""
    return bool(session.execute(_IN_TRANSIT, {"case": case_id}).scalar())
