"""征求意见 of many cases at once: what a person asked outside bodies about, for the page 「征求意见」."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from engine.state import Answer

# The newest visit of each case in which the person asks; one that is held is nobody's to answer.
_ASKED = text("""
    SELECT DISTINCT ON (c.number, o.agency)
        c.id::text AS case_id, c.number, c.unit_name, c.version, a.step, a.id::text AS assignment_id,
        o.agency, o.title, o.asked_at, o.due_at, o.answer, o.answered_at, o.received IS NOT NULL AS received,
        a.status = 'open' AND c.held IS NULL AS open
    FROM assignments a
        JOIN cases c ON c.id = a.case_id
        JOIN steps s ON s.id = a.step_id AND s.kind = 'consult'
        JOIN opinions o ON o.step_id = s.id
    WHERE a.person = CAST(:me AS uuid) AND c.closed_at IS NULL
    ORDER BY c.number, o.agency, s.ordinal DESC, a.ordinal DESC""")
_ANSWERS = text("SELECT c.number, c.answers FROM cases c WHERE c.id = ANY(CAST(:cases AS uuid[]))")


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One body that was asked about one case, and what it answered; ``open``: whether the answer may be put on file.

    ``received``: an answer came by the signed link and waits to be put on file.
    """

    case_id: str
    number: str
    unit_name: str
    version: str
    step: str
    assignment_id: str
    agency: str
    title: str
    asked_at: datetime
    due_at: datetime | None
    answer: Answer | None
    answered_at: datetime | None
    received: bool
    open: bool

    @property
    def waits(self) -> bool:
        """Whether an answer is still to come: none is on file, or only a 暂缓."""
        return self.open and self.answer in (None, "defer")


def asked_by(session: Session, person_id: str) -> list[AskedLine]:
    """Everything that the person asked outside bodies about in cases that go on, by number."""
    return [AskedLine(**row) for row in session.execute(_ASKED, {"me": person_id}).mappings()]


def answers_of(session: Session, cases: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """The forms of these cases, by number."""
    return {row.number: row.answers for row in session.execute(_ANSWERS, {"cases": list(cases)})}
