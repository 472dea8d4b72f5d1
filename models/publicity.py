"""Publicity windows, objections, and the sealed letters of those who object."""

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Id, Moment


class Window(Base):
    """A public showing; its id is the visit's."""

    __tablename__ = "windows"
    __table_args__ = (
        Index("ix_windows_case_id_ordinal", "case_id", "ordinal", unique=True),
        Index("ix_windows_open", "closes_at", postgresql_where=text("closed_at IS NULL")),
    )
    id: Mapped[Id] = mapped_column(ForeignKey("steps.id"), primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"))
    ordinal: Mapped[int]
    level: Mapped[str] = mapped_column(doc="unit, province or nation")
    posted_at: Mapped[Moment]
    closes_at: Mapped[Moment]
    suspended_at: Mapped[Moment | None]
    days_left: Mapped[int | None] = mapped_column(doc="working days that remain while suspended")
    closed_at: Mapped[Moment | None]


class Objection(Base):
    """An objection and its finding. What it says is in its letter."""

    __tablename__ = "objections"
    __table_args__ = (Index("ix_objections_case_id_ordinal", "case_id", "ordinal", unique=True),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"))
    ordinal: Mapped[int]
    step_id: Mapped[Id] = mapped_column(ForeignKey("steps.id"))
    filed_at: Mapped[Moment]
    due_at: Mapped[Moment | None]
    upheld: Mapped[bool | None]
    finding: Mapped[str | None]
    found_by: Mapped[Id | None]
    found_at: Mapped[Moment | None]
    rungs: Mapped[int] = mapped_column(
        server_default=text("0"), doc="how many rungs of the ladder have fired since the inquiry is overdue"
    )


class ObjectionLetter(Base):
    """Who objected and why, sealed: only those who look into it may open it."""

    __tablename__ = "objection_letters"
    objection: Mapped[Id] = mapped_column(ForeignKey("objections.id"), primary_key=True)
    sealed: Mapped[str]


def keep_letter(session: Session, objection_id: str, sealed: str) -> None:
    """Put a sealed letter beside its objection."""
    session.add(ObjectionLetter(objection=objection_id, sealed=sealed))
    session.flush()


def letter(session: Session, objection_id: str) -> str | None:
    """The sealed letter of an objection."""
    found = session.get(ObjectionLetter, objection_id)
    return found.sealed if found else None


def run_out(session: Session, *, at: Moment) -> list[tuple[str, str]]:
    """Case and window of every open, unsuspended window whose time is over."""
    asked = text(
        "SELECT case_id::text, id::text FROM windows"
        " WHERE closed_at IS NULL AND suspended_at IS NULL AND closes_at <= :at ORDER BY closes_at, id"
    )
    return [(case_id, window) for case_id, window in session.execute(asked, {"at": at})]
