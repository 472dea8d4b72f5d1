"""Who is looking at a page: the person behind a browser's session, and what the head of every page shows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from engine.state import Person


@dataclass(frozen=True, slots=True)
class Reader:
    """A signed-in person with unit, form token, and the numbers of things that wait and of new notices."""

    person: Person
    login: str
    unit_name: str
    unit_kind: str
    demo: bool
    csrf: str
    waiting: int
    unread: int


_PERSON = """
    SELECT p.id::text AS id, p.name, p.unit, p.identity, p.login, p.demo, u.name AS unit_name, u.kind AS unit_kind,
        ARRAY(SELECT DISTINCT held.post FROM posts held WHERE held.person = p.id) AS posts,
        ARRAY(SELECT k.identity FROM kin k WHERE k.person = p.id) AS kin,
        (SELECT count(*) FROM assignments a JOIN cases c ON c.id = a.case_id
         WHERE a.person = p.id AND a.status = 'open' AND c.held IS NULL) AS waiting,
        (SELECT count(*) FROM deliveries d
         WHERE d.person = p.id AND d.channel = 'inbox' AND d.read_at IS NULL) AS unread"""

_BY_TOKEN = text(f"""{_PERSON}, s.csrf
    FROM sign_ins s JOIN people p ON p.id = s.person JOIN units u ON u.key = p.unit
    WHERE s.token = :token AND s.until > :at AND p.active""")

_BY_ID = text(f"""{_PERSON}, '' AS csrf
    FROM people p JOIN units u ON u.key = p.unit WHERE p.id = CAST(:id AS uuid) AND p.active""")


def by_token(session: Session, token: str, *, at: datetime) -> Reader | None:
    """The reader behind a session's hashed token; None when it is unknown, has run out, or the person left."""
    return _reader(session, _BY_TOKEN, {"token": token, "at": at})


def by_id(session: Session, person_id: str) -> Reader | None:
    """The reader who gave a right password instead of a session."""
    return _reader(session, _BY_ID, {"id": person_id})


def _reader(session: Session, asked: object, facts: dict[str, object]) -> Reader | None:
    row = session.execute(asked, facts).mappings().first()  # type: ignore[call-overload]
    if row is None:
        return None
    person = Person(
        row["id"],
        row["name"],
        row["unit"],
        frozenset(row["posts"]),
        row["identity"],
        kin=frozenset(row["kin"]),
    )
    rest = {
        name: row[name] for name in ("login", "unit_name", "unit_kind", "demo", "csrf", "waiting", "unread")
    }
    return Reader(person, **rest)
