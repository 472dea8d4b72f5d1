"""The help ledger (帮扶台账): what was granted to whom, in which payment list, and what the bank said."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, SmallInteger, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.titles.entries import OVER
from models.base import Base, Id, Moment
from models.titles import TitleRow

# Payments with their units, and the household's file or the title to which each goes.
_WITH_PAYEES = """
    FROM help_payments h LEFT JOIN households f ON f.id = h.household LEFT JOIN titles t ON t.number = h.title
        JOIN units u ON u.key = coalesce(f.unit, t.unit)"""


class PaymentList(Base):
    """A list of payments given to the bank; its number stands in every line."""

    __tablename__ = "payment_lists"
    number: Mapped[str] = mapped_column(primary_key=True)
    made_at: Mapped[Moment]
    made_by: Mapped[Id] = mapped_column(ForeignKey("people.id"))
    settled_at: Mapped[Moment | None] = mapped_column(doc="when every line had its answer")


class HelpPayment(Base):
    """One sum for one household or for whoever holds a title: granted, then in a list, then paid or failed.

    One that failed may go anew.
    """

    __tablename__ = "help_payments"
    __table_args__ = (
        Index("ix_help_payments_household", "household"),
        Index("uq_help_payments_line", "list", "line", unique=True),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("(list IS NULL) = (line IS NULL)", name="line_in_a_list"),
        CheckConstraint("paid_on IS NULL OR list IS NOT NULL", name="paid_by_a_list"),
        CheckConstraint(
            "(household IS NULL) = (title IS NOT NULL) AND (title IS NULL) = (case_id IS NULL)",
            name="one_payee",
        ),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    household: Mapped[Id | None] = mapped_column(ForeignKey("households.id"))
    title: Mapped[str | None] = mapped_column(ForeignKey("titles.number"), doc="whose holder is paid")
    case_id: Mapped[Id | None] = mapped_column(
        ForeignKey("cases.id"), index=True, doc="that granted it to whoever holds the title"
    )
    kind: Mapped[str] = mapped_column(
        doc="living, medical, college, secondary_school, …, temporary, training; subsidy_living, …"
    )
    whose: Mapped[str] = mapped_column(doc="the member by relation, where the cap is by person; else empty")
    person: Mapped[str] = mapped_column(doc="keyed hash of that member's ID number; else empty")
    amount: Mapped[Decimal] = mapped_column(Numeric(14, 2), doc="yuan")
    granted_on: Mapped[date]
    granted_by: Mapped[Id] = mapped_column(ForeignKey("people.id"))
    basis: Mapped[str] = mapped_column(doc="the figures of the cap by which it was granted")
    list: Mapped[str | None] = mapped_column(ForeignKey("payment_lists.number"))
    line: Mapped[int | None] = mapped_column(SmallInteger)
    paid_on: Mapped[date | None]
    failed_why: Mapped[str | None] = mapped_column(doc="what the bank said; nothing personal")
    again: Mapped[Id | None] = mapped_column(
        ForeignKey("help_payments.id"), doc="the failed one that this repeats"
    )


def of_household(session: Session, household: str) -> list[HelpPayment]:
    """All sums of the household, earliest first."""
    asked = select(HelpPayment).where(HelpPayment.household == household)
    ordered = asked.order_by(HelpPayment.granted_on, HelpPayment.id)
    return list(session.scalars(ordered.execution_options(populate_existing=True)))


def of_case(session: Session, case_id: str) -> list[HelpPayment]:
    """What a case granted to whoever holds the title, each time that it went to the bank."""
    asked = select(HelpPayment).where(HelpPayment.case_id == case_id)
    return list(session.scalars(asked.order_by(HelpPayment.granted_on, HelpPayment.id)))


def to_pay(session: Session) -> list[HelpPayment]:
    """What is granted and in no list yet, locked, earliest first; nothing to who has lost the title (停止待遇)."""
    lost = select(TitleRow.number).where(TitleRow.number == HelpPayment.title, TitleRow.status.in_(OVER))
    asked = select(HelpPayment).where(HelpPayment.list.is_(None), ~lost.exists())
    return list(session.scalars(asked.order_by(HelpPayment.granted_on, HelpPayment.id).with_for_update()))


def listed(session: Session, number: str) -> list[HelpPayment]:
    """The lines of a payment list in their order, locked."""
    asked = select(HelpPayment).where(HelpPayment.list == number).order_by(HelpPayment.line)
    return list(session.scalars(asked.with_for_update().execution_options(populate_existing=True)))


def lists(session: Session) -> Sequence[dict[str, object]]:
    """Every payment list, latest first, with its lines and sums by what became of them."""
    asked = text("""
        SELECT l.number, l.made_at, p.name AS made_by, l.settled_at, count(h.id) AS lines,
            coalesce(sum(h.amount), 0) AS amount,
            count(h.id) FILTER (WHERE h.paid_on IS NOT NULL) AS paid,
            count(h.id) FILTER (WHERE h.failed_why IS NOT NULL) AS failed
        FROM payment_lists l JOIN people p ON p.id = l.made_by LEFT JOIN help_payments h ON h.list = l.number
        GROUP BY l.number, p.name ORDER BY l.made_at DESC""")
    return [dict(row) for row in session.execute(asked).mappings()]


def year(session: Session, of: int) -> Sequence[dict[str, object]]:
    """What was paid in the year, by unit, class at the last check and kind: households, sums of yuan."""
    asked = text(f"""
        SELECT u.name AS unit, coalesce(v.hardship_class, '') AS class, h.kind,
            count(DISTINCT coalesce(h.household::text, h.title)) AS households, count(*) AS payments,
            sum(h.amount) AS amount
        {_WITH_PAYEES}
            LEFT JOIN LATERAL (
                SELECT x.hardship_class FROM household_versions x
                WHERE x.household = h.household AND x.fixed_at IS NOT NULL AND x.applied_on <= h.paid_on
                ORDER BY x.number DESC LIMIT 1) v ON true
        WHERE extract(year FROM h.paid_on) = :year
        GROUP BY u.name, v.hardship_class, h.kind ORDER BY u.name, v.hardship_class, h.kind""")  # noqa: S608 - our own constant
    return [dict(row) for row in session.execute(asked, {"year": of}).mappings()]


def is_repeated(session: Session, payment: str) -> bool:
    """Whether a sum that failed has gone anew."""
    return session.scalars(select(HelpPayment.id).where(HelpPayment.again == payment)).first() is not None


def granted(session: Session) -> Sequence[dict[str, object]]:
    """What waits for the next list, earliest first, without a name."""
    asked = text(f"""
        SELECT h.id::text AS id, h.kind, h.whose, h.title, h.amount, h.granted_on,
            coalesce(f.file_number, h.title) AS file_number, u.name AS unit
        {_WITH_PAYEES}
        WHERE h.list IS NULL AND (t.status IS NULL OR t.status <> ALL(:over))
        ORDER BY h.granted_on, h.id""")
    return [dict(row) for row in session.execute(asked, {"over": list(OVER)}).mappings()]


def failed(session: Session) -> Sequence[dict[str, object]]:
    """What did not arrive and has not gone anew, earliest first, without a name."""
    asked = text(f"""
        SELECT h.id::text AS id, h.kind, h.amount, h.list, h.line, h.failed_why,
            coalesce(f.file_number, h.title) AS file_number, u.name AS unit
        {_WITH_PAYEES}
        WHERE h.failed_why IS NOT NULL AND NOT EXISTS (SELECT FROM help_payments x WHERE x.again = h.id)
        ORDER BY h.list, h.line""")  # noqa: S608 - our own constant
    return [dict(row) for row in session.execute(asked).mappings()]
