"""What is over and what keeps it: cases whose period may have run out, and reasons outside of them to keep them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from engine.retention.hindrances import Hindrance

_OVER = text("""
    SELECT c.id::text, c.number, c.process, c.version, c.unit_name, coalesce(c.outcome, c.status), c.closed_at,
        c.preserved IS NOT NULL AND (c.preserved_until IS NULL OR c.preserved_until > :now),
        (SELECT i.disposal FROM disposal_items i JOIN disposals d ON d.number = i.disposal
            WHERE i.case_id = c.id AND i.struck IS NULL AND d.recalled_at IS NULL AND d.approved IS NOT FALSE LIMIT 1)
    FROM cases c WHERE c.closed_at < :before AND c.destroyed_at IS NULL ORDER BY c.closed_at, c.number""")

_HINDERED = text("""
    WITH mine AS (SELECT unnest(CAST(:ids AS uuid[])) AS id),
    lived AS (
        SELECT DISTINCT m.id, h.id AS household, h.file_number, h.filed_on, h.exited_on
        FROM mine m JOIN household_versions v ON v.case_id = m.id JOIN households h ON h.id = v.household)
    SELECT m.id::text, 'title' FROM mine m JOIN titles t ON t.status IN ('held', 'rectifying')
        AND (t.case_id = m.id OR EXISTS (SELECT FROM title_cases a WHERE a.title = t.number AND a.case_id = m.id))
    UNION SELECT m.id::text, 'linked' FROM mine m JOIN links l ON l.case_id = m.id AND l.removed_at IS NULL
        JOIN cases o ON o.id = l.other AND o.closed_at IS NULL
    UNION SELECT l.id::text, 'household' FROM lived l WHERE l.filed_on IS NOT NULL AND l.exited_on IS NULL
    UNION SELECT l.id::text, 'family' FROM lived l JOIN household_versions v ON v.household = l.household
        JOIN cases o ON o.id = v.case_id AND o.id <> l.id AND o.closed_at IS NULL
    UNION SELECT l.id::text, 'preserved' FROM lived l JOIN household_versions v ON v.household = l.household
        JOIN cases o ON o.id = v.case_id AND o.id <> l.id AND o.preserved IS NOT NULL
            AND (o.preserved_until IS NULL OR o.preserved_until > :now)
    UNION SELECT l.id::text, 'monitored' FROM lived l
        JOIN monitored_households w ON w.file_number = l.file_number AND w.ended_on IS NULL
    UNION SELECT m.id::text, 'monitored' FROM mine m
        JOIN risk_signals r ON r.case_id = m.id AND r.closed_period IS NULL
    UNION SELECT m.id::text, 'payment' FROM mine m JOIN help_payments p ON p.paid_on IS NULL
        AND NOT EXISTS (SELECT FROM help_payments n WHERE n.again = p.id)
        AND (p.case_id = m.id OR p.household IN (SELECT household FROM lived l WHERE l.id = m.id))
    UNION SELECT m.id::text, 'outbox' FROM mine m
        JOIN outbox o ON o.case_id = m.id AND o.settled_at IS NULL""")

_PRESERVED = text("""
    SELECT c.number, c.process, c.unit_name, c.preserved, c.preserved_until, p.name, j.at FROM cases c
    JOIN LATERAL (SELECT actor, at FROM journal j WHERE j.case_id = c.id AND j.event = 'case.preserved'
        ORDER BY j.seq DESC LIMIT 1) j ON true
    LEFT JOIN people p ON p.id = j.actor
    WHERE c.preserved IS NOT NULL AND (c.preserved_until IS NULL OR c.preserved_until > :now) ORDER BY c.number""")

_NAMED = text("""
    SELECT c.id::text FROM cases c WHERE c.number = :number
    UNION SELECT v.case_id::text FROM households h JOIN household_versions v ON v.household = h.id
    WHERE h.file_number = :number ORDER BY 1""")


@dataclass(frozen=True, slots=True)
class Over:
    """A case that is over; ``listed`` is the list on which it stands already."""

    case_id: str
    number: str
    process: str
    version: str
    unit_name: str
    ending: str
    closed_at: datetime
    preserved: bool
    listed: str | None


@dataclass(frozen=True, slots=True)
class Preserved:
    """A case of which nothing may be destroyed: why, until when, by whom and since when."""

    number: str
    process: str
    unit_name: str
    reason: str
    until: datetime | None
    who: str | None
    since: datetime


def over(session: Session, *, before: datetime, now: datetime) -> list[Over]:
    """The cases that ended before that moment and are whole, in the order in which they ended."""
    return [Over(*row) for row in session.execute(_OVER, {"before": before, "now": now})]


def hindered(session: Session, case_ids: Sequence[str], *, now: datetime) -> Mapping[str, list[Hindrance]]:
    """By case what keeps it besides its period; nothing for one that nothing keeps."""
    found: dict[str, list[Hindrance]] = defaultdict(list)
    for case_id, why in session.execute(_HINDERED, {"ids": list(case_ids), "now": now}):
        found[case_id].append(why)
    return {case_id: sorted(several) for case_id, several in found.items()}


def preserved(session: Session, *, now: datetime) -> list[Preserved]:
    """The cases of which nothing may be destroyed."""
    return [Preserved(*row) for row in session.execute(_PRESERVED, {"now": now})]


def named(session: Session, number: str) -> list[str]:
    """The cases that are meant by a number: that of a case, or of a household's file."""
    return list(session.scalars(_NAMED, {"number": number}))
