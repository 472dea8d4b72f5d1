"""Who may see a case, as a condition inside the query: filters, counts and pages cannot differ about it."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.processes import EVERY_STEP

_SEATS = """(SELECT held.unit FROM posts held JOIN units seat ON seat.key = held.unit
            WHERE held.person = CAST(:me AS uuid) AND seat.kind {kinds})"""
_BELOW_MINE = """(SELECT below.key FROM posts held JOIN units seat ON seat.key = held.unit
            JOIN units below ON below.parent = seat.key
            WHERE held.person = CAST(:me AS uuid) AND seat.kind IN ('city', 'grass'))"""

# ``c`` is the case, ``:me`` the reader. Those who had a share or a copy of it, or were told that it is late; its own
# unit's post holders; the staff of the province or the federation once it has come to them, and of the city if it is
# one of its own unions', and of a union if it is one of its own parts' (分工会; a committee member who comes from a
# city brings it no case); administrators. What depends on
# the reader alone stands in uncorrelated subqueries, which are asked once a query and not once a case.
VISIBLE = f"""(
    EXISTS (SELECT FROM posts held WHERE held.person = CAST(:me AS uuid) AND held.post = 'administrator')
    OR c.opened_by = CAST(:me AS uuid)
    OR c.unit = ANY (ARRAY(SELECT held.unit FROM posts held WHERE held.person = CAST(:me AS uuid)))
    OR EXISTS (SELECT FROM assignments mine WHERE mine.case_id = c.id AND mine.person = CAST(:me AS uuid))
    OR EXISTS (SELECT FROM copies sent WHERE sent.case_id = c.id AND sent.person = CAST(:me AS uuid))
    OR EXISTS (
        SELECT FROM deliveries told WHERE told.case_id = c.id AND told.person = CAST(:me AS uuid)
        AND told.event = 'overdue.escalated')
    OR EXISTS (
        SELECT FROM assignments came WHERE came.case_id = c.id
        AND came.unit = ANY (ARRAY{_SEATS.format(kinds="IN ('province', 'federation')")}))
    OR (c.unit = ANY (ARRAY{_BELOW_MINE}) AND EXISTS (
        SELECT FROM assignments came WHERE came.case_id = c.id
        AND came.unit = ANY (ARRAY{_SEATS.format(kinds="IN ('city', 'grass')")})))
)"""  # noqa: S608 - made of our own constants

# A table of a whole round names the nominees of all units, those not shown to the public among them.
_OF_THE_ROUND = f"""EXISTS (
    SELECT FROM steps s JOIN process_versions v ON v.id = c.version
        CROSS JOIN {EVERY_STEP} step
        CROSS JOIN jsonb_each_text(s.result) made
    WHERE s.case_id = c.id AND step ->> 'key' = s.key AND step ->> 'task' = 'roll_up' AND made.value = f.digest)
    OR EXISTS (SELECT FROM documents d WHERE d.shared AND f.digest IN (d.pdf, d.docx))"""  # noqa: S608 - made of our own constants
# So does the sealed list on which an outside body answered about cases of several units.
_OF_SEVERAL_UNITS = """EXISTS (
    SELECT FROM opinions mine JOIN opinions theirs ON theirs.document = mine.document
        JOIN cases other ON other.id = theirs.case_id
    WHERE mine.case_id = c.id AND mine.document = f.digest AND other.unit <> c.unit)"""
_OF_OTHERS = f"{_OF_THE_ROUND} OR {_OF_SEVERAL_UNITS}"
_SEES_ALL_UNITS = """(
    EXISTS (SELECT FROM posts held WHERE held.person = CAST(:me AS uuid) AND held.post = 'administrator')
    OR EXISTS (SELECT FROM posts held JOIN units seat ON seat.key = held.unit
               WHERE held.person = CAST(:me AS uuid) AND seat.kind IN ('province', 'federation')))"""


def may_see(session: Session, case_id: str, person_id: str) -> bool:
    """Whether the person may look at the case. A case that does not exist is seen by nobody."""
    asked = text(f"SELECT EXISTS (SELECT FROM cases c WHERE c.id = CAST(:id AS uuid) AND {VISIBLE})")  # noqa: S608
    return bool(session.execute(asked, {"id": case_id, "me": person_id}).scalar())


def seen_among(session: Session, case_ids: Sequence[str], person_id: str) -> frozenset[str]:
    """Which of these cases the person may look at."""
    asked = text(f"SELECT c.id::text FROM cases c WHERE c.id = ANY (CAST(:ids AS uuid[])) AND {VISIBLE}")  # noqa: S608
    return frozenset(session.scalars(asked, {"ids": list(case_ids), "me": person_id}))


def opens_by_case(session: Session, digest: str, person_id: str) -> list[str]:
    """The cases by which the person may open a file, as far as seeing the case is enough.

    What names people of several units is for those who see all units; minutes are for the members too.
    """
    asked = text(f"""
        SELECT f.case_id::text FROM case_files f JOIN cases c ON c.id = f.case_id
        WHERE f.digest = :digest AND {VISIBLE} AND ({_SEES_ALL_UNITS} OR NOT ({_OF_OTHERS}))""")  # noqa: S608
    return list(session.scalars(asked, {"digest": digest, "me": person_id}))


def opens_as_minutes(session: Session, digest: str, person_id: str) -> bool:
    """Whether the file is a paper of no one case that the person may open: minutes, by those who were members."""
    asked = text(f"""
        SELECT EXISTS (
            SELECT FROM documents d WHERE :digest IN (d.pdf, d.docx) AND d.case_id IS NULL
            AND ({_SEES_ALL_UNITS} OR EXISTS (
                SELECT FROM meeting_members m WHERE m.meeting = d.meeting AND m.person = CAST(:me AS uuid))))""")  # noqa: S608
    return bool(session.execute(asked, {"digest": digest, "me": person_id}).scalar())
