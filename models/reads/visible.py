"""Who may see a case, as a condition inside the query: filters, counts and pages cannot differ about it."""

from sqlalchemy import text
from sqlalchemy.orm import Session

# ``c`` is the case, ``:me`` the reader. Those who had a share or a copy of it; its own unit's post holders;
# the staff of the city, the province or the federation once it has come to them; administrators.
VISIBLE = """(
    c.opened_by = CAST(:me AS uuid)
    OR EXISTS (SELECT FROM assignments mine WHERE mine.case_id = c.id AND mine.person = CAST(:me AS uuid))
    OR EXISTS (SELECT FROM copies sent WHERE sent.case_id = c.id AND sent.person = CAST(:me AS uuid))
    OR EXISTS (
        SELECT FROM posts held JOIN units seat ON seat.key = held.unit
        WHERE held.person = CAST(:me AS uuid) AND (
            held.post = 'administrator'
            OR held.unit = c.unit
            OR (seat.kind <> 'grass' AND EXISTS (
                SELECT FROM assignments came WHERE came.case_id = c.id AND came.unit = held.unit))
        )
    )
)"""


def may_see(session: Session, case_id: str, person_id: str) -> bool:
    """Whether the person may look at the case. A case that does not exist is seen by nobody."""
    asked = text(f"SELECT EXISTS (SELECT FROM cases c WHERE c.id = CAST(:id AS uuid) AND {VISIBLE})")  # noqa: S608
    return bool(session.execute(asked, {"id": case_id, "me": person_id}).scalar())


def may_see_file(session: Session, digest: str, person_id: str) -> bool:
    """Whether the person may open a file: one's own upload, or a file of a case that one may see."""
    asked = text(f"""
        SELECT EXISTS (SELECT FROM attachments f WHERE f.digest = :digest AND f.stored_by = CAST(:me AS uuid))
            OR EXISTS (
                SELECT FROM case_files f JOIN cases c ON c.id = f.case_id
                WHERE f.digest = :digest AND {VISIBLE})""")  # noqa: S608
    return bool(session.execute(asked, {"digest": digest, "me": person_id}).scalar())
