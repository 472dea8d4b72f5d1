"""Signing in and out. Passwords are argon2; many wrong ones make everybody wait who uses that name."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from engine.people.passwords import must_be_sound
from engine.refusals import TooManyTries
from engine.state import Person
from models import organisation, sign_ins
from models.session import Session
from models.sign_ins import SignIn

LASTS = timedelta(hours=12)
_TRIES = 5
_WITHIN = timedelta(minutes=10)
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(
    "nobody has this password"
)  # so that an unknown name takes as long as a wrong password


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What the browser gets: the token for its cookie. Only its hash is stored."""

    token: str
    person: str


def hash_password(password: str) -> str:
    """The argon2 hash to be stored."""
    return _HASHER.hash(password)


def may_try(session: Session, login: str, *, now: datetime) -> None:
    """Raises TooManyTries while there were too many wrong passwords for this name."""
    if sign_ins.wrong_since(session, login, now - _WITHIN) >= _TRIES:
        raise TooManyTries(minutes=int(_WITHIN.total_seconds()) // 60)


def check_password(session: Session, login: str, password: str, *, now: datetime) -> str | None:
    """The person's id when name and password belong together; a wrong one is noted and None is returned."""
    human = organisation.by_login(session, login)
    try:
        _HASHER.verify((human.password if human else None) or _NOBODY, password)
    except VerificationError:
        sign_ins.note_wrong(session, login, at=now)
        return None
    return human.id if human and human.password else None


def sign_in(session: Session, person: str, *, now: datetime) -> SignedIn:
    """Begin a session for a person whose password was checked."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            token=hashed(token),
            person=person,
            csrf=secrets.token_urlsafe(24),
            began_at=now,
            until=now + LASTS,
        )
    )
    session.flush()
    return SignedIn(token, person)


def change_password(
    session: Session, person: Person, login: str, *, old: str, new: str, again: str, token: str
) -> None:
    """Let a person sign in with another password, whose ``old`` one was checked; other browsers are signed out.

    ``token`` is that of the browser in which it is changed. Raises PasswordUnfit.
    """
    must_be_sound(new, again, old=old, login=login, name=person.name)
    organisation.set_password(session, person.id, hash_password(new))
    sign_ins.end_others(session, person.id, hashed(token))


def sign_out(session: Session, token: str) -> None:
    """End a session."""
    sign_ins.end(session, hashed(token))


def hashed(token: str) -> str:
    """What is stored of a cookie's token."""
    return hashlib.sha256(token.encode()).hexdigest()
