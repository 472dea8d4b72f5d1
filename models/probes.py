"""Whether the public pages could be reached: each look through HTTP, good or bad, append-only (公示可访问记录)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.showing.reachable import Look
from models.base import Base, Id, Moment
from models.publicity import Window


class Probe(Base):
    """One look at the public page of a window."""

    __tablename__ = "probes"
    window: Mapped[Id] = mapped_column(ForeignKey("windows.id"), primary_key=True, doc="whose page")
    at: Mapped[Moment] = mapped_column(primary_key=True, doc="when it was looked at")
    problem: Mapped[str] = mapped_column(doc="why it could not be read; empty: it could")


def record(session: Session, looks: Sequence[tuple[str, Look]]) -> None:
    """Append looks (window, look); the same moment twice is once."""
    rows = [{"window": window, "at": one.at, "problem": one.problem} for window, one in looks]
    if rows:
        session.execute(insert(Probe).on_conflict_do_nothing(), rows)


def of_case(session: Session, case_id: str) -> dict[str, list[Look]]:
    """Every look at the pages of a case, by window, oldest first."""
    asked = select(Probe.window, Probe.at, Probe.problem).join(Window, Window.id == Probe.window)
    found: dict[str, list[Look]] = {}
    for window, at, problem in session.execute(asked.where(Window.case_id == case_id).order_by(Probe.at)):
        found.setdefault(window, []).append(Look(at, problem))
    return found


def last_looked(session: Session, window: str) -> datetime | None:
    """When the page of a window was last looked at."""
    return session.scalar(select(Probe.at).where(Probe.window == window).order_by(Probe.at.desc()).limit(1))
