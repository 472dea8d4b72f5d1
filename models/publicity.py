"""Publicity windows, objections, and the sealed letters of those who object."""

from sqlalchemy import ForeignKey, Index, select, text
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
    __table_args__ = (Index("ix_objection_letters_code", "code", unique=True),)
    objection: Mapped[Id] = mapped_column(ForeignKey("objections.id"), primary_key=True)
    sealed: Mapped[str]
    code: Mapped[str | None] = mapped_column(
        doc="keyed hash of the code with which its author asks how it stands"
    )


def keep_letter(session: Session, objection_id: str, sealed: str, *, code: str) -> None:
    """Put a sealed letter beside its objection, with the keyed hash of its author's code."""
    session.add(ObjectionLetter(objection=objection_id, sealed=sealed, code=code))
    session.flush()


def letter(session: Session, objection_id: str) -> str | None:
    """The sealed letter of an objection."""
    found = session.get(ObjectionLetter, objection_id)
    return found.sealed if found else None


def filed_under(session: Session, code: str) -> Objection | None:
    """The objection whose author was given the code of this keyed hash."""
    asked = select(Objection).join(ObjectionLetter, ObjectionLetter.objection == Objection.id)
    return session.scalar(asked.where(ObjectionLetter.code == code))


def run_out(session: Session, *, at: Moment) -> list[tuple[str, str]]:
    """Case and window of every open, unsuspended window whose time is over."""
    asked = text(
        "SELECT case_id::text, id::text FROM windows"
        " WHERE closed_at IS NULL AND suspended_at IS NULL AND closes_at <= :at ORDER BY closes_at, id"
    )
    return [(case_id, window) for case_id, window in session.execute(asked, {"at": at})]
