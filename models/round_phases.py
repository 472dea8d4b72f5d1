"""The calendar of a round: the intake and what follows it, each with its days and who opened or closed it when."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, and_, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.rounds.state import PhaseState
from models.base import Base, Id, Moment

_NAMES = tuple(one.name for one in fields(PhaseState))


class RoundPhase(Base):
    """A part of the calendar (报送 or a 阶段), as ``PhaseState`` tells it."""

    __tablename__ = "round_phases"
    __table_args__ = (CheckConstraint("opens_on <= closes_on AND closes_on <= last_on", name="in_order"),)
    round: Mapped[str] = mapped_column(ForeignKey("rounds.key"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True, doc="intake, or the key of a phase of the definition")
    ordinal: Mapped[int] = mapped_column(doc="its place in the calendar, from 0")
    title: Mapped[str]
    opens_on: Mapped[date] = mapped_column(doc="first day, in Shaanxi")
    closes_on: Mapped[date] = mapped_column(doc="last day")
    last_on: Mapped[date] = mapped_column(doc="last day of the grace; closes_on where there is none")
    gate: Mapped[str | None] = mapped_column(doc="the gate that is open for as long as the phase lasts")
    opened_at: Mapped[Moment | None]
    opened_by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"), doc="nobody when the clock did")
    closed_at: Mapped[Moment | None]
    closed_by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"), doc="nobody when the clock did")


def of_round(session: Session, round_key: str) -> tuple[PhaseState, ...]:
    """The calendar of a round, in its order; empty for a round from before there were calendars."""
    columns = [getattr(RoundPhase, name) for name in _NAMES]
    asked = select(*columns).where(RoundPhase.round == round_key).order_by(RoundPhase.ordinal)
    return tuple(PhaseState(*row) for row in session.execute(asked))


def phase(session: Session, round_key: str, key: str) -> PhaseState | None:
    """One part of the calendar of a round."""
    return next((one for one in of_round(session, round_key) if one.key == key), None)


def turning(session: Session, on: date) -> Sequence[str]:
    """The rounds in whose calendar something is to be opened or closed by the first moment of ``on``."""
    to_open = and_(RoundPhase.opened_at.is_(None), RoundPhase.opens_on <= on)
    asked = select(RoundPhase.round).where(
        RoundPhase.closed_at.is_(None), or_(to_open, RoundPhase.last_on < on)
    )
    return session.scalars(asked.distinct().order_by(RoundPhase.round)).all()


def keep(session: Session, round_key: str, phases: Sequence[PhaseState]) -> None:
    """Store the calendar as it is now."""
    if not phases:
        return
    rows = [
        {"round": round_key, "ordinal": n, **{name: getattr(one, name) for name in _NAMES}}
        for n, one in enumerate(phases)
    ]
    stored = insert(RoundPhase).values(rows)
    newer = {name: stored.excluded[name] for name in _NAMES if name != "key"}
    session.execute(stored.on_conflict_do_update(index_elements=["round", "key"], set_=newer))
