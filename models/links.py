"""Links of kinds between cases: sub-case and parent, appeal and what it is about, the same person again."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Moment


class Link(Base):
    """One end of a link; the other case has the other end."""

    __tablename__ = "links"
    __table_args__ = (
        Index("ix_links_case_id_ordinal", "case_id", "ordinal", unique=True),
        Index("ix_links_other", "other"),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"))
    ordinal: Mapped[int]
    kind: Mapped[str] = mapped_column(doc="what the other case is to this one: child, parent, appeals, …")
    other: Mapped[Id] = mapped_column(doc="the other case")
    number: Mapped[str] = mapped_column(doc="the other case's number, as it is printed")
    linked_at: Mapped[Moment]
    linked_by: Mapped[Id | None] = mapped_column(doc="empty when the office linked them by itself")
    note: Mapped[str | None]
    removed_at: Mapped[Moment | None]
