"""Lists of cases to be destroyed (销毁清册): proposed by one person, decided by another, kept for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Id, Moment


class Disposal(Base):
    """One list. Nothing on it is personal: it outlives what it names."""

    __tablename__ = "disposals"
    __table_args__ = (
        CheckConstraint("decided_by <> proposed_by", name="decided_by_another"),
        CheckConstraint("num_nulls(decided_at, decided_by, approved) IN (0, 3)", name="decided_whole"),
        CheckConstraint("num_nulls(recalled_at, recalled_by) IN (0, 2)", name="recalled_whole"),
    )
    number: Mapped[str] = mapped_column(primary_key=True, doc="e.g. XHQC-2033-0001")
    proposed_at: Mapped[Moment]
    proposed_by: Mapped[Id] = mapped_column(ForeignKey("people.id"))
    note: Mapped[str] = mapped_column(doc="what was appraised (鉴定意见)")
    decided_at: Mapped[Moment | None]
    decided_by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"))
    approved: Mapped[bool | None]
    decision: Mapped[str | None] = mapped_column(doc="what the decision says")
    recalled_at: Mapped[Moment | None] = mapped_column(doc="taken back before it was carried out")
    recalled_by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"))

    @property
    def status(self) -> str:
        """proposed, approved, refused, or recalled."""
        if self.recalled_at is not None:
            return "recalled"
        return "proposed" if self.approved is None else "approved" if self.approved else "refused"


class DisposalItem(Base):
    """One case on a list, with the period that it was kept for as it was then."""

    __tablename__ = "disposal_items"
    __table_args__ = (
        Index("ix_disposal_items_case_id", "case_id"),
        CheckConstraint("num_nonnulls(struck, destroyed_at) < 2", name="struck_or_destroyed"),
    )
    disposal: Mapped[str] = mapped_column(ForeignKey("disposals.number"), primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    kept_years: Mapped[int]
    clause: Mapped[str] = mapped_column(doc="of the definition, by which it was kept so long")
    due_on: Mapped[date] = mapped_column(doc="the first day on which it need not be kept")
    struck: Mapped[str | None] = mapped_column(doc="why whoever decided took it off the list (剔除)")
    hindered: Mapped[str | None] = mapped_column(doc="what kept it when it was to be destroyed")
    destroyed_at: Mapped[Moment | None]


class DueNotice(Base):
    """The archivist was told of the cases that need not be kept from this day on."""

    __tablename__ = "due_notices"
    due_on: Mapped[date] = mapped_column(primary_key=True, doc="the day from which they need not be kept")
    told_at: Mapped[Moment]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A case on a list as pages show it: nothing of what it was about."""

    case_id: str
    number: str
    process: str
    unit_name: str
    ending: str
    closed_at: datetime
    kept_years: int
    clause: str
    due_on: date
    struck: str | None
    hindered: str | None
    destroyed_at: datetime | None
    version: str


_ITEMS = text("""
    SELECT c.id::text, c.number, c.process, c.unit_name, coalesce(c.outcome, c.status), c.closed_at,
        i.kept_years, i.clause, i.due_on, i.struck, i.hindered, i.destroyed_at, c.version
    FROM disposal_items i JOIN cases c ON c.id = i.case_id WHERE i.disposal = :number ORDER BY c.number""")
_TO_CARRY_OUT = text("""
    SELECT i.disposal, i.case_id::text FROM disposal_items i JOIN disposals d ON d.number = i.disposal
    WHERE d.approved AND d.recalled_at IS NULL AND d.decided_at < :before
        AND i.struck IS NULL AND i.destroyed_at IS NULL ORDER BY 1, 2""")


def put(session: Session, new: Disposal, items: Sequence[DisposalItem]) -> None:
    """Store a list as it was proposed."""
    session.add(new)
    session.flush()
    session.add_all(items)
    session.flush()


def lock(session: Session, number: str) -> Disposal | None:
    """The list, locked until the transaction ends."""
    return session.get(Disposal, number, with_for_update=True, populate_existing=True)


def get(session: Session, number: str) -> Disposal | None:
    """The list with this number."""
    return session.get(Disposal, number, populate_existing=True)


def every(session: Session) -> Sequence[Disposal]:
    """All lists, the newest first."""
    return session.scalars(select(Disposal).order_by(Disposal.number.desc())).all()


def items(session: Session, number: str) -> list[ItemLine]:
    """What stands on a list, by the number of the case."""
    return [ItemLine(*row) for row in session.execute(_ITEMS, {"number": number})]


def strike(session: Session, number: str, case_id: str, why: str) -> None:
    """Take a case off the list, with the reason."""
    mine = update(DisposalItem).where(DisposalItem.disposal == number, DisposalItem.case_id == case_id)
    session.execute(mine.values(struck=why))


def to_carry_out(session: Session, *, before: datetime) -> list[tuple[str, str]]:
    """List and case of everything approved before that moment that is still there."""
    return [(number, case_id) for number, case_id in session.execute(_TO_CARRY_OUT, {"before": before})]


def note_told(session: Session, days: Sequence[date], *, now: datetime) -> bool:
    """Whether of one of these days nobody was told before; from now on they count as told."""
    if not days:
        return False
    rows = [{"due_on": day, "told_at": now} for day in days]
    stored = insert(DueNotice).values(rows).on_conflict_do_nothing().returning(DueNotice.due_on)
    return bool(session.execute(stored).all())


def note_hindered(session: Session, number: str, case_id: str, why: str) -> None:
    """What kept the case when it was to be destroyed; tried again, the later reason stands."""
    mine = update(DisposalItem).where(DisposalItem.disposal == number, DisposalItem.case_id == case_id)
    session.execute(mine.values(hindered=why))


def note_destroyed(session: Session, number: str, case_id: str, *, now: datetime) -> None:
    """The case is gone: from here on the database lets nothing more of it be changed."""
    mine = update(DisposalItem).where(DisposalItem.disposal == number, DisposalItem.case_id == case_id)
    session.execute(mine.values(destroyed_at=now, hindered=None))
