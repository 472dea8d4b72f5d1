"""Cases sent for information (抄送), and what was read of them (已阅)."""

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Moment


class Copy(Base):
    """One person's copy of a case: one a person, brought up again when it is sent again."""

    __tablename__ = "copies"
    __table_args__ = (
        Index("ix_copies_case_id_ordinal", "case_id", "ordinal", unique=True),
        Index("ix_copies_unread", "person", postgresql_where=text("read_at IS NULL")),
        Index("ix_copies_case_id_person", "case_id", "person", unique=True),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"))
    ordinal: Mapped[int]
    person: Mapped[Id] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str]
    sent_by: Mapped[Id | None] = mapped_column(doc="nobody where the definition says so")
    sent_at: Mapped[Moment]
    note: Mapped[str | None]
    read_at: Mapped[Moment | None]
    occasion: Mapped[str | None] = mapped_column(doc="visit and what happened to it, of a copy by rule")
