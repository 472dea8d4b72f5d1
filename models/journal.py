"""The journal (办理记录): append-only, hash-chained per case; a trigger sees to it.

That a line loses words is allowed while its case stands on an approved list of destruction, and not otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.chain import link
from engine.events import Event
from engine.retention.proof import DESTROYED, Shown, is_as_left, words_gone
from models.base import Base, Id, Json, Moment


class JournalLine(Base):
    """One fact: what happened, who did it, when, under which correlation, and the hash of all before it."""

    __tablename__ = "journal"
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, doc="from 1, without gaps")
    event: Mapped[str]
    actor: Mapped[Id | None] = mapped_column(doc="nobody when the clock or the office acted")
    at: Mapped[Moment]
    payload: Mapped[Json]
    correlation: Mapped[str]
    hash: Mapped[str]
    door: Mapped[str | None] = mapped_column(doc="from where: page, api, bulk, link, clock, office, cli")


@dataclass(frozen=True, slots=True)
class Line:
    """The place of a journal line in its chain."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal line as it is read or about to be written."""

    seq: int
    event: str
    actor: str | None
    at: datetime
    payload: dict[str, Any]
    correlation: str
    hash: str
    door: str | None = None


def lines_for(
    case_id: str,
    events: Sequence[Event],
    *,
    after: Line,
    by: str | None,
    at: datetime,
    correlation: str,
    door: str | None = None,
) -> list[Entry]:
    """The journal lines of ``events``, chained to the line ``after`` which they come."""
    entries: list[Entry] = []
    seq, previous = after.seq, after.hash
    for event in events:
        seq += 1
        payload = event.model_dump(mode="json", exclude_defaults=True)
        payload["event"] = event.event
        previous = link(previous, case_id, seq, payload, by=by, at=at, door=door)
        entries.append(Entry(seq, event.event, by, at, payload, correlation, previous, door))
    return entries


def lines(session: Session, case_id: str) -> list[Entry]:
    """The journal of a case, oldest first."""
    columns = (
        JournalLine.seq,
        JournalLine.event,
        JournalLine.actor,
        JournalLine.at,
        JournalLine.payload,
        JournalLine.correlation,
        JournalLine.hash,
        JournalLine.door,
    )
    asked = select(*columns).where(JournalLine.case_id == case_id).order_by(JournalLine.seq)
    return [Entry(*row) for row in session.execute(asked)]


def verify(session: Session, case_id: str) -> int | None:
    """The number of the first line that does not follow from those before it; None when the chain is whole.

    A line whose words were destroyed keeps its hash; what is left of it is as the line of the destruction says.
    """
    entries, previous = lines(session, case_id), ""
    gone = words_gone(entries)
    for expected, entry in enumerate(entries, start=1):
        said = link(previous, case_id, entry.seq, entry.payload, by=entry.actor, at=entry.at, door=entry.door)
        if entry.seq != expected or (entry.hash != said and entry.seq not in gone):
            return expected
        previous = entry.hash
    if not is_as_left(entries, shown(session, case_id)):
        return next(one.seq for one in entries if one.event == DESTROYED)
    return None


def shown(session: Session, case_id: str) -> list[Shown]:
    """Number and hash of everything that was shown of the case to the public, in its order."""
    asked = text("SELECT seq, hash FROM showings WHERE case_id = CAST(:case AS uuid) ORDER BY seq")
    return [(seq, hashed) for seq, hashed in session.execute(asked, {"case": case_id})]


def ends_with(session: Session, case_id: str, *, seq: int, head: str) -> bool:
    """Whether the last line of the case is the one that the case itself knows as its last."""
    asked = select(JournalLine.seq, JournalLine.hash).where(JournalLine.case_id == case_id)
    last = session.execute(asked.order_by(JournalLine.seq.desc()).limit(1)).first()
    return last is not None and (last.seq, last.hash) == (seq, head)
