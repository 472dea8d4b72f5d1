"""Household files (一户一档): the household, every version of its file, and who is in which.

A version's content is one sealed letter; beside it stand only the figures that lists and rules need, and nobody's name.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import uuid4

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    SmallInteger,
    delete,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Id, Json, Moment
from models.cases import Case

Occasion = Literal["application", "reverification", "change", "reentry"]


class AlreadyTaken(Exception):
    """Somebody is in another open file. The transaction is lost."""


class Household(Base):
    """One household of a unit, for as long as it is known: an exit and a second entry leave it the same."""

    __tablename__ = "households"
    id: Mapped[Id] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(ForeignKey("units.key"), index=True)
    file_number: Mapped[str | None] = mapped_column(unique=True, doc="given when the file is opened (建档)")
    filed_on: Mapped[date | None] = mapped_column(doc="when the file was opened last")
    exited_on: Mapped[date | None] = mapped_column(doc="when the household left (脱困 and other reasons)")
    exit_why: Mapped[str | None] = mapped_column(doc="the reason of the last exit")
    created_at: Mapped[Moment]


class HouseholdVersion(Base):
    """One state of the file. Handed in, it is fixed and never changes; the one being filled in is not fixed yet."""

    __tablename__ = "household_versions"
    __table_args__ = (
        Index(
            "uq_household_versions_open", "household", unique=True, postgresql_where=text("fixed_at IS NULL")
        ),
        Index("ix_household_versions_case_id", "case_id"),
        CheckConstraint("fixed_at IS NULL OR hardship_class IS NOT NULL", name="fixed_is_reckoned"),
    )
    household: Mapped[Id] = mapped_column(ForeignKey("households.id"), primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    occasion: Mapped[str] = mapped_column(doc="application, reverification, change or reentry")
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), doc="the case for which it was filled in")
    content: Mapped[str] = mapped_column(doc="the whole file, sealed")
    applied_on: Mapped[date] = mapped_column(doc="the day from which the months are reckoned back")
    rules: Mapped[Json] = mapped_column(doc="the published parameters, as they were")
    persons: Mapped[int] = mapped_column(SmallInteger)
    hardship_class: Mapped[str | None] = mapped_column(doc="deep, relative, accident or none")
    by_head: Mapped[Decimal | None] = mapped_column(Numeric(20, 6), doc="N, yuan by head and month")
    line: Mapped[Decimal | None] = mapped_column(Numeric(14, 2), doc="低保 line by head and month")
    edge: Mapped[bool | None] = mapped_column(doc="no hardship, yet near it (边缘户)")
    saved_at: Mapped[Moment]
    saved_by: Mapped[Id] = mapped_column(ForeignKey("people.id"))
    happened_on: Mapped[date | None] = mapped_column(doc="the day of the change that it reports")
    fixed_at: Mapped[Moment | None] = mapped_column(doc="when it was handed in")


class HouseholdPerson(Base):
    """Somebody of a household by the keyed hash of the ID number: in one open file only."""

    __tablename__ = "household_persons"
    __table_args__ = (
        Index(
            "uq_household_persons_open", "identity", unique=True, postgresql_where=text("released_at IS NULL")
        ),
        Index("ix_household_persons_household", "household"),
    )
    household: Mapped[Id] = mapped_column(ForeignKey("households.id"), primary_key=True)
    identity: Mapped[str] = mapped_column(primary_key=True, doc="keyed hash of the ID number")
    taken_at: Mapped[Moment]
    released_at: Mapped[Moment | None] = mapped_column(doc="left the household, or its file was closed")


def begin(session: Session, unit: str, *, now: datetime) -> str:
    """A new household of the unit; its id."""
    identity = str(uuid4())
    session.add(Household(id=identity, unit=unit, created_at=now))
    session.flush()
    return identity


def get(session: Session, household: str) -> Household | None:
    """The household with this id."""
    return session.get(Household, household, populate_existing=True)


def lock(session: Session, household: str) -> Household:
    """The household, locked until the end of the transaction. Raises NoResultFound."""
    return session.get_one(Household, household, with_for_update=True, populate_existing=True)


def of_case(session: Session, case_id: str) -> str | None:
    """The household for which the case is."""
    return session.scalars(
        select(HouseholdVersion.household).where(HouseholdVersion.case_id == case_id).limit(1)
    ).first()


def applied_on(session: Session, case_id: str) -> date | None:
    """The day from which the file of the case is reckoned; None until a version was kept for it."""
    asked = select(HouseholdVersion.applied_on).where(HouseholdVersion.case_id == case_id)
    return session.scalars(asked.order_by(HouseholdVersion.number).limit(1)).first()


def numbered(session: Session, number: str) -> str | None:
    """The household with this file; one that never had a file goes by the number of its case."""
    by_file = select(Household.id).where(Household.file_number == number)
    by_case = (
        select(HouseholdVersion.household)
        .join(Case, Case.id == HouseholdVersion.case_id)
        .where(Case.number == number)
    )
    return session.scalars(by_file).first() or session.scalars(by_case.limit(1)).first()


def with_person(session: Session, identity: str, *, unit: str) -> str | None:
    """The household of the unit that the person belongs to, or belonged to last: its history goes on."""
    asked = (
        select(HouseholdPerson.household)
        .join(Household, Household.id == HouseholdPerson.household)
        .where(HouseholdPerson.identity == identity, Household.unit == unit)
        .order_by(HouseholdPerson.released_at.desc().nulls_first(), HouseholdPerson.taken_at.desc())
    )
    return session.scalars(asked.limit(1)).first()


def versions(session: Session, household: str) -> list[HouseholdVersion]:
    """Every version of the file, earliest first."""
    asked = select(HouseholdVersion).where(HouseholdVersion.household == household)
    return list(
        session.scalars(asked.order_by(HouseholdVersion.number).execution_options(populate_existing=True))
    )


def keep(session: Session, version: HouseholdVersion) -> None:
    """Store the version that is being filled in, in place of how it was before."""
    values = {one.key: getattr(version, one.key) for one in HouseholdVersion.__table__.columns}
    stored = insert(HouseholdVersion).values(values)
    changed = {key: value for key, value in values.items() if key not in ("household", "number")}
    session.execute(stored.on_conflict_do_update(index_elements=["household", "number"], set_=changed))


def elsewhere(session: Session, household: str, identities: Iterable[str]) -> dict[str, str]:
    """Those of the identities that are in another open file, with its number or else that of its case."""
    asked = text("""
        SELECT p.identity, coalesce(h.file_number, (
            SELECT c.number FROM household_versions v JOIN cases c ON c.id = v.case_id
            WHERE v.household = h.id ORDER BY v.number DESC LIMIT 1))
        FROM household_persons p JOIN households h ON h.id = p.household
        WHERE p.released_at IS NULL AND p.identity = ANY(:identities) AND p.household <> CAST(:household AS uuid)""")
    found = session.execute(asked, {"identities": list(identities), "household": household})
    return dict(found.tuples().all())


def take(session: Session, household: str, identities: Sequence[str], *, now: datetime) -> None:
    """These people, and nobody else, live in the household from now on.

    Raises AlreadyTaken when one of them has come into another open file meanwhile.
    """
    gone = update(HouseholdPerson).where(
        HouseholdPerson.household == household,
        HouseholdPerson.released_at.is_(None),
        HouseholdPerson.identity.not_in(identities),
    )
    session.execute(gone.values(released_at=now))
    if identities:
        rows = [
            {"household": household, "identity": one, "taken_at": now, "released_at": None}
            for one in identities
        ]
        stored = insert(HouseholdPerson).values(rows)
        again = stored.on_conflict_do_update(
            index_elements=["household", "identity"], set_={"released_at": None}
        )
        try:
            session.execute(again)
        except IntegrityError:
            raise AlreadyTaken from None


def release(session: Session, household: str, *, now: datetime) -> None:
    """Nobody is bound to this file any more: it is closed, or was never opened."""
    asked = update(HouseholdPerson).where(
        HouseholdPerson.household == household, HouseholdPerson.released_at.is_(None)
    )
    session.execute(asked.values(released_at=now))


def drop_draft(session: Session, household: str, case_id: str) -> None:
    """Forget a version that nobody handed in for the case; what another case is filling in stays."""
    session.execute(
        delete(HouseholdVersion).where(
            HouseholdVersion.household == household,
            HouseholdVersion.case_id == case_id,
            HouseholdVersion.fixed_at.is_(None),
        )
    )
