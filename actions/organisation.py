"""Bringing units, people and organs into the office."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from uuid import NAMESPACE_OID, uuid5

from models import organisation
from models.organisation import Human, Organ, OrganMember, Post, Unit
from models.session import Session


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
    """Write a person with posts. ``password`` is an argon2 hash, ``identity`` a keyed hash. Returns the id."""
    new = Human(
        id=person_id(login),
        login=login,
        name=name,
        unit=unit,
        email=email,
        password=password,
        identity=identity,
        demo=demo,
        created_at=now,
    )
    organisation.put(session, [new, *(Post(person=new.id, unit=unit, post=post) for post in posts)])
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
    """Write an organ with its members in the order of their seats; ``weights`` by login, 1 where none is said."""
    seats = (
        OrganMember(organ=key, person=person_id(login), seat=n, weight=weights.get(login, 1))
        for n, login in enumerate(logins)
    )
    organisation.put(session, [Organ(key=key, title=title, unit=unit), *seats])
