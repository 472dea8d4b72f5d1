"""Draws by lot (抽签): what was drawn from, with which seed, and what came of it. A draw is never changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from engine.commands import Drawn
from engine.scores.draw_record import DrawRecord
from engine.state import CaseState
from models.base import Base, Id, Json, Moment
from models.session import Session


class Draw(Base):
    """One draw for a step of a round; cases that come later get one of their own."""

    __tablename__ = "draws"
    __table_args__ = (Index("ix_draws_round_step", "round", "step"),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    round: Mapped[str] = mapped_column(ForeignKey("rounds.key"))
    step: Mapped[str]
    drawn_at: Mapped[Moment]
    drawn_by: Mapped[Id] = mapped_column(ForeignKey("people.id"))
    record: Mapped[Json] = mapped_column(
        doc="seed, all that was drawn from, and the result: what is exported"
    )


def put(
    session: Session, round_key: str, step: str, record: dict[str, Any], *, by: str, now: datetime
) -> str:
    """Store a draw. Returns its id."""
    row = Draw(id=str(uuid4()), round=round_key, step=step, drawn_at=now, drawn_by=by, record=record)
    session.add(row)
    session.flush()
    return row.id


def get(session: Session, draw_id: str) -> Draw | None:
    """The draw with this id."""
    return session.get(Draw, draw_id)


def of_round(session: Session, round_key: str) -> Sequence[Draw]:
    """The draws of a round, in the order in which they were held."""
    asked = select(Draw).where(Draw.round == round_key).order_by(Draw.drawn_at, Draw.id)
    return session.scalars(asked).all()


def with_case(session: Session, state: CaseState) -> list[DrawRecord]:
    """The draws of its round that a case was in, in their order."""
    held = [
        DrawRecord.model_validate(row.record)
        for row in (of_round(session, state.round) if state.round else ())
    ]
    return [one for one in held if state.number in one.cases]


def drawn_for(session: Session, state: CaseState) -> dict[str, Drawn]:
    """What the draws of its round say of a case, by step; of several the last."""
    said: dict[str, Drawn] = {}
    for row in of_round(session, state.round) if state.round else ():
        drawn = DrawRecord.model_validate(row.record).drawn(state.number)
        if drawn is not None:
            said[row.step] = drawn
    return said
