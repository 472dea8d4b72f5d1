"""Relatives that people declared, for recusal (回避): a keyed hash to match, and words that only they read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Id, Moment


class Kin(Base):
    """One relative of one person."""

    __tablename__ = "kin"
    __table_args__ = (UniqueConstraint("person", "identity"),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    person: Mapped[Id] = mapped_column(ForeignKey("people.id"), doc="who declared it")
    identity: Mapped[str] = mapped_column(doc="keyed hash of the relative's ID number")
    words: Mapped[str] = mapped_column(doc="relation and masked number, sealed")
    declared_at: Mapped[Moment]


@dataclass(frozen=True, slots=True)
class Declared:
    """A relative as it is stored: the words are sealed."""

    id: str
    words: str
    declared_at: datetime


def declare(session: Session, person: str, identity: str, words: str, *, at: datetime) -> None:
    """Store a relative; said again, the words are those said last."""
    new = {"id": str(uuid4()), "person": person, "identity": identity, "words": words, "declared_at": at}
    asked = insert(Kin).values(new)
    session.execute(asked.on_conflict_do_update(index_elements=["person", "identity"], set_={"words": words}))


def drop(session: Session, person: str, identity: str) -> None:
    """Forget a relative that the person declared."""
    session.execute(delete(Kin).where(Kin.person == person, Kin.id == identity))


def of(session: Session, person: str) -> list[Declared]:
    """What the person declared, in the order of declaring."""
    asked = select(Kin.id, Kin.words, Kin.declared_at).where(Kin.person == person)
    return [Declared(*row) for row in session.execute(asked.order_by(Kin.declared_at, Kin.id))]
