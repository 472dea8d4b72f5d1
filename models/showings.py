"""What the public pages showed of a case from when to when: append-only, hash-chained per case (公示留痕)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ForeignKey, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.showing.shown import Change, chained
from models.base import Base, Id, Moment


class Showing(Base):
    """From ``at`` on the window showed this content, up to the next line of the same window."""

    __tablename__ = "showings"
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True, doc="whose showing")
    seq: Mapped[int] = mapped_column(primary_key=True, doc="from 1, without gaps")
    window: Mapped[Id] = mapped_column(
        ForeignKey("windows.id"), index=True, doc="the window, which is a visit"
    )
    at: Mapped[Moment] = mapped_column(doc="since when this is shown")
    content: Mapped[str] = mapped_column(doc="canonical text of what is shown; empty: nothing any more")
    digest: Mapped[str] = mapped_column(doc="SHA-256 of the content; empty for none")
    hash: Mapped[str] = mapped_column(doc="of this line and all before it")


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as it is read."""

    seq: int
    change: Change
    hash: str


def record(session: Session, case_id: str, made: Sequence[Change]) -> None:
    """Append what changed on the public pages; the case is locked by whoever changes it."""
    last = select(Showing.seq, Showing.hash).where(Showing.case_id == case_id)
    row = session.execute(last.order_by(Showing.seq.desc()).limit(1)).first()
    lines = [
        {
            "case_id": case_id,
            "seq": seq,
            "window": one.window,
            "at": one.at,
            "content": one.content,
            "digest": one.digest,
            "hash": hashed,
        }
        for seq, one, hashed in chained(case_id, made, after=(row.seq, row.hash) if row else (0, ""))
    ]
    session.execute(insert(Showing), lines)


def of_case(session: Session, case_id: str) -> list[Shown]:
    """All that was shown of the case, oldest first."""
    asked = select(Showing.seq, Showing.window, Showing.at, Showing.content, Showing.hash)
    rows = session.execute(asked.where(Showing.case_id == case_id).order_by(Showing.seq))
    return [Shown(seq, Change(window, at, content), hashed) for seq, window, at, content, hashed in rows]
