"""信息比对: what outside bodies were asked about a household, what they said, and what contradicts the file.

Answers and reasons are sealed letters: they speak of what people own and earn.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, SmallInteger, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Id, Moment


class DataRequest(Base):
    """One body asked once about one version of a file."""

    __tablename__ = "data_requests"
    __table_args__ = (
        ForeignKeyConstraint(
            ["household", "version"], ["household_versions.household", "household_versions.number"]
        ),
        Index("uq_data_requests_asked", "household", "version", "agency", unique=True),
        Index("ix_data_requests_case_id", "case_id"),
        Index("ix_data_requests_open", "agency", postgresql_where=text("answered_at IS NULL")),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True, doc="by which the answer finds its way back")
    household: Mapped[Id]
    version: Mapped[int] = mapped_column(SmallInteger)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"))
    agency: Mapped[str] = mapped_column(doc="key of the body")
    asked_at: Mapped[Moment]
    due_on: Mapped[date]
    batch: Mapped[str | None] = mapped_column(doc="the table in which it was sent")
    trouble: Mapped[str | None] = mapped_column(doc="why the last try by line failed; nothing personal")
    answered_at: Mapped[Moment | None]
    answer: Mapped[str | None] = mapped_column(doc="what the body said, sealed")
    waived_by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"), doc="who goes on without an answer")
    waived_why: Mapped[str | None] = mapped_column(doc="why there is none; sealed")


class Contradiction(Base):
    """Something that a body knows and the file does not say. A person clears it, with a reason."""

    __tablename__ = "contradictions"
    __table_args__ = (Index("ix_contradictions_request", "request"),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    request: Mapped[Id] = mapped_column(ForeignKey("data_requests.id"))
    kind: Mapped[str] = mapped_column(
        doc="second_wage, vehicle, company, house, … (engine/hardship/matching.py)"
    )
    whose: Mapped[str] = mapped_column(doc="the member by relation, without a name")
    detail: Mapped[str] = mapped_column(doc="what the body says, sealed")
    cleared_at: Mapped[Moment | None]
    cleared_by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"))
    stands: Mapped[bool | None] = mapped_column(doc="whether the body is right and the file was corrected")
    reason: Mapped[str | None] = mapped_column(doc="why it is cleared, sealed")


class StrayAnswer(Base):
    """An answer that belongs to no request: kept whole until somebody says what became of it."""

    __tablename__ = "stray_answers"
    __table_args__ = (
        Index("ix_stray_answers_open", "received_at", postgresql_where=text("settled_at IS NULL")),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    agency: Mapped[str]
    number: Mapped[str] = mapped_column(doc="the number that it names")
    content: Mapped[str] = mapped_column(doc="the whole line, sealed")
    received_at: Mapped[Moment]
    settled_at: Mapped[Moment | None]
    settled_by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"))
    note: Mapped[str | None] = mapped_column(doc="what became of it, sealed")


def of_case(session: Session, case_id: str) -> list[DataRequest]:
    """Everything that was asked for the case, in the order of asking."""
    asked = select(DataRequest).where(DataRequest.case_id == case_id)
    ordered = asked.order_by(DataRequest.asked_at, DataRequest.number)
    return list(session.scalars(ordered.execution_options(populate_existing=True)))


def numbered(session: Session, agency: str, numbers: Sequence[str]) -> dict[str, DataRequest]:
    """The requests to the body that bear these numbers, locked."""
    asked = select(DataRequest).where(DataRequest.agency == agency, DataRequest.number.in_(numbers))
    return {one.number: one for one in session.scalars(asked.with_for_update())}


def waiting(session: Session, agency: str) -> list[DataRequest]:
    """What the body has not answered and nobody has waived, oldest first."""
    asked = select(DataRequest).where(
        DataRequest.agency == agency, DataRequest.answered_at.is_(None), DataRequest.waived_by.is_(None)
    )
    return list(session.scalars(asked.order_by(DataRequest.asked_at, DataRequest.number)))


def contradictions(session: Session, case_id: str) -> list[Contradiction]:
    """What contradicts the file of the case, in the order of the requests."""
    asked = select(Contradiction).join(DataRequest, DataRequest.id == Contradiction.request)
    asked = asked.where(DataRequest.case_id == case_id).order_by(
        DataRequest.number, Contradiction.whose, Contradiction.kind
    )
    return list(session.scalars(asked.execution_options(populate_existing=True)))


def contradiction(session: Session, identity: str) -> Contradiction | None:
    """One of them, locked."""
    return session.get(Contradiction, identity, with_for_update=True)


def note_contradiction(session: Session, request: str, kind: str, whose: str, detail: str) -> None:
    """Store what contradicts; the detail is sealed already."""
    session.add(Contradiction(id=str(uuid4()), request=request, kind=kind, whose=whose, detail=detail))


def keep_stray(session: Session, agency: str, number: str, content: str, *, now: datetime) -> None:
    """Keep an answer that belongs to nothing."""
    session.add(StrayAnswer(id=str(uuid4()), agency=agency, number=number, content=content, received_at=now))


def strays(session: Session) -> list[StrayAnswer]:
    """The answers that belong to nothing and wait for somebody's word, oldest first."""
    asked = select(StrayAnswer).where(StrayAnswer.settled_at.is_(None))
    return list(session.scalars(asked.order_by(StrayAnswer.received_at, StrayAnswer.number)))


def stray(session: Session, identity: str) -> StrayAnswer | None:
    """One of them, locked."""
    return session.get(StrayAnswer, identity, with_for_update=True)
