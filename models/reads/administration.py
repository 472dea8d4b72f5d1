"""What an administrator looks at: held cases, parked facts, people, units, published definitions."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class HeldCase:
    """A case that waits for an administrator, and why."""

    case_id: str
    number: str
    process_title: str
    unit_name: str
    reason: str
    since: datetime


@dataclass(frozen=True, slots=True)
class ParkedLine:
    """A fact that could not be acted on after all attempts."""

    id: int
    event: str
    case_id: str | None
    number: str | None
    reason: str
    attempts: int
    parked_at: datetime


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody of the office."""

    id: str
    login: str
    name: str
    demo: bool
    active: bool
    unit_name: str
    posts: tuple[str, ...]
    organs: tuple[str, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit of the tree."""

    key: str
    name: str
    kind: str
    parent_name: str
    direct: bool
    sector: str | None
    people: int
    cases: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A published version of a definition, and how many cases run under it."""

    id: str
    key: str
    title: str
    valid_from: date
    valid_to: date
    published_at: datetime
    published_by: str | None
    cases: int


_RANK = "CASE u.kind WHEN 'federation' THEN 0 WHEN 'province' THEN 1 WHEN 'city' THEN 2 WHEN 'group' THEN 4 ELSE 3 END"
_HELD = text("""
    SELECT c.id::text, c.number, v.title, c.unit_name, c.held,
        coalesce((SELECT max(j.at) FROM journal j WHERE j.case_id = c.id AND j.event = 'case.held'), c.opened_at)
    FROM cases c JOIN process_versions v ON v.id = c.version WHERE c.held IS NOT NULL ORDER BY 6""")
_PARKED = text("""
    SELECT o.id, o.event, o.case_id::text, c.number, coalesce(o.reason, ''), o.attempts, o.parked_at
    FROM outbox o LEFT JOIN cases c ON c.id = o.case_id
    WHERE o.parked_at IS NOT NULL AND o.settled_at IS NULL ORDER BY o.id""")
_PEOPLE = text(f"""
    SELECT p.id::text AS id, p.login, p.name, p.demo, p.active, u.name AS unit_name,
        ARRAY(SELECT DISTINCT held.post FROM posts held WHERE held.person = p.id ORDER BY 1) AS posts,
        ARRAY(SELECT o.title FROM organ_members m JOIN organs o ON o.key = m.organ
              WHERE m.person = p.id ORDER BY 1) AS organs,
        (SELECT count(*) FROM assignments a WHERE a.person = p.id AND a.status = 'open') AS waiting
    FROM people p JOIN units u ON u.key = p.unit
    WHERE :q = '' OR p.name ILIKE :like OR p.login ILIKE :like OR u.name ILIKE :like
    ORDER BY {_RANK}, u.name, p.login""")  # noqa: S608 - made of our own constant
_UNITS = text(f"""
    SELECT u.key, u.name, u.kind, coalesce(parent.name, ''), u.direct, u.sector,
        (SELECT count(*) FROM people p WHERE p.unit = u.key AND p.active),
        (SELECT count(*) FROM cases c WHERE c.unit = u.key)
    FROM units u LEFT JOIN units parent ON parent.key = u.parent
    ORDER BY {_RANK}, u.direct DESC, parent.name, u.name""")  # noqa: S608 - made of our own constant
_VERSIONS = text("""
    SELECT v.id, v.key, v.title, v.valid_from, v.valid_to, v.published_at, p.name,
        (SELECT count(*) FROM cases c WHERE c.version = v.id)
    FROM process_versions v LEFT JOIN people p ON p.id::text = v.published_by ORDER BY v.key, v.published_at DESC""")


def held_cases(session: Session) -> list[HeldCase]:
    """The cases that wait for an administrator, longest first."""
    return [HeldCase(*row) for row in session.execute(_HELD)]


def parked_lines(session: Session) -> list[ParkedLine]:
    """The facts given up after all attempts, oldest first."""
    return [ParkedLine(*row) for row in session.execute(_PARKED)]


def people(session: Session, *, q: str = "") -> list[PersonLine]:
    """The people whose name, login or unit contains ``q``, from the federation down."""
    found = session.execute(_PEOPLE, {"q": q, "like": f"%{q}%"})
    return [_person(row) for row in found.mappings()]


def units(session: Session) -> list[UnitLine]:
    """All units, from the federation down."""
    return [UnitLine(*row) for row in session.execute(_UNITS)]


def cities(session: Session) -> list[str]:
    """The cities in which there are units."""
    asked = text("SELECT city FROM units WHERE city IS NOT NULL GROUP BY city ORDER BY min(key)")
    return list(session.scalars(asked))


def versions(session: Session) -> list[VersionLine]:
    """All published versions, by process, newest first."""
    return [VersionLine(*row) for row in session.execute(_VERSIONS)]


def source_of(session: Session, version_id: str) -> str | None:
    """The YAML of a version as it was published."""
    asked = text("SELECT source FROM process_versions WHERE id = :id")
    return session.execute(asked, {"id": version_id}).scalar()


def _person(row: RowMapping) -> PersonLine:
    return PersonLine(**{**row, "posts": tuple(row["posts"]), "organs": tuple(row["organs"])})
