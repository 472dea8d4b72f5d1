"""Taking what is personal of a case out of every table but its journal: what its lines do not say is nowhere else."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

_LINE = text(
    "UPDATE journal SET payload = :payload WHERE case_id = CAST(:case AS uuid) AND seq = :seq"
).bindparams(bindparam("payload", type_=JSONB))

# Whole rows that say nothing but what is to be forgotten.
_GONE = """
    DELETE FROM drafts WHERE assignment_id IN (SELECT id FROM assignments WHERE case_id = :case);
    DELETE FROM objection_letters WHERE objection IN (SELECT id FROM objections WHERE case_id = :case);
    DELETE FROM deliveries WHERE case_id = :case;
"""
# Rows that stay, for others point to them or count them; their words go.
_EMPTIED = """
    UPDATE decisions SET comment = '' WHERE case_id = :case;
    UPDATE outbox SET reason = NULL WHERE case_id = :case;
    UPDATE showings SET content = '' WHERE case_id = :case AND content <> '';
    UPDATE documents SET title = '', shown = '{}', void_reason = CASE WHEN voided_at IS NOT NULL THEN '' END
        WHERE case_id = :case;
    UPDATE data_requests SET answer = NULL, waived_why = NULL, trouble = NULL WHERE case_id = :case;
    UPDATE contradictions SET detail = '', reason = NULL
        WHERE request IN (SELECT id FROM data_requests WHERE case_id = :case);
    UPDATE help_payments SET person = '', basis = '' WHERE case_id = :case;
    UPDATE risk_signals SET reason = NULL, no_case_because = NULL WHERE case_id = :case;
    UPDATE title_entries SET words = '', leader = NULL, identity = NULL WHERE case_id = :case;
    UPDATE titles SET subject = '', leader = NULL, identity = NULL WHERE case_id = :case;
"""
# With the last of its cases a household goes: every version of its file, who lived in it, what visitors found.
_HOUSEHOLD = """
    WITH empty AS (
        SELECT h.id, h.file_number FROM households h
        WHERE h.id IN (SELECT household FROM household_versions WHERE case_id = :case)
            AND NOT EXISTS (SELECT FROM household_versions v JOIN cases c ON c.id = v.case_id
                WHERE v.household = h.id AND c.destroyed_at IS NULL)),
    watched AS (SELECT id FROM monitored_households WHERE file_number IN (SELECT file_number FROM empty)),
    unread AS (UPDATE household_versions SET content = '' WHERE household IN (SELECT id FROM empty)),
    nobody AS (DELETE FROM household_persons WHERE household IN (SELECT id FROM empty)),
    nowhere AS (UPDATE monitored_households SET place = NULL WHERE id IN (SELECT id FROM watched)),
    unsaid AS (UPDATE relapse_visits SET findings = NULL WHERE household IN (SELECT id FROM watched)),
    unpaid AS (UPDATE help_payments SET person = '', basis = '' WHERE household IN (SELECT id FROM empty))
    UPDATE households SET exit_why = NULL WHERE id IN (SELECT id FROM empty)
"""
# What another case, a round or a meeting has as well stays with them.
_FILES_OF_IT_ALONE = text("""
    SELECT f.digest FROM case_files f WHERE f.case_id = CAST(:case AS uuid)
        AND NOT EXISTS (SELECT FROM case_files o WHERE o.digest = f.digest AND o.case_id <> f.case_id)
        AND NOT EXISTS (SELECT FROM documents d WHERE f.digest IN (d.pdf, d.docx)
            AND d.case_id IS DISTINCT FROM f.case_id)""")
_FORGET_FILES = """
    DELETE FROM uploads WHERE digest = ANY (:digests);
    UPDATE attachments SET name = '', stored_by = NULL WHERE digest = ANY (:digests);
"""


def empty_line(session: Session, case_id: str, seq: int, payload: Mapping[str, Any]) -> None:
    """Leave of a journal line what is said; its hash stays. The database allows it by an approved list only."""
    session.execute(_LINE, {"case": case_id, "seq": seq, "payload": dict(payload)})


def forget(session: Session, case_id: str) -> list[str]:
    """Empty every other table of the case. Returns the digests of files that now belong to nobody."""
    digests = list(session.scalars(_FILES_OF_IT_ALONE, {"case": case_id}))
    for statement in [
        *_each(_GONE),
        *_each(_EMPTIED),
        _HOUSEHOLD,
        "DELETE FROM case_files WHERE case_id = :case",
    ]:
        session.execute(text(statement.replace(":case", "CAST(:case AS uuid)")), {"case": case_id})
    for statement in _each(_FORGET_FILES):
        session.execute(text(statement), {"digests": digests})
    return digests


def _each(statements: str) -> list[str]:
    return [one for one in statements.split(";") if one.strip()]
