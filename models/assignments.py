"""One person's share of a visit: the line in the inbox."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.handling.reminding import Ahead
from models.base import Base, Id, Json, Moment


class Assignment(Base):
    """A share of a step. Once decided it stays decided: a constraint keeps the decision and its date together."""

    __tablename__ = "assignments"
    __table_args__ = (
        Index("ix_assignments_case_id_ordinal", "case_id", "ordinal", unique=True),
        Index("ix_assignments_inbox", "person", "due_at", postgresql_where=text("status = 'open'")),
        Index("ix_assignments_person", "person"),
        Index("ix_assignments_clock", "due_at", postgresql_where=text("status = 'open'")),
        Index("ix_assignments_claims", "claimed_until", postgresql_where=text("claimed_until IS NOT NULL")),
        CheckConstraint("(status = 'decided') = (decided_at IS NOT NULL)", name="decided_has_date"),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"))
    ordinal: Mapped[int]
    step_id: Mapped[Id] = mapped_column(ForeignKey("steps.id"))
    step: Mapped[str]
    visit: Mapped[int]
    body: Mapped[str]
    person: Mapped[Id] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str]
    unit: Mapped[str]
    position: Mapped[int] = mapped_column(doc="turn in a sequence, from 0")
    status: Mapped[str]
    why: Mapped[str] = mapped_column(doc="why this person")
    opened_at: Mapped[Moment]
    due_at: Mapped[Moment | None]
    objection: Mapped[Id | None] = mapped_column(doc="the objection that is to be looked into")
    decision: Mapped[str | None]
    decided_at: Mapped[Moment | None]
    closed_because: Mapped[str | None]
    reminded_at: Mapped[Moment | None]
    overdue_at: Mapped[Moment | None]
    closed_with_step: Mapped[bool] = mapped_column(
        server_default=false(), doc="not done when its visit ended; may open again with it"
    )
    via: Mapped[str] = mapped_column(server_default="offer", doc="how it came about: offer, transfer, …")
    parent: Mapped[Id | None] = mapped_column(doc="the assignment it came from")
    note: Mapped[str | None] = mapped_column(doc="what was written with it")
    weight: Mapped[int] = mapped_column(server_default=text("1"), doc="in a weighted ballot")
    claimed_at: Mapped[Moment | None]
    claimed_until: Mapped[Moment | None] = mapped_column(doc="then a claim goes back to the pool")
    urged_at: Mapped[Moment | None] = mapped_column(doc="the last nudge by a person")
    for_person: Mapped[Id | None] = mapped_column(ForeignKey("people.id"), doc="for whom a substitute acts")
    for_name: Mapped[str | None]
    for_until: Mapped[Moment | None] = mapped_column(doc="end of the absence")
    recused_at: Mapped[Moment | None] = mapped_column(doc="the holder declared a conflict of interest")
    points: Mapped[Json | None] = mapped_column(doc="a judge's points by criterion, as written")


@dataclass(frozen=True, slots=True)
class Due:
    """An open assignment of which the clock has something to say."""

    assignment_id: str
    case_id: str
    when: Literal["soon", "overdue"]


@dataclass(frozen=True, slots=True)
class Timed:
    """An open assignment of which the clock may have something to say, by the version of its definition."""

    id: str
    case_id: str
    version: str
    step: str
    opened_at: datetime
    due_at: datetime
    reminded_at: datetime | None


def claims_run_out(session: Session, *, at: datetime) -> list[tuple[str, str]]:
    """Case and assignment of every claim whose time is over; held cases are left alone."""
    asked = text(
        "SELECT a.case_id::text, a.id::text FROM assignments a JOIN cases c ON c.id = a.case_id"
        " WHERE a.claimed_until <= :at AND a.status IN ('open', 'waiting') AND c.held IS NULL"
        " AND c.closed_at IS NULL ORDER BY a.claimed_until, a.id"
    )
    return [(case_id, share) for case_id, share in session.execute(asked, {"at": at})]


def timed(session: Session, *, at: datetime, ahead: Mapping[str, Ahead]) -> list[Timed]:
    """The open assignments of which the clock may have something to say now, the most urgent first.

    Those not told yet that they are overdue, and those within the bounds ``ahead`` of their version. Held cases are
    left alone, and visits whose clock stands because the applicant is asked.
    """
    bounds = {
        "versions": list(ahead),
        "percents": [one.percent for one in ahead.values()],
        "horizons": [one.horizon for one in ahead.values()],
    }
    return [Timed(*row) for row in session.execute(_TIMED, {"at": at, **bounds})]


_TIMED = text("""
    SELECT a.id::text, a.case_id::text, c.version, a.step, a.opened_at, a.due_at, a.reminded_at
    FROM assignments a JOIN cases c ON c.id = a.case_id
        JOIN steps s ON s.id = a.step_id AND s.paused_at IS NULL
        JOIN unnest(CAST(:versions AS text[]), CAST(:percents AS int[]), CAST(:horizons AS timestamptz[]))
            AS ahead (version, percent, horizon) ON ahead.version = c.version
    WHERE a.status = 'open' AND c.held IS NULL AND c.closed_at IS NULL
        AND CASE WHEN a.due_at <= :at THEN a.overdue_at IS NULL OR a.overdue_at < a.due_at
            ELSE a.due_at <= ahead.horizon
                OR a.opened_at + (a.due_at - a.opened_at) * ahead.percent / 100 <= :at END
    ORDER BY a.due_at, a.id""")
