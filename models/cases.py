"""The case: one matter on its way. Loading and storing its whole state is one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.events import Event
from engine.evolution import replay
from engine.state import CaseState
from models import record
from models.base import Base, Id, Json, Moment, Texts
from models.journal import Line, lines_for


class Case(Base):
    """The stored state of a case; the unit's facts are those of the day on which it was opened."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_process_status", "process", "status"),
        Index("ix_cases_identity", "identity", postgresql_where=text("identity IS NOT NULL")),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True, doc="e.g. GWJZ-2022-0003")
    process: Mapped[str]
    version: Mapped[str] = mapped_column(ForeignKey("process_versions.id"))
    unit: Mapped[str] = mapped_column(ForeignKey("units.key"), index=True)
    unit_name: Mapped[str]
    unit_direct: Mapped[bool]
    unit_sector: Mapped[str | None]
    unit_city: Mapped[str | None]
    round: Mapped[str | None] = mapped_column(ForeignKey("rounds.key"), index=True)
    status: Mapped[str]
    opened_by: Mapped[Id] = mapped_column(ForeignKey("people.id"), index=True)
    opened_at: Mapped[Moment]
    answers: Mapped[Json]
    subject: Mapped[str | None]
    identity: Mapped[str | None] = mapped_column(doc="keyed hash of the nominee's ID number")
    pending: Mapped[Texts] = mapped_column(doc="steps that the dispatcher has still to open")
    held: Mapped[str | None] = mapped_column(doc="why it waits for an administrator")
    outcome: Mapped[str | None]
    place_taken: Mapped[bool] = mapped_column(server_default=false())
    closed_at: Mapped[Moment | None]
    seq: Mapped[int] = mapped_column(doc="number of the last journal line")
    head: Mapped[str] = mapped_column(doc="hash of the last journal line")


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case as it is stored, with the end of its journal."""

    state: CaseState
    seq: int
    head: str


def lock(session: Session, case_id: str) -> CaseRecord | None:
    """The case, locked until the transaction ends. None when there is no such case."""
    return _locked(session, "SELECT id FROM cases WHERE id = CAST(:id AS uuid) FOR UPDATE", case_id)


def lock_by_assignment(session: Session, assignment_id: str) -> CaseRecord | None:
    """The case of an assignment, locked. None when there is no such assignment."""
    return _locked(
        session,
        "SELECT id FROM cases WHERE id = (SELECT case_id FROM assignments WHERE id = CAST(:id AS uuid)) FOR UPDATE",
        assignment_id,
    )


def load(session: Session, case_id: str) -> CaseRecord | None:
    """The case as it is now, without a lock."""
    row = session.execute(_LOAD, {"id": case_id}).first()
    if row is None:
        return None
    whole: dict[str, object] = row[0]
    return CaseRecord(record.read(whole), int(str(whole["seq"])), str(whole["head"]))


def open_with(
    session: Session, events: Sequence[Event], *, by: str | None, now: datetime, correlation: str
) -> CaseRecord:
    """Store a new case as its first ``events`` make it."""
    return _store(session, None, events, by=by, now=now, correlation=correlation)


def save(
    session: Session,
    before: CaseRecord,
    events: Sequence[Event],
    *,
    by: str | None,
    now: datetime,
    correlation: str,
) -> CaseRecord:
    """Store what ``events`` make of the case, their journal lines, decisions and outbox lines: all or nothing."""
    return _store(session, before, events, by=by, now=now, correlation=correlation)


def _store(
    session: Session,
    before: CaseRecord | None,
    events: Sequence[Event],
    *,
    by: str | None,
    now: datetime,
    correlation: str,
) -> CaseRecord:
    old = before.state if before else None
    state = replay(old, events, now)
    first = Line(before.seq, before.head) if before else Line(0, "")
    journal = lines_for(state.id, events, after=first, by=by, at=now, correlation=correlation)
    after = CaseRecord(state, journal[-1].seq, journal[-1].hash)
    written = record.write(old, after.state, seq=after.seq, head=after.head, journal=journal)
    session.execute(_SAVE if before else _OPEN, {"doc": written})
    return after


def _locked(session: Session, statement: str, identity: str) -> CaseRecord | None:
    """Lock first, load after: a statement that waited for a lock would read the children as they were before."""
    case_id = session.execute(text(statement), {"id": identity}).scalar()
    return load(session, str(case_id)) if case_id else None


_LOAD = text(record.load_statement())
_OPEN = text(record.store_statement(new=True))
_SAVE = text(record.store_statement(new=False))
