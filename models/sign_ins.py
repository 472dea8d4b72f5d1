"""Who is signed in (one row a browser), and wrong passwords, which slow the next try down."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Id, Moment


class SignIn(Base):
    """A browser's session; the cookie holds the token, the table only its hash."""

    __tablename__ = "sign_ins"
    token: Mapped[str] = mapped_column(primary_key=True, doc="SHA-256 of the cookie's token")
    person: Mapped[Id] = mapped_column(ForeignKey("people.id"), index=True)
    csrf: Mapped[str] = mapped_column(doc="what every form of this session carries")
    began_at: Mapped[Moment]
    until: Mapped[Moment]


class WrongPassword(Base):
    """A failed try."""

    __tablename__ = "wrong_passwords"
    __table_args__ = (Index("ix_wrong_passwords_login_at", "login", "at"),)
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    login: Mapped[str]
    at: Mapped[Moment]


def find(session: Session, token: str, *, at: datetime) -> SignIn | None:
    """The session behind a token's hash, unless it has run out."""
    return session.scalar(select(SignIn).where(SignIn.token == token, SignIn.until > at))


def end(session: Session, token: str) -> None:
    """Sign out."""
    session.execute(delete(SignIn).where(SignIn.token == token))


def end_all(session: Session, person: str) -> None:
    """Sign the person out of every browser."""
    session.execute(delete(SignIn).where(SignIn.person == person))


def end_others(session: Session, person: str, token: str) -> None:
    """Sign the person out of every browser but the one with this token's hash."""
    session.execute(delete(SignIn).where(SignIn.person == person, SignIn.token != token))


def wrong_since(session: Session, login: str, moment: datetime) -> int:
    """How many failed tries there were for ``login`` since ``moment``."""
    asked = select(func.count()).select_from(WrongPassword)
    return session.scalars(asked.where(WrongPassword.login == login, WrongPassword.at >= moment)).one()


def note_wrong(session: Session, login: str, *, at: datetime) -> None:
    """Remember a failed try."""
    session.add(WrongPassword(login=login, at=at))
    session.flush()
