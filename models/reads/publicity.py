"""What is shown to the public now: for pages that are open to all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

# A window that ran out but was not closed yet is over: what counts is the law's day, not the sweep's minute.
_SHOWN = """
    SELECT w.id::text AS id, w.case_id::text AS case_id, c.version, c.unit_name, c.process, c.round,
        v.title AS process_title, r.title AS round_title, w.level, s.key AS step, s.visit, w.posted_at, w.closes_at,
        w.suspended_at, w.days_left, c.answers,
        (SELECT coalesce(jsonb_agg(jsonb_build_array(o.filed_at, o.found_at) ORDER BY o.filed_at), '[]')
            FROM objections o WHERE o.step_id = w.id) AS objections
    FROM windows w JOIN steps s ON s.id = w.id JOIN cases c ON c.id = w.case_id
        JOIN process_versions v ON v.id = c.version LEFT JOIN rounds r ON r.key = c.round
    WHERE w.closed_at IS NULL AND c.closed_at IS NULL
        AND (w.suspended_at IS NOT NULL OR w.closes_at > :now)"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A public showing. ``answers`` are whole: the page shows no more than the definition's ``shows``.

    ``objections`` are the moments, in ISO, at which each was filed and settled; ``visit`` counts the showings.
    """

    id: str
    case_id: str
    version: str
    unit_name: str
    process: str
    process_title: str
    round: str | None
    round_title: str | None
    level: str
    step: str
    visit: int
    posted_at: datetime
    closes_at: datetime
    suspended_at: datetime | None
    days_left: int | None
    answers: Mapping[str, Any]
    objections: list[tuple[str, str | None]]

    @property
    def list(self) -> tuple[str, str]:
        """The list on which it stands: all cases of a round (of a process that has none) at one level."""
        return self.round or self.process, self.level


def shown(session: Session, *, now: datetime) -> list[Shown]:
    """All showings of this moment in the order of the lists: by process and level, then as the cases came."""
    asked = text(f"{_SHOWN} ORDER BY c.process, c.round, w.level, c.number")
    return [_shown(one) for one in session.execute(asked, {"now": now}).mappings()]


def one_shown(session: Session, window_id: str, *, now: datetime) -> Shown | None:
    """One showing of this moment; None when it is over or never was."""
    asked = text(f"{_SHOWN} AND w.id = CAST(:id AS uuid)")
    row = session.execute(asked, {"now": now, "id": window_id}).mappings().first()
    return _shown(row) if row else None


def _shown(row: RowMapping) -> Shown:
    return Shown(**{name: row[name] for name in Shown.__dataclass_fields__})
