"""Who and what is registered: asked before people are brought in, and when one of them is spoken of by login."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from models.organisation import Human, Unit


@dataclass(frozen=True, slots=True)
class Registered:
    """Somebody who is in the office, or was. ``identity`` is the keyed hash of the ID number."""

    id: str
    login: str
    name: str
    active: bool
    left_on: date | None
    identity: str | None
    has_password: bool


@dataclass(frozen=True, slots=True)
class Register:
    """The names of all units by key, and all people by login."""

    units: Mapping[str, str]
    people: Mapping[str, Registered]


_COLUMNS = (
    Human.id,
    Human.login,
    Human.name,
    Human.active,
    Human.left_on,
    Human.identity,
    Human.password.is_not(None),
)


def register(session: Session) -> Register:
    """Everybody. Until the transaction ends no other one registers people, so the answer stays true."""
    session.execute(text("LOCK TABLE people IN SHARE ROW EXCLUSIVE MODE"))
    units = dict(session.execute(select(Unit.key, Unit.name)).tuples().all())
    return Register(units, {row.login: Registered(*row) for row in session.execute(select(*_COLUMNS))})


def registered(session: Session, login: str) -> Registered | None:
    """The one with this login, whether still in the office or not; others who change the same person wait."""
    row = session.execute(select(*_COLUMNS).where(Human.login == login).with_for_update()).first()
    return Registered(*row) if row else None


def waiting_for(session: Session, person_id: str) -> list[str]:
    """The numbers of the cases in which something waits for the person, oldest first."""
    asked = text(
        "SELECT c.number FROM assignments a JOIN cases c ON c.id = a.case_id"
        " WHERE a.person = CAST(:id AS uuid) AND a.status = 'open' GROUP BY c.number ORDER BY min(a.opened_at)"
    )
    return list(session.scalars(asked, {"id": person_id}))
