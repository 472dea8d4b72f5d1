"""What a line of a list of cases tells: the matter, where it stands, whom it waits for, since when and until when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping

from models.processes import EVERY_STEP

BLIND = "匿名评审"
"""What stands for subject and unit while the reader judges the case and must not know whose it is."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list of cases; ``since`` is when it came into this list: was offered, begun, decided or sent.

    ``others`` are those it waits for: since ``waits_since``, until ``due_at``, last reminded at ``reminded_at``.
    ``news``: the reader was told of something about it and has not looked at the case since.
    """

    case_id: str
    assignment_id: str | None
    number: str
    subject: str | None
    process_title: str
    unit_name: str
    status: str
    held: str | None
    late: bool
    step_title: str | None
    visit: int | None
    since: datetime
    due_at: datetime | None
    objection: bool
    decision: str | None
    others: tuple[str, ...]
    waits_since: datetime | None
    reminded_at: datetime | None
    sent_by: str | None
    bulk: bool
    news: bool


# Definitions are large: what a list needs of them is taken out once a query, wherever in them a step stands.
VERSIONS = f"""
    versions AS MATERIALIZED (
        SELECT id, title, definition #>> '{{form,subject}}' AS subject_field FROM process_versions),
    titles AS MATERIALIZED (
        SELECT v.id AS version, s ->> 'key' AS key, s ->> 'title' AS title,
            coalesce((s ->> 'pool')::boolean, false) AS pool, coalesce((s ->> 'bulk')::boolean, false) AS bulk,
            coalesce((s ->> 'blind')::boolean, false) AS blind
        FROM process_versions v, {EVERY_STEP} s)"""  # noqa: S608 - our own constants

# Whether the reader judges the case ``c`` in a blind step that is open.
JUDGED_BLINDLY = """EXISTS (
        SELECT FROM assignments j JOIN steps judged ON judged.id = j.step_id
            JOIN titles b ON b.version = c.version AND b.key = judged.key
        WHERE j.case_id = c.id AND j.person = CAST(:me AS uuid) AND judged.kind = 'score'
            AND judged.status = 'open' AND b.blind)"""

# A draft has no subject yet: what is typed so far into the field that will be the subject stands in for it.
CASE_COLUMNS = f"""
    c.id::text AS case_id, c.number,
    coalesce(c.subject, (
        SELECT d.answers ->> v.subject_field FROM drafts d JOIN assignments w ON w.id = d.assignment_id
        WHERE w.case_id = c.id ORDER BY d.saved_at DESC LIMIT 1)) AS subject,
    v.title AS process_title, c.unit_name, c.status, c.held, c.late,
    EXISTS (
        SELECT FROM deliveries d
        WHERE d.case_id = c.id AND d.person = CAST(:me AS uuid) AND d.channel = 'inbox' AND d.read_at IS NULL
    ) AS news,
    {JUDGED_BLINDLY} AS blind"""  # noqa: S608 - our own constants

_STEP_TITLE = "t.title || coalesce('（' || {line} || '）', '') AS step_title"  # with the line of its list
_WAITED_FOR = """
    array_agg(w.name ORDER BY w.ordinal) AS names, min(w.opened_at) AS since, min(w.due_at) AS due_at,
    max(greatest(w.reminded_at, w.overdue_at, w.urged_at)) AS reminded_at
    FROM assignments w WHERE w.status = 'open'"""

# Where an open case stands: its latest open visit, and whom it waits for.
STANDS = f"""
    LEFT JOIN LATERAL (
        SELECT s.key, s.visit, s.due_at, s.line FROM steps s
        WHERE s.case_id = c.id AND s.status = 'open' ORDER BY s.ordinal DESC LIMIT 1) at ON true
    LEFT JOIN titles t ON t.version = c.version AND t.key = at.key
    CROSS JOIN LATERAL (SELECT {_WAITED_FOR} AND w.case_id = c.id) who"""  # noqa: S608 - our own constants
STANDING_COLUMNS = f"""
    {_STEP_TITLE.format(line="at.line")}, at.visit, coalesce(who.due_at, at.due_at) AS due_at,
    who.names AS others, who.since AS waits_since, who.reminded_at"""

# Of a share ``a``: its visit, and who else has it to do.
SHARED = f"""
    JOIN steps s ON s.id = a.step_id
    LEFT JOIN titles t ON t.version = c.version AND t.key = a.step
    CROSS JOIN LATERAL (
        SELECT {_WAITED_FOR} AND w.step_id = a.step_id AND w.objection IS NOT DISTINCT FROM a.objection
            AND w.person <> CAST(:me AS uuid)) who"""  # noqa: S608 - our own constants
SHARE_COLUMNS = f"""
    {_STEP_TITLE.format(line="s.line")}, a.visit, a.due_at, who.names AS others, a.opened_at AS waits_since,
    greatest(a.reminded_at, a.overdue_at, a.urged_at, who.reminded_at) AS reminded_at,
    a.id::text AS assignment_id, a.objection IS NOT NULL AS objection,
    t.bulk AND a.objection IS NULL AND a.via NOT IN ('question', 'delegate') AS bulk"""


def row_of(one: RowMapping) -> Row:
    """A row of one of the queries that select these columns."""
    row = dict(one)
    return Row(
        case_id=row["case_id"],
        assignment_id=row.get("assignment_id"),
        number=row["number"],
        subject=BLIND if row["blind"] else row["subject"],
        process_title=row["process_title"],
        unit_name="" if row["blind"] else row["unit_name"],
        status=row["status"],
        held=row["held"],
        late=row["late"],
        step_title=row["step_title"],
        visit=row["visit"],
        since=row["since"],
        due_at=row["due_at"],
        objection=bool(row.get("objection")),
        decision=row.get("decision"),
        others=tuple(row["others"] or ()),
        waits_since=row["waits_since"],
        reminded_at=row["reminded_at"],
        sent_by=row.get("sent_by"),
        bulk=bool(row.get("bulk")),
        news=row["news"],
    )
