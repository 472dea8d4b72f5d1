"""Stations of a case: one row a visit."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Id, Json, Moment, Texts


class Step(Base):
    """The nth visit of a step."""

    __tablename__ = "steps"
    __table_args__ = (
        Index("ix_steps_case_id_ordinal", "case_id", "ordinal", unique=True),
        Index("ix_steps_open", "key", "due_at", postgresql_where=text("status = 'open'")),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"))
    ordinal: Mapped[int] = mapped_column(doc="place among the case's visits, from 0")
    key: Mapped[str]
    kind: Mapped[str]
    visit: Mapped[int]
    status: Mapped[str]
    opened_at: Mapped[Moment]
    due_at: Mapped[Moment | None]
    outcome: Mapped[str | None]
    settled_at: Mapped[Moment | None]
    tally: Mapped[Json | None] = mapped_column(doc="the count of a ballot")
    result: Mapped[Json | None] = mapped_column(doc="what a machine step made")
    paused_at: Mapped[Moment | None] = mapped_column(doc="since when the applicant is asked and no time runs")
    at: Mapped[str] = mapped_column(
        server_default="", doc="lines of the lists around it, outermost first: 2.0"
    )
    line: Mapped[str | None] = mapped_column(doc="what is written in the innermost of these lines")
    back: Mapped[Texts] = mapped_column(
        server_default=text("'{}'"), doc="spots that open straight after this visit: they were sent back from"
    )
    rungs: Mapped[int] = mapped_column(
        server_default=text("0"), doc="how many rungs of its ladder have fired since it is overdue"
    )


@dataclass(frozen=True, slots=True)
class Late:
    """An open visit past its due date, by the version of its definition."""

    id: str
    case_id: str
    version: str
    key: str
    due_at: datetime
    rungs: int
    paused_at: datetime | None = None


def waits_over(session: Session, *, at: datetime) -> list[tuple[str, str]]:
    """Case and visit of every open wait whose time is over, the longest over first."""
    asked = (
        select(Step.case_id, Step.id)
        .where(Step.status == "open", Step.kind == "wait", Step.due_at <= at)
        .order_by(Step.due_at)
    )
    return [(case_id, visit) for case_id, visit in session.execute(asked)]


def late(session: Session, *, at: datetime) -> list[Late]:
    """Every open visit past its due date, or with an inquiry past its own, the longest overdue first.

    Held cases are left alone, and visits whose clock stands because the applicant is asked.
    """
    asked = text("""
        SELECT s.id::text, s.case_id::text, c.version, s.key, late.due_at, late.rungs
        FROM steps s JOIN cases c ON c.id = s.case_id
            CROSS JOIN LATERAL (
                SELECT s.due_at, s.rungs
                UNION ALL
                SELECT o.due_at, o.rungs FROM objections o WHERE o.step_id = s.id AND o.upheld IS NULL) late
        WHERE s.status = 'open' AND late.due_at <= :at AND s.paused_at IS NULL
            AND c.held IS NULL AND c.closed_at IS NULL
        ORDER BY late.due_at, s.id""")
    return [Late(*row) for row in session.execute(asked, {"at": at})]
