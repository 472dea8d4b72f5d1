"""What the board of a round asks: the cases of it that the reader may see, and what is missing in each."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from engine.rounds.decidable import CaseLine
from models.reads.lines import BLIND, CASE_COLUMNS, VERSIONS
from models.reads.visible import VISIBLE


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A step at which a case of the round stands: whom it waits for (body and name), and until when.

    ``opinions`` are the outside bodies that have not answered. To a blind judge subject and unit are not told.
    """

    case_id: str
    number: str
    subject: str | None
    unit_name: str
    version: str
    step: str
    kind: str
    line: str | None
    due_at: datetime | None
    waits_for: tuple[tuple[str, str], ...]
    opinions: int


def lines(session: Session, round_key: str, person_id: str) -> list[CaseLine]:
    """The cases of the round that the person may see, by number."""
    return [_line(row) for row in session.execute(_LINES, {"round": round_key, "me": person_id}).mappings()]


def every_line(session: Session, round_key: str) -> list[CaseLine]:
    """All cases of the round: for the office's own boards, which show counts only."""
    return [_line(row) for row in session.execute(_EVERY_LINE, {"round": round_key}).mappings()]


def open_visits(session: Session, round_key: str, person_id: str) -> list[OpenVisit]:
    """Where these cases stand, the most urgent first. Waits end by themselves and machines are the office's own."""
    found = session.execute(_VISITS, {"round": round_key, "me": person_id}).mappings()
    return [
        OpenVisit(
            case_id=row["case_id"],
            number=row["number"],
            subject=BLIND if row["blind"] else row["subject"],
            unit_name="" if row["blind"] else row["unit_name"],
            version=row["version"],
            step=row["step"],
            kind=row["kind"],
            line=row["line"],
            due_at=row["due_at"],
            waits_for=tuple(tuple(one) for one in row["waits_for"] or ()),
            opinions=row["opinions"],
        )
        for row in found
    ]


def _line(row: RowMapping) -> CaseLine:
    return CaseLine(**{**row, "at": tuple(row["at"]), "pending": tuple(row["pending"])})


_COLUMNS = """
    SELECT c.id::text AS id, c.number, c.status, c.held IS NOT NULL AS held, c.late, c.pending,
        ARRAY(SELECT s.key FROM steps s WHERE s.case_id = c.id AND s.status = 'open' ORDER BY s.ordinal) AS at,
        (SELECT count(*) FROM objections o WHERE o.case_id = c.id AND o.found_at IS NULL) AS objections
    FROM cases c JOIN rounds r ON r.key = c.round AND r.process = c.process WHERE c.round = :round"""
_EVERY_LINE = text(f"{_COLUMNS} ORDER BY c.number")
_LINES = text(f"{_COLUMNS} AND {VISIBLE} ORDER BY c.number")
_VISITS = text(f"""
    WITH {VERSIONS}
    SELECT {CASE_COLUMNS}, c.version, s.key AS step, s.kind, s.line, coalesce(who.due_at, s.due_at) AS due_at,
        who.waits_for,
        (SELECT count(*) FROM opinions o WHERE o.step_id = s.id AND o.answer IS NULL) AS opinions
    FROM cases c JOIN versions v ON v.id = c.version JOIN rounds r ON r.key = c.round AND r.process = c.process
        JOIN steps s ON s.case_id = c.id AND s.status = 'open' AND s.kind NOT IN ('wait', 'machine', 'sub_case')
        CROSS JOIN LATERAL (
            SELECT array_agg(ARRAY[w.body, w.name] ORDER BY w.ordinal) AS waits_for, min(w.due_at) AS due_at
            FROM assignments w WHERE w.step_id = s.id AND w.status = 'open') who
    WHERE c.round = :round AND {VISIBLE}
    ORDER BY coalesce(who.due_at, s.due_at) NULLS LAST, c.number""")  # noqa: S608 - made of our own constants
