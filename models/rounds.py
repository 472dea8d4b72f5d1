"""Rounds of a campaign and their gates."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.deadlines import local_date
from engine.definition import Process
from models import processes
from models.base import Base, Id, Moment


class Round(Base):
    """One year's intake of a campaign."""

    __tablename__ = "rounds"
    __table_args__ = (UniqueConstraint("process", "year"),)
    key: Mapped[str] = mapped_column(primary_key=True, doc="process-year")
    process: Mapped[str]
    year: Mapped[int]
    title: Mapped[str]
    opened_at: Mapped[Moment]
    opened_by: Mapped[Id] = mapped_column(ForeignKey("people.id"))
    version: Mapped[str | None] = mapped_column(
        ForeignKey("process_versions.id"), doc="the definition it was opened under"
    )
    seq: Mapped[int] = mapped_column(server_default="0", doc="number of the last line of its journal")
    head: Mapped[str] = mapped_column(server_default="", doc="hash of that line")


class Gate(Base):
    """A gate of a round (关口): cases wait at it until it is opened; it may be closed again."""

    __tablename__ = "gates"
    round: Mapped[str] = mapped_column(ForeignKey("rounds.key"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    opened_at: Mapped[Moment]
    opened_by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"), doc="nobody when the clock did")
    closed_at: Mapped[Moment | None]
    closed_by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"))


def gate(session: Session, round_key: str, key: str) -> Gate | None:
    """The gate as it was last opened, locked until the transaction ends; None when it never was."""
    asked = select(Gate).where(Gate.round == round_key, Gate.key == key).with_for_update()
    return session.scalar(asked)


def open_gates(session: Session, round_key: str) -> frozenset[str]:
    """The gates of the round that are open."""
    asked = select(Gate.key).where(Gate.round == round_key, Gate.closed_at.is_(None))
    return frozenset(session.scalars(asked))


def open_gate(session: Session, round_key: str, key: str, *, by: str | None, at: datetime) -> None:
    """Store that the gate is open, also when it was closed before."""
    session.merge(Gate(round=round_key, key=key, opened_at=at, opened_by=by, closed_at=None, closed_by=None))
    session.flush()


def close_gate(session: Session, round_key: str, key: str, *, by: str | None, at: datetime) -> None:
    """Store that the gate is closed."""
    shut = update(Gate).where(Gate.round == round_key, Gate.key == key)
    session.execute(shut.values(closed_at=at, closed_by=by))


def by_key(session: Session, round_key: str) -> Round | None:
    """The round with this key."""
    return session.get(Round, round_key)


def definition(session: Session, round_key: str) -> Process | None:
    """What the round goes by: of the versions in force on the day it was opened the one published last.

    A correction that is published meanwhile counts; the rules of another year do not. None when there is no round.
    """
    found = by_key(session, round_key)
    if found is None:
        return None
    then = processes.current(session, found.process, local_date(found.opened_at))
    if then is not None:
        return then[1]
    return processes.get(session, found.version) if found.version else None


def lock(session: Session, round_key: str) -> Round | None:
    """The round with this key, locked until the transaction ends."""
    return session.scalar(select(Round).where(Round.key == round_key).with_for_update())


def open_with(session: Session, new: Round) -> bool:
    """Store a round. False when there is one of that year: somebody was quicker."""
    columns = ("key", "process", "year", "title", "opened_at", "opened_by")
    values = {name: getattr(new, name) for name in columns}
    asked = insert(Round).values(values).on_conflict_do_nothing().returning(Round.key)
    return session.execute(asked).first() is not None


def find(session: Session, process: str, year: int) -> Round | None:
    """The round of ``process`` in ``year``, if it was opened."""
    return session.scalar(select(Round).where(Round.process == process, Round.year == year))


def opened_since(session: Session, moment: datetime) -> list[Round]:
    """The rounds opened at or after ``moment``, latest first."""
    asked = select(Round).where(Round.opened_at >= moment).order_by(Round.opened_at.desc())
    return list(session.scalars(asked))
