"""The register of titles (称号台账): titles, their entries, the cases about them, and their money."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, Numeric, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, mapped_column

from engine.titles.entries import Entry, Title, after, replayed
from engine.titles.money import MoneyLine
from models.base import Base, Id, Moment
from models.cases import Case
from models.session import Session


class TitleRow(Base):
    """A title as its entries make it; the entries are the last word."""

    __tablename__ = "titles"
    __table_args__ = (
        CheckConstraint("status IN ('held', 'rectifying', 'cancelled', 'revoked')", name="status"),
        Index("ix_titles_identity", "identity", postgresql_where=text("identity IS NOT NULL")),
    )
    number: Mapped[str] = mapped_column(primary_key=True, doc="e.g. GZS-2022-0003")
    process: Mapped[str] = mapped_column(index=True, doc="the process that gave it")
    version: Mapped[str] = mapped_column(ForeignKey("process_versions.id"), doc="whose terms hold for it")
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), unique=True, doc="the case that gave it")
    unit: Mapped[str] = mapped_column(ForeignKey("units.key"), index=True)
    name: Mapped[str] = mapped_column(doc="what was awarded, e.g. 系统级职工创新工作室")
    level: Mapped[str]
    subject: Mapped[str] = mapped_column(doc="who or what holds it, as the case names it")
    status: Mapped[str]
    granted_on: Mapped[date]
    leader: Mapped[str | None]
    identity: Mapped[str | None] = mapped_column(doc="keyed hash of the holder's or leader's ID number")
    rectify_by: Mapped[date | None] = mapped_column(doc="until when what was found has to be mended")


class TitleEntry(Base):
    """One line of a title's life. Append-only: a trigger refuses UPDATE and DELETE."""

    __tablename__ = "title_entries"
    __table_args__ = (
        Index("uq_title_entries_case_kind", "title", "case_id", "kind", unique=True),
        Index(
            "uq_title_entries_check_period",
            "title",
            "check_key",
            "period",
            unique=True,
            postgresql_where=text("check_key IS NOT NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    title: Mapped[str] = mapped_column(ForeignKey("titles.number"))
    kind: Mapped[str]
    on_day: Mapped[date]
    at: Mapped[Moment]
    case_id: Mapped[Id | None] = mapped_column(ForeignKey("cases.id"), doc="the case that says so")
    number: Mapped[str] = mapped_column(doc="its number, as it is printed")
    words: Mapped[str]
    check_key: Mapped[str | None]
    period: Mapped[int | None] = mapped_column(doc="the n-th look of this check")
    due: Mapped[date | None]
    leader: Mapped[str | None]
    identity: Mapped[str | None]


class TitleCase(Base):
    """A case that is about a title, and until when it is due as a whole."""

    __tablename__ = "title_cases"
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    title: Mapped[str] = mapped_column(ForeignKey("titles.number"), index=True)
    due: Mapped[date | None]
    why: Mapped[str]


class TitleMoney(Base):
    """One line of a title's ledger, in yuan. Append-only: a wrong line is struck by another one."""

    __tablename__ = "title_money"
    __table_args__ = (
        CheckConstraint("kind IN ('granted', 'spent')", name="kind"),
        UniqueConstraint("strikes"),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(ForeignKey("titles.number"), index=True)
    kind: Mapped[str]
    amount: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    on_day: Mapped[date]
    purpose: Mapped[str | None]
    note: Mapped[str]
    strikes: Mapped[Id | None] = mapped_column(
        ForeignKey("title_money.id"), doc="the line that this one strikes"
    )
    entered_by: Mapped[Id] = mapped_column(ForeignKey("people.id"))
    entered_at: Mapped[Moment]


@dataclass(frozen=True, slots=True)
class Registered:
    """A title with what the register says besides."""

    title: Title
    process: str
    version: str
    case_id: str
    unit: str
    name: str
    level: str
    subject: str


def put(session: Session, new: Registered, entry: Entry, *, now: datetime) -> None:
    """Store a title with the entry that grants it."""
    title = new.title
    session.add(
        TitleRow(
            number=title.number,
            process=new.process,
            version=new.version,
            case_id=new.case_id,
            unit=new.unit,
            name=new.name,
            level=new.level,
            subject=new.subject,
            status=title.status,
            granted_on=title.granted_on,
            leader=title.leader,
            identity=title.identity,
        )
    )
    session.flush()
    session.add(_row(title.number, entry, now))
    session.flush()


def lock(session: Session, number: str) -> Registered | None:
    """The title with this number, locked until the transaction ends."""
    row = session.scalar(select(TitleRow).where(TitleRow.number == number).with_for_update())
    return _registered(session, row) if row else None


def load(session: Session, number: str) -> Registered | None:
    """The title with this number."""
    row = session.get(TitleRow, number)
    return _registered(session, row) if row else None


def granted_by(session: Session, case_id: str) -> str | None:
    """The number of the title that this case gave."""
    return session.scalar(select(TitleRow.number).where(TitleRow.case_id == case_id))


def alive(session: Session) -> Sequence[str]:
    """The numbers of the titles that are not over, in order."""
    asked = select(TitleRow.number).where(TitleRow.status.in_(("held", "rectifying")))
    return session.scalars(asked.order_by(TitleRow.number)).all()


def led_by(session: Session, identity: str) -> Sequence[str]:
    """The numbers of the titles whose holder or leader this is, in order."""
    asked = select(TitleRow.number).where(TitleRow.identity == identity)
    return session.scalars(asked.order_by(TitleRow.number)).all()


def add(session: Session, one: Registered, entry: Entry, *, now: datetime) -> Registered:
    """Write an entry and what it makes of the title, whose lock is held."""
    session.add(_row(one.title.number, entry, now))
    title = after(one.title, entry)
    row = session.get_one(TitleRow, title.number)
    row.status, row.leader, row.identity, row.rectify_by = (
        title.status,
        title.leader,
        title.identity,
        title.rectify_by,
    )
    session.flush()
    return Registered(
        title, one.process, one.version, one.case_id, one.unit, one.name, one.level, one.subject
    )


def entries(session: Session, number: str) -> list[Entry]:
    """The life of a title, from the grant on."""
    asked = select(TitleEntry).where(TitleEntry.title == number).order_by(TitleEntry.id)
    return [_entry(row) for row in session.scalars(asked)]


def attach(session: Session, number: str, case_id: str, *, due: date | None, why: str) -> None:
    """Say that a case is about a title."""
    session.add(TitleCase(case_id=case_id, title=number, due=due, why=why))
    session.flush()


def about(session: Session, case_id: str) -> TitleCase | None:
    """Which title a case is about, if it is about one."""
    return session.get(TitleCase, case_id)


def holder_of(session: Session, case_id: str) -> str:
    """The identity of whoever holds the title that a case is about; empty where nobody's is known."""
    asked = select(TitleRow.identity).join(TitleCase, TitleCase.title == TitleRow.number)
    return session.scalar(asked.where(TitleCase.case_id == case_id)) or ""


def open_about(session: Session, number: str) -> Sequence[str]:
    """The cases about a title that are not over, by their ids."""
    asked = select(TitleCase.case_id).join(Case, Case.id == TitleCase.case_id)
    return session.scalars(
        asked.where(TitleCase.title == number, Case.closed_at.is_(None)).order_by(TitleCase.case_id)
    ).all()


def money(session: Session, number: str) -> Sequence[TitleMoney]:
    """The ledger of a title, in the order of entry."""
    asked = select(TitleMoney).where(TitleMoney.title == number)
    return session.scalars(asked.order_by(TitleMoney.entered_at, TitleMoney.id)).all()


def book(session: Session, number: str, line: MoneyLine, note: str, *, by: str, now: datetime) -> str:
    """Write a line into the ledger. Returns its id."""
    row = TitleMoney(
        id=str(uuid4()),
        title=number,
        kind=line.kind,
        amount=line.amount,
        on_day=line.on,
        purpose=line.purpose,
        note=note,
        strikes=line.strikes,
        entered_by=by,
        entered_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def line_of(row: TitleMoney) -> MoneyLine:
    """A stored line as the rules read it."""
    return MoneyLine(row.kind, row.amount, row.on_day, row.purpose, row.strikes)  # type: ignore[arg-type]


def _registered(session: Session, row: TitleRow) -> Registered:
    title = replayed(row.number, entries(session, row.number))
    return Registered(
        title, row.process, row.version, row.case_id, row.unit, row.name, row.level, row.subject
    )


def _row(number: str, entry: Entry, now: datetime) -> TitleEntry:
    return TitleEntry(
        title=number,
        kind=entry.kind,
        on_day=entry.on,
        at=now,
        case_id=entry.case,
        number=entry.number,
        words=entry.words,
        check_key=entry.check,
        period=entry.period,
        due=entry.due,
        leader=entry.leader,
        identity=entry.identity,
    )


def _entry(row: TitleEntry) -> Entry:
    return Entry(
        row.kind,  # type: ignore[arg-type]
        row.on_day,
        row.case_id,
        row.number,
        row.words,
        row.check_key,
        row.period,
        row.due,
        row.leader,
        row.identity,
    )
