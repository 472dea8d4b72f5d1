"""Opinions of outside bodies (征求意见)."""

from sqlalchemy import ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Id, Json, Moment


class Opinion(Base):
    """One agency asked in one visit, and its written answer once there is one."""

    __tablename__ = "opinions"
    __table_args__ = (Index("ix_opinions_case_id_ordinal", "case_id", "ordinal", unique=True),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"))
    ordinal: Mapped[int]
    step_id: Mapped[Id] = mapped_column(ForeignKey("steps.id"))
    agency: Mapped[str]
    title: Mapped[str]
    asked_at: Mapped[Moment]
    due_at: Mapped[Moment | None]
    answer: Mapped[str | None]
    reason: Mapped[str | None]
    document: Mapped[str | None] = mapped_column(doc="digest of the written answer")
    answered_at: Mapped[Moment | None]
    valid_until: Mapped[Moment | None]
    received: Mapped[Json | None] = mapped_column(
        doc="what came by the signed link and nobody has put on file"
    )


def case_of(session: Session, opinion_id: str) -> str | None:
    """The case in which the opinion is asked."""
    found = session.scalar(select(Opinion.case_id).where(Opinion.id == opinion_id))
    return str(found) if found else None


_OF_SEVERAL_UNITS = text("""
    SELECT DISTINCT mine.document FROM opinions mine
        JOIN cases c ON c.id = mine.case_id
        JOIN opinions theirs ON theirs.document = mine.document
        JOIN cases other ON other.id = theirs.case_id AND other.unit <> c.unit
    WHERE mine.case_id = CAST(:id AS uuid)""")


def answers_of_several_units(session: Session, case_id: str) -> frozenset[str]:
    """The digests of this case's written answers that name people of other units: lists that were sealed as a whole."""
    return frozenset(session.scalars(_OF_SEVERAL_UNITS, {"id": case_id}))
