"""The list of cases one may see, and what a case page tells besides the case's own state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.reads.lines import CASE_COLUMNS, STANDING_COLUMNS, STANDS, VERSIONS, Row, row_of
from models.reads.narrowing import EVERYTHING, OF_CASE, Narrowing
from models.reads.visible import VISIBLE

_LISTED = text(f"""
    WITH {VERSIONS}, chosen AS (
        SELECT c.*, count(*) OVER () AS total FROM cases c
        WHERE {VISIBLE} AND {OF_CASE}
        ORDER BY c.closed_at IS NOT NULL, c.opened_at DESC, c.number DESC LIMIT :limit OFFSET :offset)
    SELECT {CASE_COLUMNS}, {STANDING_COLUMNS}, c.opened_at AS since, c.total
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
    session: Session,
    person_id: str,
    *,
    now: datetime,
    narrowing: Narrowing = EVERYTHING,
    limit: int,
    offset: int,
) -> tuple[list[Row], int]:
    """A page of the cases the person may see, open and newest first, and how many there are in all."""
    asked = {"me": person_id, "limit": limit, "offset": offset, **narrowing.facts(now=now)}
    found = session.execute(_LISTED, asked).mappings().all()
    return [row_of(one) for one in found], found[0]["total"] if found else 0


def details(session: Session, case_id: str) -> Details:
    """What the case page tells besides the case's own state."""
    row = session.execute(_DETAILS, {"id": case_id}).one()
    files = {digest: FileLine(digest, **line) for digest, line in (row.files or {}).items()}
    return Details(row.comments or {}, row.names or {}, files)
