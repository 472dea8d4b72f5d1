"""接口令牌: what a program shows in place of a person's name and password. Only the token's hash is stored."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Id, Moment


class ApiToken(Base):
    """A token of a person. It speaks until it runs out; ended, it is gone."""

    __tablename__ = "api_tokens"
    id: Mapped[Id] = mapped_column(primary_key=True)
    person: Mapped[Id] = mapped_column(ForeignKey("people.id"), index=True, doc="for whom it speaks")
    hashed: Mapped[str] = mapped_column(unique=True, doc="SHA-256 of the token")
    title: Mapped[str] = mapped_column(doc="what it is for, in the person's words")
    reads_only: Mapped[bool] = mapped_column(doc="whether it changes nothing")
    made_at: Mapped[Moment]
    until: Mapped[Moment] = mapped_column(doc="when it runs out")
    used_on: Mapped[date | None] = mapped_column(doc="the last day on which it spoke")


def of_person(session: Session, person: str) -> Sequence[ApiToken]:
    """The person's tokens, the newest first."""
    asked = select(ApiToken).where(ApiToken.person == person)
    return session.scalars(asked.order_by(ApiToken.made_at.desc(), ApiToken.id)).all()


def speaking(session: Session, hashed: str, *, at: Moment) -> ApiToken | None:
    """The token with this hash, unless it has run out."""
    return session.scalar(select(ApiToken).where(ApiToken.hashed == hashed, ApiToken.until > at))


def end(session: Session, token_id: str) -> None:
    """Let it speak no more."""
    session.execute(delete(ApiToken).where(ApiToken.id == token_id))


def end_all(session: Session, person: str) -> None:
    """Let none of the person's tokens speak any more."""
    session.execute(delete(ApiToken).where(ApiToken.person == person))
