"""The case: one matter on its way. Loading and storing its whole state is one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import Cursor
from sqlalchemy import ForeignKey, Index, false, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.events import Event
from engine.evolution import replay
from engine.state import CaseState
from models import record
from models.base import Base, Id, Json, Moment, Texts
from models.correlation import door_of
from models.driver import driver
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
    barred: Mapped[Texts] = mapped_column(
        server_default="{}", doc="who decided in the case that this one reviews"
    )
    held: Mapped[str | None] = mapped_column(doc="why it waits for an administrator")
    held_at: Mapped[Moment | None]
    outcome: Mapped[str | None]
    place_taken: Mapped[bool] = mapped_column(server_default=false())
    place_category: Mapped[str] = mapped_column(
        server_default="", doc="of the place taken, where they are told apart"
    )
    closed_at: Mapped[Moment | None]
    twins: Mapped[Json] = mapped_column(
        server_default=text("'{}'"), doc="other cases that may be about the same person: what somebody found"
    )
    ways_back: Mapped[Json] = mapped_column(
        server_default=text("'{}'"), doc="the same of visits about to open, by spot"
    )
    late: Mapped[bool] = mapped_column(
        server_default=false(), doc="handed in after the round had closed, within its grace"
    )
    waivers: Mapped[Json] = mapped_column(
        server_default=text("'{}'"), doc="exceptions from rules that stand, by rule: who made it, and why"
    )
    preserved: Mapped[str | None] = mapped_column(doc="why nothing of it may be destroyed (暂停销毁)")
    preserved_until: Mapped[Moment | None] = mapped_column(doc="when that ends by itself; none: when lifted")
    destroyed_at: Mapped[Moment | None] = mapped_column(doc="since when nothing personal is left of it")
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
    return _locked(session, _BY_ID, case_id)


def lock_by_assignment(session: Session, assignment_id: str) -> CaseRecord | None:
    """The case of an assignment, locked. None when there is no such assignment."""
    return _locked(session, _BY_ASSIGNMENT, assignment_id)


def load(session: Session, case_id: str) -> CaseRecord | None:
    """The case as it is now, without a lock."""
    return _record(driver(session).execute(_LOAD + _BY_ID, [case_id], prepare=True))


def version_of(session: Session, case_id: str) -> str | None:
    """The version of its definition by which the case goes."""
    return session.scalar(select(Case.version).where(Case.id == case_id))


def outside_of(session: Session, assignment_id: str) -> tuple[str, str, str | None] | None:
    """Id, number and subject of the case of an assignment, without a lock."""
    asked = text(
        "SELECT c.id::text, c.number, c.subject FROM cases c JOIN assignments a ON a.case_id = c.id"
        " WHERE a.id = CAST(:id AS uuid)"
    )
    row = session.execute(asked, {"id": assignment_id}).first()
    return tuple(row) if row else None


def numbered(session: Session, number: str) -> str | None:
    """The id of the case with this number."""
    return session.scalar(select(Case.id).where(Case.number == number))


def in_round(session: Session, round_key: str) -> list[tuple[str, str]]:
    """Id and number of the cases of a round, by number."""
    asked = select(Case.id, Case.number).where(Case.round == round_key).order_by(Case.number)
    return [(str(case_id), number) for case_id, number in session.execute(asked)]


def pending_in(session: Session, round_key: str) -> Sequence[str]:
    """The cases of a round in which some step waits to be opened, oldest first."""
    waiting = select(Case.id).where(Case.round == round_key, func.cardinality(Case.pending) > 0)
    return session.scalars(waiting.where(Case.closed_at.is_(None)).order_by(Case.opened_at)).all()


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
    whole: bool = False,
) -> CaseRecord:
    """Store what ``events`` make of the case, their journal lines, decisions and outbox lines: all or nothing.

    ``whole``: the case is stored otherwise than ``before`` says, and every row of it is written anew.
    """
    return _store(session, before, events, by=by, now=now, correlation=correlation, whole=whole)


def _store(
    session: Session,
    before: CaseRecord | None,
    events: Sequence[Event],
    *,
    by: str | None,
    now: datetime,
    correlation: str,
    whole: bool = False,
) -> CaseRecord:
    old = before.state if before else None
    state = replay(old, events, now)
    first = Line(before.seq, before.head) if before else Line(0, "")
    door = door_of(session)
    journal = lines_for(state.id, events, after=first, by=by, at=now, correlation=correlation, door=door)
    after = CaseRecord(state, journal[-1].seq, journal[-1].hash)
    written = record.changes(
        None if whole else old, after.state, seq=after.seq, head=after.head, journal=journal
    )
    statement = record.store_statement(new=before is None, tables=frozenset(written))
    driver(session).execute(statement, [record.as_json(written)], prepare=True)
    return after


def _locked(session: Session, where: str, identity: str) -> CaseRecord | None:
    """Lock first, load after: a statement that waited for a lock would read the children as they were before.

    Both are sent at once; the server still takes a new snapshot for the second.
    """
    connection = driver(session)
    with connection.pipeline():
        connection.execute(_LOCK + where + " FOR UPDATE", [identity], prepare=True)
        loaded = connection.execute(_LOAD + where, [identity], prepare=True)
    return _record(loaded)


def _record(loaded: Cursor[tuple[dict[str, Any]]]) -> CaseRecord | None:
    row = loaded.fetchone()
    return CaseRecord(record.read(row[0]), row[0]["seq"], row[0]["head"]) if row else None


_LOCK = "SELECT FROM cases c WHERE "
_LOAD = f"{record.load_statement()} WHERE "
_BY_ID = "c.id = %s::uuid"
_BY_ASSIGNMENT = "c.id = (SELECT case_id FROM assignments WHERE id = %s::uuid)"
