"""Units as a tree, people, the posts they hold, and organs with their members."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import ForeignKey, Select, delete, false, inspect, select, text, true, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine import state
from engine.commands import Staff
from engine.deadlines import end_of, local_date
from engine.definition import Body
from models import substitutes
from models.base import Base, Id, Moment
from models.kin import Kin

ADMINISTRATOR = "administrator"
_LOADS = text("""
    SELECT p.id::text AS person,
        (SELECT count(*) FROM assignments a WHERE a.person = p.id AND a.status = 'open') AS load,
        (SELECT max(a.opened_at) FROM assignments a JOIN cases c ON c.id = a.case_id
         WHERE coalesce(a.for_person, a.person) = p.id AND a.body = :body AND c.process = :process) AS asked_at
    FROM people p WHERE p.id = ANY(CAST(:people AS uuid[]))""")


class Unit(Base):
    """A union organisation. ``direct`` ones belong to the province without a city between (直属基层工会)."""

    __tablename__ = "units"
    key: Mapped[str] = mapped_column(primary_key=True, doc="stable word, e.g. xjtu")
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(
        doc="federation, province, city, grass, group (a part of a grass union), or an authority beside them"
    )
    parent: Mapped[str | None] = mapped_column(ForeignKey("units.key"), index=True)
    direct: Mapped[bool] = mapped_column(server_default=false(), doc="skips the city's review")
    sector: Mapped[str | None] = mapped_column(doc="education, science, culture, health or sport")
    city: Mapped[str | None] = mapped_column(doc="the city it lies in")


class Human(Base):
    """Somebody who may sign in and act."""

    __tablename__ = "people"
    id: Mapped[Id] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    unit: Mapped[str] = mapped_column(ForeignKey("units.key"), index=True)
    email: Mapped[str | None]
    password: Mapped[str | None] = mapped_column(doc="argon2 hash; without one nobody can sign in")
    identity: Mapped[str | None] = mapped_column(doc="keyed hash of the ID number, for recusal")
    demo: Mapped[bool] = mapped_column(server_default=false(), doc="invented, shown as 演示")
    active: Mapped[bool] = mapped_column(server_default=true())
    left_on: Mapped[date | None] = mapped_column(doc="the day on which somebody who is not active left")
    created_at: Mapped[Moment]


class Post(Base):
    """A post that a person holds in a unit."""

    __tablename__ = "posts"
    person: Mapped[Id] = mapped_column(ForeignKey("people.id"), primary_key=True)
    unit: Mapped[str] = mapped_column(ForeignKey("units.key"), primary_key=True)
    post: Mapped[str] = mapped_column(primary_key=True, index=True)


class Organ(Base):
    """A committee or panel that decides together."""

    __tablename__ = "organs"
    key: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    unit: Mapped[str] = mapped_column(ForeignKey("units.key"))


class OrganMember(Base):
    """A seat in an organ, in the order of the list of members."""

    __tablename__ = "organ_members"
    organ: Mapped[str] = mapped_column(ForeignKey("organs.key"), primary_key=True)
    person: Mapped[Id] = mapped_column(ForeignKey("people.id"), primary_key=True)
    seat: Mapped[int]
    weight: Mapped[int] = mapped_column(server_default=text("1"), doc="of the seat, in weighted ballots")


def unit(session: Session, key: str) -> state.Unit:
    """The unit called ``key``, as a case remembers it. Raises NoResultFound when there is none."""
    columns = (Unit.key, Unit.name, Unit.direct, Unit.sector, Unit.city)
    return state.Unit(*session.execute(select(*columns).where(Unit.key == key)).one())


def person(session: Session, person_id: str) -> state.Person:
    """The person with this id and the posts held. Raises LookupError when there is none."""
    found = _people(session, select(Human).where(Human.id == person_id))
    if not found:
        raise LookupError(person_id)
    return found[0]


def colleague(session: Session, person_id: str) -> state.Person | None:
    """The person with this id, if he or she is still there; with the posts held."""
    found = _people(session, select(Human).where(Human.id == person_id, Human.active))
    return found[0] if found else None


def names_of(session: Session, ids: Collection[str]) -> dict[str, str]:
    """The names of these people, whether they are still there or not."""
    found = session.execute(select(Human.id, Human.name).where(Human.id.in_(ids))) if ids else ()
    return {str(identity): name for identity, name in found}


def furnished(session: Session, person_id: str, *, process: str, now: datetime) -> state.Person:
    """The person with who stands in for him or her today. Raises LookupError when there is none."""
    found = person(session, person_id)
    return replace(found, stand_in=_stand_ins(session, {found.id}, process, now).get(found.id))


def by_login(session: Session, login: str) -> Human | None:
    """Who signs in under this name, if anybody active does."""
    return session.scalar(select(Human).where(Human.login == login, Human.active))


def by_logins(session: Session, logins: Iterable[str]) -> dict[str, Human]:
    """Who signs in under these names, by name: whoever is active."""
    found = session.scalars(select(Human).where(Human.login.in_(set(logins)), Human.active))
    return {one.login: one for one in found}


def keys(session: Session) -> frozenset[str]:
    """The keys of all units."""
    return frozenset(session.scalars(select(Unit.key)))


def names(session: Session, units: Iterable[str]) -> dict[str, str]:
    """The names of these units, of those that there are."""
    asked = select(Unit.key, Unit.name).where(Unit.key.in_(list(units)))
    return {row.key: row.name for row in session.execute(asked)}


def by_names(session: Session, names: Collection[str]) -> dict[str, state.Unit]:
    """The units that are called just so, by name; of two of one name neither, for nobody could tell which is meant."""
    columns = (Unit.key, Unit.name, Unit.direct, Unit.sector, Unit.city)
    found = [state.Unit(*row) for row in session.execute(select(*columns).where(Unit.name.in_(names)))]
    count = Counter(one.name for one in found)
    return {one.name: one for one in found if count[one.name] == 1}


def holders(session: Session, unit_key: str, post: str) -> tuple[state.Person, ...]:
    """The active people who hold ``post`` in the unit, by login."""
    asked = select(Human).join(Post, Post.person == Human.id).where(Post.unit == unit_key, Post.post == post)
    return _people(session, asked.where(Human.active).order_by(Human.login))


def of_unit(session: Session, unit_key: str) -> tuple[state.Person, ...]:
    """The active people of the unit, by login."""
    asked = select(Human).where(Human.unit == unit_key, Human.active)
    return _people(session, asked.order_by(Human.login))


def members(session: Session, organ: str) -> tuple[state.Person, ...]:
    """The active members of an organ, by seat, each with the seat's weight."""
    asked = select(Human).join(OrganMember, OrganMember.person == Human.id).where(OrganMember.organ == organ)
    seats = select(OrganMember.person, OrganMember.weight).where(OrganMember.organ == organ)
    weights = {one.person: one.weight for one in session.execute(seats)}
    found = _people(session, asked.where(Human.active).order_by(OrganMember.seat))
    return tuple(replace(one, weight=weights[one.id]) for one in found)


