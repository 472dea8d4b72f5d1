"""Other live cases of a round that are, or may be, about one person."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from engine.commands import Twin

_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))")
_TWINS = text("""
    SELECT c.id::text, c.number, c.unit_name, coalesce(c.identity = :identity, false), coalesce(c.subject, '')
    FROM cases c JOIN rounds r ON r.key = c.round AND r.process = c.process
    WHERE c.round = :round AND c.id <> CAST(:case AS uuid) AND c.subject IS NOT NULL
        AND c.status NOT IN ('rejected', 'withdrawn', 'terminated')
        AND (c.identity = :identity OR c.answers ->> :born = :day)
    ORDER BY c.number""")


def twins(
    session: Session, round_key: str, case_id: str, *, identity: str | None, born: str, day: str
) -> tuple[Twin, ...]:
    """Those handed in with this ID number (keyed hash), or with ``day`` in the field ``born``.

    Two that are handed in with one number at the same instant wait for each other: the second sees the first.
    """
    session.execute(_LOCK, {"what": f"{round_key} {identity}"})
    asked = {"round": round_key, "case": case_id, "identity": identity, "born": born, "day": day}
    return tuple(Twin(*row) for row in session.execute(_TWINS, asked))
