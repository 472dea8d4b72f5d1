"""What waits for me, what I began, what I have done, what was sent to me for information: the lists of the inbox."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, TextClause, text
from sqlalchemy.orm import Session

MOST_ROWS = 200  # of a list; the figures on the tabs count all


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list of cases; ``since`` is when it came to its present place, or was decided."""

    case_id: str
    assignment_id: str | None
    number: str
    subject: str | None
    process_title: str
    unit_name: str
    status: str
    held: str | None
    step_title: str | None
    visit: int | None
    since: datetime
    due_at: datetime | None
    objection: bool
    decision: str | None
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How long the lists are (of copies, what is not read yet), and how much of the first is late."""

    waiting: int
    overdue: int
    started: int
    done: int
    copied: int


# Definitions are large: what a list needs of them is taken out once a query, wherever in them a step stands.
VERSIONS = """
    versions AS MATERIALIZED (
        SELECT id, title, definition #>> '{form,subject}' AS subject_field FROM process_versions),
    titles AS MATERIALIZED (
        SELECT v.id AS version, s ->> 'key' AS key, s ->> 'title' AS title FROM process_versions v,
            jsonb_path_query(v.definition, 'strict $.steps.** ? (exists (@.kind) && exists (@.key))') s)"""

_WHERE = "t.title || coalesce('（' || {line} || '）', '') AS step_title"  # with the line of the list it is walked for

# A draft has no subject yet: what is typed so far into the field that will be the subject stands in for it.
CASE_COLUMNS = """
    c.id::text AS case_id, c.number,
    coalesce(c.subject, (
        SELECT d.answers ->> v.subject_field FROM drafts d JOIN assignments w ON w.id = d.assignment_id
        WHERE w.case_id = c.id ORDER BY d.saved_at DESC LIMIT 1)) AS subject,
    v.title AS process_title, c.unit_name, c.status, c.held"""

# Where an open case stands: its latest open visit, and whom it waits for.
STANDS = """
    LEFT JOIN LATERAL (
        SELECT s.key, s.visit, s.due_at, s.line FROM steps s
        WHERE s.case_id = c.id AND s.status = 'open' ORDER BY s.ordinal DESC LIMIT 1) at ON true
    LEFT JOIN titles t ON t.version = c.version AND t.key = at.key
    CROSS JOIN LATERAL (SELECT ARRAY(
        SELECT w.name FROM assignments w
        WHERE w.case_id = c.id AND w.status = 'open' ORDER BY w.ordinal) AS others) who"""


def _mine(which: str, order: str) -> TextClause:
    """The person's assignments that ``which`` chooses, by ``order``: chosen first, furnished with words after."""
    return text(f"""
    WITH {VERSIONS}, chosen AS (
        SELECT a.* FROM assignments a JOIN cases c ON c.id = a.case_id
        WHERE a.person = CAST(:me AS uuid) AND {which} ORDER BY {order} LIMIT :limit)
    SELECT {CASE_COLUMNS}, {_WHERE.format(line="s.line")}, a.visit, a.opened_at, a.due_at,
        a.id::text AS assignment_id, a.objection IS NOT NULL AS objection, a.decision, a.decided_at,
        ARRAY(SELECT o.name FROM assignments o
              WHERE o.case_id = a.case_id AND o.step_id = a.step_id AND o.status = 'open'
              AND o.objection IS NOT DISTINCT FROM a.objection AND o.person <> a.person ORDER BY o.ordinal) AS others
    FROM chosen a JOIN cases c ON c.id = a.case_id JOIN versions v ON v.id = c.version
        JOIN steps s ON s.id = a.step_id
        LEFT JOIN titles t ON t.version = c.version AND t.key = a.step
    ORDER BY {order}""")  # noqa: S608 - made of our own constants


_WAITING = _mine("a.status = 'open' AND c.held IS NULL", "a.due_at NULLS LAST, a.opened_at, a.id")
_DONE = _mine("a.status = 'decided'", "a.decided_at DESC, a.id")
_STARTED = text(f"""
    WITH {VERSIONS}, chosen AS (
        SELECT * FROM cases WHERE opened_by = CAST(:me AS uuid)
        ORDER BY closed_at IS NOT NULL, opened_at DESC LIMIT :limit)
    SELECT {CASE_COLUMNS}, {_WHERE.format(line="at.line")}, at.visit, c.opened_at, at.due_at, false AS objection,
        NULL AS assignment_id, NULL AS decision, NULL AS decided_at, who.others
    FROM chosen c JOIN versions v ON v.id = c.version {STANDS}
    ORDER BY c.closed_at IS NOT NULL, c.opened_at DESC""")  # noqa: S608 - made of our own constants
_NEXT = text("""
    SELECT a.case_id::text FROM assignments a JOIN cases c ON c.id = a.case_id
    WHERE a.person = CAST(:me AS uuid) AND a.status = 'open' AND c.held IS NULL AND c.id <> CAST(:but AS uuid)
    ORDER BY a.due_at NULLS LAST, a.opened_at, a.id LIMIT 1""")
_COPIED = text(f"""
    WITH {VERSIONS}, chosen AS (
        SELECT * FROM copies WHERE person = CAST(:me AS uuid)
        ORDER BY read_at IS NOT NULL, sent_at DESC LIMIT :limit)
    SELECT {CASE_COLUMNS}, {_WHERE.format(line="at.line")}, at.visit, k.sent_at AS opened_at, at.due_at,
        false AS objection, NULL AS assignment_id, NULL AS decision, NULL AS decided_at,
        ARRAY(SELECT p.name FROM people p WHERE p.id = k.sent_by) AS others
    FROM chosen k JOIN cases c ON c.id = k.case_id JOIN versions v ON v.id = c.version {STANDS}
    ORDER BY k.read_at IS NOT NULL, k.sent_at DESC""")  # noqa: S608 - made of our own constants
_COUNTS = text("""
    SELECT count(*) FILTER (WHERE a.status = 'open' AND c.held IS NULL),
        count(*) FILTER (WHERE a.status = 'open' AND c.held IS NULL AND a.due_at <= :now),
        (SELECT count(*) FROM cases mine WHERE mine.opened_by = CAST(:me AS uuid)),
        count(*) FILTER (WHERE a.status = 'decided'),
        (SELECT count(*) FROM copies k WHERE k.person = CAST(:me AS uuid) AND k.read_at IS NULL)
    FROM assignments a JOIN cases c ON c.id = a.case_id WHERE a.person = CAST(:me AS uuid)""")


def waiting_for(session: Session, person_id: str) -> list[Row]:
    """What waits for the person, the most urgent first. A held case waits for an administrator, not for a person."""
    return [
        row_of(one) for one in session.execute(_WAITING, {"me": person_id, "limit": MOST_ROWS}).mappings()
    ]


def started_by(session: Session, person_id: str) -> list[Row]:
    """The cases that the person began, open ones first."""
    return [
        row_of(one) for one in session.execute(_STARTED, {"me": person_id, "limit": MOST_ROWS}).mappings()
    ]


def done_by(session: Session, person_id: str) -> list[Row]:
    """What the person has decided, the latest first."""
    return [row_of(one) for one in session.execute(_DONE, {"me": person_id, "limit": MOST_ROWS}).mappings()]


def copied_to(session: Session, person_id: str, *, limit: int = 200) -> list[Row]:
    """The cases sent to the person for information, the unread first; ``others`` is who sent it."""
    return [row_of(one) for one in session.execute(_COPIED, {"me": person_id, "limit": limit}).mappings()]


def counts(session: Session, person_id: str, *, now: datetime) -> Counts:
    """The figures on the tabs."""
    return Counts(*session.execute(_COUNTS, {"me": person_id, "now": now}).one())


def next_of(session: Session, person_id: str, *, but: str) -> str | None:
    """The case that is next in the person's inbox, this one left out."""
    return session.execute(_NEXT, {"me": person_id, "but": but}).scalar()


def row_of(one: RowMapping) -> Row:
    """A row of one of the queries that select CASE_COLUMNS and where the case stands."""
    row = dict(one)
    return Row(
        case_id=row["case_id"],
        assignment_id=row["assignment_id"],
        number=row["number"],
        subject=row["subject"],
        process_title=row["process_title"],
        unit_name=row["unit_name"],
        status=row["status"],
        held=row["held"],
        step_title=row["step_title"],
        visit=row["visit"],
        since=row["decided_at"] or row["opened_at"],
        due_at=row["due_at"],
        objection=row["objection"],
        decision=row["decision"],
        others=tuple(row["others"] or ()),
    )
