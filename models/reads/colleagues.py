"""To whom a share can be handed on: the colleagues of the unit first, then the people of the upper levels."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

_COLLEAGUES = text("""
    SELECT p.id::text, p.name, u.name AS unit_name, p.unit = me.unit AS own
    FROM people p JOIN units u ON u.key = p.unit, people me
    WHERE me.id = CAST(:me AS uuid) AND p.active AND p.id <> me.id AND (p.unit = me.unit OR u.kind <> 'grass')
        AND (:q = '' OR p.name ILIKE :like OR u.name ILIKE :like)
    ORDER BY p.unit <> me.unit, u.kind, u.name, p.name LIMIT :limit""")


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to choose; ``own`` is somebody of the reader's own unit."""

    id: str
    name: str
    unit_name: str
    own: bool


def colleagues(session: Session, person_id: str, *, q: str = "", limit: int = 500) -> list[Colleague]:
    """The active people whose name or unit contains ``q``, the reader's own unit first."""
    plain = q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    asked = {"me": person_id, "q": q, "like": f"%{plain}%", "limit": limit}
    return [Colleague(*row) for row in session.execute(_COLLEAGUES, asked)]
