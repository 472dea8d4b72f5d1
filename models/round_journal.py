"""The journal of a round (届次记录): append-only and hash-chained like that of a case; a trigger says so."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.chain import link
from engine.rounds.events import RoundEvent
from models.base import Base, Id, Json, Moment
from models.journal import Entry, Line


class RoundJournalLine(Base):
    """One fact of a round: what happened, who did it, when, and the hash of all before it."""

    __tablename__ = "round_journal"
    round: Mapped[str] = mapped_column(ForeignKey("rounds.key"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, doc="from 1, without gaps")
    event: Mapped[str]
    actor: Mapped[Id | None] = mapped_column(doc="nobody when the clock acted")
    at: Mapped[Moment]
    payload: Mapped[Json]
    correlation: Mapped[str]
    hash: Mapped[str]
    door: Mapped[str | None] = mapped_column(doc="from where: page, api, clock, office, cli")


def add(
    session: Session,
    round_key: str,
    events: Sequence[RoundEvent],
    *,
    after: Line,
    by: str | None,
    at: datetime,
    correlation: str,
    door: str | None,
) -> Line:
    """Write the lines of ``events`` behind the line ``after``. Returns the last one."""
    seq, previous = after.seq, after.hash
    for event in events:
        seq += 1
        payload = event.model_dump(mode="json", exclude_defaults=True) | {"event": event.event}
        previous = link(previous, round_key, seq, payload, by=by, at=at, door=door)
        session.add(
            RoundJournalLine(
                round=round_key, seq=seq, event=event.event, actor=by, at=at, payload=payload,
                correlation=correlation, hash=previous, door=door,
            )
        )  # fmt: skip
    session.flush()
    return Line(seq, previous)


def lines(session: Session, round_key: str) -> list[Entry]:
    """The journal of a round, oldest first."""
    asked = select(RoundJournalLine).where(RoundJournalLine.round == round_key).order_by(RoundJournalLine.seq)
    return list(_entries(session.scalars(asked).all()))


def verify(session: Session, round_key: str, *, seq: int, head: str) -> int | None:
    """The number of the first line that does not follow from those before it, or is not there; None when whole.

    ``seq`` and ``head`` are what the round itself knows of its last line.
    """
    previous, last = "", 0
    for expected, one in enumerate(lines(session, round_key), start=1):
        previous = link(previous, round_key, one.seq, one.payload, by=one.actor, at=one.at, door=one.door)
        if one.seq != expected or one.hash != previous:
            return expected
        last = expected
    return None if (last, previous) == (seq, head) else last + 1


def _entries(rows: Sequence[RoundJournalLine]) -> Iterator[Entry]:
    for one in rows:
        yield Entry(one.seq, one.event, one.actor, one.at, one.payload, one.correlation, one.hash, one.door)
