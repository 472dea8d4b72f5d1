"""What somebody has typed and not handed in yet; personal fields are sealed here too."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Id, Json, Moment


class Draft(Base):
    """The answers kept for an assignment until it is decided."""

    __tablename__ = "drafts"
    assignment_id: Mapped[Id] = mapped_column(ForeignKey("assignments.id"), primary_key=True)
    answers: Mapped[Json]
    saved_at: Mapped[Moment]


def keep(session: Session, assignment_id: str, answers: dict[str, Any], *, now: datetime) -> None:
    """Keep ``answers``, in place of those kept before."""
    asked = insert(Draft).values(assignment_id=assignment_id, answers=answers, saved_at=now)
    session.execute(
        asked.on_conflict_do_update(
            index_elements=["assignment_id"], set_={"answers": answers, "saved_at": now}
        )
    )


def keep_new(session: Session, answers: Mapping[str, dict[str, Any]], *, now: datetime) -> None:
    """Keep the first drafts of many assignments at once."""
    rows = [{"assignment_id": key, "answers": one, "saved_at": now} for key, one in answers.items()]
    if rows:
        session.execute(insert(Draft), rows)


def of(session: Session, assignment_id: str) -> Draft | None:
    """The draft of an assignment, if one is kept."""
    return session.get(Draft, assignment_id, populate_existing=True)


def drop(session: Session, assignment_id: str) -> None:
    """Forget the draft: what it held has been handed in."""
    session.execute(delete(Draft).where(Draft.assignment_id == assignment_id))
