"""What a list is narrowed by: process, step, whom it waits for, lateness, age, unit, words. Conditions of the query.

Every list and every count has them inside its SQL, beside the rights: what is counted is what is listed.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.processes import EVERY_STEP
from models.reads.lines import JUDGED_BLINDLY


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is asked of a list; what is empty asks nothing.

    ``who`` and ``unit`` are parts of names, ``q`` of number, subject or unit. ``waits_before``: what waits since an
    earlier moment. ``read``: of copies, also those that have been read. Whoever judges a case blindly does not find it
    by what it would tell. The query has the ``titles`` of ``lines.VERSIONS``.
    """

    process: str = ""
    round: str = ""
    step: str = ""
    who: str = ""
    unit: str = ""
    q: str = ""
    status: str = ""
    overdue: bool = False
    waits_before: datetime | None = None
    read: bool = False

    def facts(self, *, now: datetime) -> dict[str, object]:
        """The parameters of the conditions."""
        return {
            "process": self.process,
            "round": self.round,
            "step": self.step,
            "who": self.who and _like(self.who),
            "unit": self.unit and _like(self.unit),
            "q": self.q and _like(self.q),
            "status": self.status,
            "overdue": self.overdue,
            "waits_before": self.waits_before,
            "read": self.read,
            "now": now,
        }


EVERYTHING = Narrowing()
_OF_CASE = f"""
    (:process = '' OR c.process = :process) AND (:round = '' OR c.round = :round)
    AND (:unit = '' OR (c.unit_name ILIKE :unit AND NOT {JUDGED_BLINDLY}))
    AND (:q = '' OR c.number ILIKE :q
        OR ((c.subject ILIKE :q OR c.unit_name ILIKE :q) AND NOT {JUDGED_BLINDLY}))
    AND (:status = '' OR c.status = :status OR (:status = 'held' AND c.held IS NOT NULL))"""

# Of a share ``a`` of case ``c``.
OF_SHARE = f"""({_OF_CASE}
    AND (:step = '' OR a.step = :step) AND (NOT :overdue OR a.due_at <= :now)
    AND (CAST(:waits_before AS timestamptz) IS NULL OR a.opened_at < :waits_before)
    AND (:who = '' OR EXISTS (
        SELECT FROM assignments w WHERE w.step_id = a.step_id AND w.status = 'open' AND w.name ILIKE :who)))"""

# Of a case ``c``: it stands there, and somebody it waits for fits all that is asked of him or her.
OF_CASE = f"""({_OF_CASE}
    AND (:step = '' OR EXISTS (
        SELECT FROM steps s WHERE s.case_id = c.id AND s.status = 'open' AND s.key = :step))
    AND ((:who = '' AND NOT :overdue AND CAST(:waits_before AS timestamptz) IS NULL) OR EXISTS (
        SELECT FROM assignments w WHERE w.case_id = c.id AND w.status = 'open'
            AND (:step = '' OR w.step = :step) AND (NOT :overdue OR w.due_at <= :now)
            AND (CAST(:waits_before AS timestamptz) IS NULL OR w.opened_at < :waits_before)
            AND (:who = '' OR w.name ILIKE :who))))"""  # noqa: S608 - made of our own constants

_PROCESSES = text("""
    SELECT DISTINCT ON (key) key, title FROM process_versions ORDER BY key, published_at DESC""")
_STEPS = text(f"""
    SELECT DISTINCT ON (s ->> 'key') s ->> 'key', s ->> 'title' FROM process_versions v, {EVERY_STEP} s
    WHERE v.key = :process AND NOT s ? 'branches' AND NOT s ? 'steps'
    ORDER BY s ->> 'key', v.published_at DESC""")  # noqa: S608 - made of our own constants


def processes(session: Session) -> list[tuple[str, str]]:
    """Key and title of every process there is."""
    return [(key, title) for key, title in session.execute(_PROCESSES)]


def steps(session: Session, process: str) -> list[tuple[str, str]]:
    """Key and title of every step of a process, in any of its versions."""
    return [(key, title) for key, title in session.execute(_STEPS, {"process": process})] if process else []


def _like(typed: str) -> str:
    """What was typed as a part of a text, with nothing in it that LIKE reads as a pattern."""
    plain = typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"
