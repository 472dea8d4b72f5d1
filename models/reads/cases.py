"""The list of cases one may see, and what a case page tells besides the case's own state."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.reads.inbox import CASE_COLUMNS, STANDS, VERSIONS, Row, row_of
from models.reads.visible import VISIBLE

_LISTED = text(f"""
    WITH {VERSIONS}, chosen AS (
        SELECT c.*, count(*) OVER () AS total FROM cases c
        WHERE {VISIBLE}
            AND (:q = '' OR c.number ILIKE :like OR c.subject ILIKE :like OR c.unit_name ILIKE :like)
            AND (:status = '' OR c.status = :status OR (:status = 'held' AND c.held IS NOT NULL))
        ORDER BY c.closed_at IS NOT NULL, c.opened_at DESC, c.number DESC LIMIT :limit OFFSET :offset)
    SELECT {CASE_COLUMNS}, t.title AS step_title, at.visit, c.opened_at, at.due_at, false AS objection,
        NULL AS assignment_id, NULL AS decision, NULL AS decided_at, who.others, c.total
    FROM chosen c JOIN versions v ON v.id = c.version {STANDS}
    ORDER BY c.closed_at IS NOT NULL, c.opened_at DESC, c.number DESC""")  # noqa: S608 - made of our own constants

_DETAILS = text("""
    SELECT
        (SELECT jsonb_object_agg(d.assignment_id, d.comment) FROM decisions d
         WHERE d.case_id = CAST(:id AS uuid)) AS comments,
        (SELECT jsonb_object_agg(p.id, p.name) FROM people p WHERE p.id IN (
            SELECT j.actor FROM journal j WHERE j.case_id = CAST(:id AS uuid)
            UNION SELECT a.person FROM assignments a WHERE a.case_id = CAST(:id AS uuid))) AS names,
        (SELECT jsonb_object_agg(f.digest, jsonb_build_object('name', f.name, 'kind', a.kind, 'size', a.size))
         FROM case_files f JOIN attachments a ON a.digest = f.digest
         WHERE f.case_id = CAST(:id AS uuid)) AS files""")


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file of a case as a page names it; ``size`` in bytes."""

    digest: str
    name: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class Details:
    """Comments by assignment, names by person, files by digest."""

    comments: Mapping[str, str]
    names: Mapping[str, str]
    files: Mapping[str, FileLine]


def listed(
    session: Session, person_id: str, *, q: str = "", status: str = "", limit: int, offset: int
) -> tuple[list[Row], int]:
    """A page of the cases the person may see, open and newest first, and how many there are in all."""
    asked = {
        "me": person_id,
        "q": q,
        "like": f"%{_plain(q)}%",
        "status": status,
        "limit": limit,
        "offset": offset,
    }
    found = session.execute(_LISTED, asked).mappings().all()
    return [row_of(one) for one in found], found[0]["total"] if found else 0


def details(session: Session, case_id: str) -> Details:
    """What the case page tells besides the case's own state."""
    row = session.execute(_DETAILS, {"id": case_id}).one()
    files = {digest: FileLine(digest, **line) for digest, line in (row.files or {}).items()}
    return Details(row.comments or {}, row.names or {}, files)


def _plain(typed: str) -> str:
    """What was typed, with nothing that LIKE reads as a pattern."""
    return typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
