"""Standing substitutes (代理): who acts for whom, from which day to which, in which processes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import CheckConstraint, ForeignKey, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Id, Moment, Texts


class Substitution(Base):
    """An absence and who stands in; never deleted, for the journal refers to what it did."""

    __tablename__ = "substitutions"
    __table_args__ = (
        CheckConstraint("first <= last", name="in_order"),
        CheckConstraint("person <> substitute", name="another"),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    person: Mapped[Id] = mapped_column(ForeignKey("people.id"), index=True, doc="who is away")
    substitute: Mapped[Id] = mapped_column(ForeignKey("people.id"), doc="who acts meanwhile")
    first: Mapped[date] = mapped_column(doc="first day, of Shaanxi")
    last: Mapped[date] = mapped_column(doc="last day, included")
    processes: Mapped[Texts] = mapped_column(doc="keys of processes; empty means all")
    note: Mapped[str]
    entered_by: Mapped[Id] = mapped_column(ForeignKey("people.id"))
    entered_at: Mapped[Moment]
    ended_at: Mapped[Moment | None] = mapped_column(doc="ended before its last day")


@dataclass(frozen=True, slots=True)
class Absence:
    """A substitution as a page tells it; ``entered_by`` is the name of whoever entered it for the absent person."""

    id: str
    person: str
    name: str
    substitute: str
    substitute_name: str
    first: date
    last: date
    processes: tuple[str, ...]
    note: str
    ended_at: datetime | None
    entered_by: str


@dataclass(frozen=True, slots=True)
class StandingIn:
    """Who acts for somebody who is away, until which day, and the name of whoever else entered it."""

    substitute: str
    last: date
    entered_by: str


@dataclass(frozen=True, slots=True)
class Moving:
    """A share that has to change hands: begun or ended absence, or its holder has left."""

    case_id: str
    assignment_id: str
    person: str


_ON = "s.ended_at IS NULL AND s.first <= :day AND s.last >= :day"
_LISTED = """
    SELECT s.id::text, s.person::text, p.name, s.substitute::text, q.name AS substitute_name,
        s.first, s.last, s.processes, s.note, s.ended_at, coalesce(e.name, '') AS entered_by
    FROM substitutions s JOIN people p ON p.id = s.person JOIN people q ON q.id = s.substitute
        LEFT JOIN people e ON e.id = s.entered_by AND e.id <> s.person"""
_STANDING_IN = text(f"""
    SELECT DISTINCT ON (s.person) s.person::text, s.substitute::text, s.last, coalesce(e.name, '') AS entered_by
    FROM substitutions s JOIN people q ON q.id = s.substitute AND q.active
        LEFT JOIN people e ON e.id = s.entered_by AND e.id <> s.person
    WHERE s.person = ANY(CAST(:people AS uuid[])) AND {_ON}
        AND (cardinality(s.processes) = 0 OR :process = ANY(s.processes))
    ORDER BY s.person, s.entered_at DESC, s.id""")  # noqa: S608 - our own constants
_OPEN = """
    FROM assignments a JOIN cases c ON c.id = a.case_id
    WHERE a.status IN ('open', 'waiting') AND c.held IS NULL AND c.closed_at IS NULL"""
_BEGUN = text(f"""
    SELECT a.case_id::text, a.id::text, a.person::text {_OPEN} AND a.for_person IS NULL AND EXISTS (
        SELECT FROM substitutions s JOIN people q ON q.id = s.substitute AND q.active
        WHERE s.person = a.person AND {_ON}
            AND (cardinality(s.processes) = 0 OR c.process = ANY(s.processes)))
    ORDER BY a.opened_at, a.id""")  # noqa: S608 - our own constants
_OVER = text(f"""
    SELECT a.case_id::text, a.id::text, a.for_person::text {_OPEN} AND a.for_person IS NOT NULL AND NOT EXISTS (
        SELECT FROM substitutions s WHERE s.person = a.for_person AND s.substitute = a.person AND {_ON}
            AND (cardinality(s.processes) = 0 OR c.process = ANY(s.processes)))
    ORDER BY a.opened_at, a.id""")  # noqa: S608 - our own constants
_LEFT = text(f"""
    SELECT a.case_id::text, a.id::text, a.person::text {_OPEN}
        AND EXISTS (SELECT FROM people p WHERE p.id = a.person AND NOT p.active)
    ORDER BY a.opened_at, a.id""")  # noqa: S608 - our own constants


def standing_in(
    session: Session, people: Collection[str], process: str, *, day: date
) -> dict[str, StandingIn]:
    """By absent person the substitute, who is there; the latest entry counts."""
    asked = {"people": list(people), "process": process, "day": day}
    return {person: StandingIn(*rest) for person, *rest in session.execute(_STANDING_IN, asked)}


def begun(session: Session, *, day: date) -> list[Moving]:
    """The shares not done yet whose holders are away today."""
    return [Moving(*row) for row in session.execute(_BEGUN, {"day": day})]


def over(session: Session, *, day: date) -> list[Moving]:
    """The shares that substitutes have not done, although they stand in no more; ``person`` is who is back."""
    return [Moving(*row) for row in session.execute(_OVER, {"day": day})]


def left_behind(session: Session) -> list[Moving]:
    """The shares not done yet of people who have left."""
    return [Moving(*row) for row in session.execute(_LEFT)]


def of(session: Session, person_id: str, *, day: date) -> list[Absence]:
    """The absences of a person, and those in which he or she stands in, that are not over; the next first."""
    asked = text(f"""{_LISTED} WHERE :me IN (s.person::text, s.substitute::text) AND s.ended_at IS NULL
        AND s.last >= :day ORDER BY s.first, s.entered_at""")
    rows = session.execute(asked, {"me": person_id, "day": day}).all()
    return [Absence(**{**row._mapping, "processes": tuple(row.processes)}) for row in rows]  # noqa: SLF001


def overlapping(
    session: Session, *, person: str | None = None, substitute: str | None = None, first: date, last: date
) -> bool:
    """Whether the person is away, or stands in for somebody, on one of these days."""
    asked = select(Substitution.id).where(
        Substitution.ended_at.is_(None), Substitution.first <= last, Substitution.last >= first
    )
    asked = asked.where(Substitution.person == person) if person else asked
    asked = asked.where(Substitution.substitute == substitute) if substitute else asked
    return session.execute(asked.limit(1)).first() is not None


def keep(
    session: Session,
    person: str,
    substitute: str,
    *,
    first: date,
    last: date,
    processes: Collection[str],
    note: str,
    by: str,
    at: datetime,
) -> str:
    """Store it and return its id."""
    new = Substitution(
        id=str(uuid4()),
        person=person,
        substitute=substitute,
        first=first,
        last=last,
        processes=sorted(processes),
        note=note,
        entered_by=by,
        entered_at=at,
        ended_at=None,
    )
    session.add(new)
    session.flush()
    return new.id


def get(session: Session, identity: str) -> Substitution | None:
    """The substitution with this id."""
    return session.get(Substitution, identity)


def end(session: Session, identity: str, *, at: datetime) -> None:
    """Let it count no more."""
    session.execute(update(Substitution).where(Substitution.id == identity).values(ended_at=at))
