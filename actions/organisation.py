"""Bringing units, people and organs into the office, and what becomes of people afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from engine.deadlines import local_date
from engine.refusals import Refusal
from models import api_tokens, organisation, sign_ins
from models.organisation import Human, Organ, Unit
from models.reads import register
from models.reads.register import Registered
from models.session import Session


class NobodyByThatLogin(Refusal):
    """没有登记登录名 {login}。"""


class HasLeft(Refusal):
    """{login} 已于 {on} 离任。"""


class HasNotLeft(Refusal):
    """{login} 没有离任。"""


class DayNotCome(Refusal):
    """离任日期 {on} 还没有到：请在当天办理。"""


def person_id(login: str) -> str:
    """The id that follows from a login, so that importing twice is importing once."""
    return str(uuid5(NAMESPACE_OID, f"person/{login}"))


def import_units(session: Session, units: Iterable[Unit]) -> None:
    """Write units, parents before children; known ones are brought up to date."""
    organisation.put(session, units)


def import_person(
    session: Session,
    *,
    login: str,
    name: str,
    unit: str,
    posts: Sequence[str],
    now: datetime,
    email: str | None = None,
    password: str | None = None,
    identity: str | None = None,
    demo: bool = False,
) -> str:
    """Write a person with these posts and no others; somebody known is brought up to date.

    ``password`` is an argon2 hash and given to newcomers only; ``identity`` is a keyed hash, and the one known is
    kept when there is none. Returns the id.
    """
    given: dict[str, Any] = {"identity": identity} if identity else {}
    new = Human(
        id=person_id(login),
        login=login,
        name=name,
        unit=unit,
        email=email,
        password=password,
        demo=demo,
        created_at=now,
        **given,
    )
    organisation.put(session, [new])
    organisation.set_posts(session, new.id, unit, posts)
    return new.id


def import_organ(
    session: Session,
    *,
    key: str,
    title: str,
    unit: str,
    logins: Sequence[str],
    weights: Mapping[str, int] = MappingProxyType({}),
) -> None:
    """Write an organ with these members, in the order of their seats, and no others.

    ``weights`` of votes by login, 1 where none is said.
    """
    organisation.put(session, [Organ(key=key, title=title, unit=unit)])
    members = {person_id(login): weights.get(login, 1) for login in logins}
    organisation.set_members(session, key, members)


def reset_password(session: Session, login: str, password: str) -> Registered:
    """Give a person another password, by its argon2 hash; every browser is signed out, every token ended.

    Raises NobodyByThatLogin, HasLeft.
    """
    person = _known(session, login)
    if not person.active:
        raise HasLeft(login=login, on=person.left_on)
    organisation.set_password(session, person.id, password)
    sign_ins.end_all(session, person.id)
    api_tokens.end_all(session, person.id)
    return person


def leave(session: Session, login: str, *, on: date | None = None, now: datetime) -> Registered:
    """Let a person leave the office, today or ``on`` an earlier day: nobody signs in or is chosen any more.

    What was done stays; posts and seats are remembered for ``come_back``. Raises NobodyByThatLogin, HasLeft,
    DayNotCome.
    """
    person, today = _known(session, login), local_date(now)
    if not person.active:
        raise HasLeft(login=login, on=person.left_on)
    if on is not None and on > today:
        raise DayNotCome(on=on)
    organisation.set_left(session, person.id, on or today)
    sign_ins.end_all(session, person.id)
    api_tokens.end_all(session, person.id)
    return person


def come_back(session: Session, login: str, password: str) -> Registered:
    """Let a person who left act again, signing in with the password of this hash.

    Raises NobodyByThatLogin, HasNotLeft.
    """
    person = _known(session, login)
    if person.active:
        raise HasNotLeft(login=login)
    organisation.set_back(session, person.id)
    organisation.set_password(session, person.id, password)
    return person


def _known(session: Session, login: str) -> Registered:
    person = register.registered(session, login)
    if person is None:
        raise NobodyByThatLogin(login=login)
    return person
