"""What each person decided, in his or her words."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Moment


class Decision(Base):
    """One decision an assignment. Of a secret ballot the choice is empty: it lies in the box."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_case_id", "case_id"),)
    assignment_id: Mapped[Id] = mapped_column(ForeignKey("assignments.id"), primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"))
    person: Mapped[Id] = mapped_column(ForeignKey("people.id"))
    decision: Mapped[str | None]
    comment: Mapped[str]
    decided_at: Mapped[Moment]
