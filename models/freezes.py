"""What was frozen of a round at a gate (冻结). A freeze is never changed: a trigger refuses UPDATE and DELETE."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ForeignKeyConstraint, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.rounds.freezing import Freeze
from engine.rounds.state import Frozen
from models.base import Base, Json, Moment


class FreezeRow(Base):
    """The data of a round as it was when a gate was opened or closed, or frozen once more with a reason."""

    __tablename__ = "freezes"
    __table_args__ = (ForeignKeyConstraint(["round", "seq"], ["round_journal.round", "round_journal.seq"]),)
    round: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, doc="the line of the round's journal that tells of it")
    gate: Mapped[str]
    occasion: Mapped[str] = mapped_column(doc="opened, closed, or again: taken up with a reason")
    at: Mapped[Moment]
    content: Mapped[Json] = mapped_column(doc="what was frozen; numbers and digests, no person's data")
    sha256: Mapped[str] = mapped_column(doc="of the canonical text of the content")


def put(session: Session, round_key: str, seq: int, freeze: Freeze, *, at: Moment) -> None:
    """Store what the line ``seq`` of the round's journal tells of."""
    content = freeze.content
    session.add(
        FreezeRow(
            round=round_key, seq=seq, gate=content["gate"], occasion=content["occasion"], at=at,
            content=content, sha256=freeze.sha256,
        )
    )  # fmt: skip
    session.flush()


def of_round(session: Session, round_key: str) -> Sequence[FreezeRow]:
    """The freezes of a round, in their order."""
    asked = select(FreezeRow).where(FreezeRow.round == round_key).order_by(FreezeRow.seq)
    return session.scalars(asked).all()


def relied_on(session: Session, round_key: str, gate: str) -> FreezeRow | None:
    """The freeze on which decisions behind the gate rely: the last one made when it was opened, or since."""
    asked = select(FreezeRow).where(FreezeRow.round == round_key, FreezeRow.gate == gate)
    asked = asked.where(FreezeRow.occasion != "closed").order_by(FreezeRow.seq.desc()).limit(1)
    return session.scalar(asked)


def frozen_hash(session: Session, round_key: str, gate: str) -> str | None:
    """The SHA-256 of what decisions behind the gate rely on, for minutes; None when nothing was frozen there."""
    found = relied_on(session, round_key, gate)
    return found.sha256 if found else None


def frozen_of(session: Session, round_key: str, case_id: str) -> Mapping[str, Frozen]:
    """By gate, what decisions rely on as far as it is about this case."""
    rows: Any = session.execute(_OF_CASE, {"round": round_key, "case": case_id})
    return {gate: Frozen(at, digest) for gate, at, digest in rows}


_OF_CASE = text("""
    SELECT DISTINCT ON (gate) gate, at, content -> 'cases' -> :case ->> 'answers'
    FROM freezes WHERE round = :round AND occasion <> 'closed' ORDER BY gate, seq DESC""")