def administrators(session: Session) -> tuple[state.Person, ...]:
    """Everybody who looks after the office."""
    return holding(session, ADMINISTRATOR)


def holding(session: Session, post: str) -> tuple[state.Person, ...]:
    """The active people who hold ``post`` in whichever unit, by login."""
    asked = select(Human).join(Post, Post.person == Human.id).where(Post.post == post)
    return _people(session, asked.where(Human.active).order_by(Human.login))


def names_of_people(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """Their names, by id."""
    asked = select(Human.id, Human.name).where(Human.id.in_(ids))
    return {str(one): name for one, name in session.execute(asked)}


def staff(
    session: Session,
    bodies: Mapping[str, Body],
    of: state.Unit,
    *,
    process: str,
    now: datetime,
    answers: Mapping[str, object] | None = None,
) -> Staff:
    """The people of each body, for a case of the unit ``of``: with who stands in today, and what waits for them."""
    found = {key: _staff_of(session, body, of.key, answers or {}) for key, body in bodies.items()}
    away = _stand_ins(session, {one.id for people in found.values() for one in people}, process, now)
    return {
        key: tuple(
            replace(one, stand_in=away.get(one.id))
            for one in (people if bodies[key].pick == "all" else _busy(session, people, process, key))
        )
        for key, people in found.items()
    }


def _stand_ins(session: Session, people: set[str], process: str, now: datetime) -> dict[str, state.StandIn]:
    away = substitutes.standing_in(session, people, process, day=local_date(now)) if people else {}
    wanted = select(Human).where(Human.id.in_([one.substitute for one in away.values()]))
    there = {one.id: one for one in _people(session, wanted)} if away else {}
    return {
        person: state.StandIn(there[one.substitute], end_of(one.last), one.entered_by)
        for person, one in away.items()
    }


def _busy(
    session: Session, people: tuple[state.Person, ...], process: str, body: str
) -> tuple[state.Person, ...]:
    """The people with how much waits for each, and when this body last gave each something of this process."""
    asked = {"people": [one.id for one in people], "process": process, "body": body}
    known = {row.person: row for row in session.execute(_LOADS, asked)}
    return tuple(replace(one, load=known[one.id].load, asked_at=known[one.id].asked_at) for one in people)


def put(session: Session, rows: Iterable[Base]) -> None:
    """Write units, people, posts, organs or seats; what is there already under its key is brought up to date.

    A column that was given is written, also as nothing; one that was not given stays as it is. So do the moment
    of registration and the password, which has a verb of its own.
    """
    for row in rows:
        table = row.__table__
        said = inspect(row).dict
        values = {one.key: said[one.key] for one in table.columns if one.key in said}
        keys = [one.key for one in table.primary_key]
        rest = {key: value for key, value in values.items() if key not in {*keys, "created_at", "password"}}
        asked = insert(type(row)).values(values)
        session.execute(
            asked.on_conflict_do_update(index_elements=keys, set_=rest)
            if rest
            else asked.on_conflict_do_nothing()
        )


def set_posts(session: Session, person_id: str, unit_key: str, posts: Sequence[str]) -> None:
    """Let the person hold these posts in the unit, and no others anywhere."""
    others = (Post.unit != unit_key) | Post.post.not_in(posts)
    session.execute(delete(Post).where(Post.person == person_id, others))
    put(session, (Post(person=person_id, unit=unit_key, post=post) for post in posts))


def set_members(session: Session, organ: str, weights: Mapping[str, int]) -> None:
    """Let these people be the members of the organ, in this order of seats, and nobody else; weights by person."""
    session.execute(delete(OrganMember).where(OrganMember.organ == organ, OrganMember.person.not_in(weights)))
    seats = enumerate(weights.items())
    put(
        session,
        (OrganMember(organ=organ, person=one, seat=seat, weight=weight) for seat, (one, weight) in seats),
    )


def set_password(session: Session, person_id: str, password: str) -> None:
    """Let the person sign in with the password of this argon2 hash, and no other."""
    session.execute(update(Human).where(Human.id == person_id).values(password=password))


def set_left(session: Session, person_id: str, on: date) -> None:
    """Let the person act no more; posts and seats are remembered, the password is not."""
    gone = {"active": False, "left_on": on, "password": None}
    session.execute(update(Human).where(Human.id == person_id).values(gone))


def set_back(session: Session, person_id: str) -> None:
    """Let a person who left act again, in the posts and seats of before."""
    session.execute(update(Human).where(Human.id == person_id).values(active=True, left_on=None))


def _staff_of(
    session: Session, body: Body, unit_key: str, answers: Mapping[str, object]
) -> tuple[state.Person, ...]:
    if body.field:
        named = answers.get(body.field)
        found = colleague(session, str(named["id"])) if isinstance(named, Mapping) and "id" in named else None
        return (found,) if found else ()
    if body.organ:
        return members(session, body.organ)
    return holders(session, _seat_of(session, body, unit_key), body.post or "")


def _seat_of(session: Session, body: Body, unit_key: str) -> str:
    """Which unit's post holders a body means: the case's own unit, the one above it, or a named one."""
    match body.unit:
        case "unit" | None:
            return unit_key
        case "parent_unit":
            return parent_of(session, unit_key)
        case key:
            return key


def parent_of(session: Session, unit_key: str) -> str:
    """The unit above this one; empty where there is none."""
    return session.scalar(select(Unit.parent).where(Unit.key == unit_key)) or ""


def level_of(session: Session, body: Body, unit_key: str) -> str:
    """The unit for which a body acts in cases of ``unit_key``: that of its organ, or whose posts it means."""
    if body.organ:
        return session.scalar(select(Organ.unit).where(Organ.key == body.organ)) or ""
    return _seat_of(session, body, unit_key)


def _people(session: Session, asked: Select[tuple[Human]]) -> tuple[state.Person, ...]:
    found = session.scalars(asked).all()
    posts: dict[str, set[str]] = {}
    kin: dict[str, set[str]] = {}
    held = select(Post.person, Post.post).where(Post.person.in_([one.id for one in found]))
    for holder, post in session.execute(held) if found else ():
        posts.setdefault(holder, set()).add(post)
    related = select(Kin.person, Kin.identity).where(Kin.person.in_([one.id for one in found]))
    for one, identity in session.execute(related) if found else ():
        kin.setdefault(one, set()).add(identity)
    return tuple(
        state.Person(
            one.id,
            one.name,
            one.unit,
            frozenset(posts.get(one.id, ())),
            one.identity,
            kin=frozenset(kin.get(one.id, ())),
        )
        for one in found
    )
