"""Places (名额) of a round: the ledger's bookings, append-only, and the lines that follow from them by a trigger."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.commands import Places
from engine.ledger.booking import Booking, Holding
from engine.ledger.lines import Line, lines
from models.base import Base, Id, Moment
from models.correlation import correlation_of
from models.organisation import Unit, names

_KINDS = "('notice', 'reserve', 'left', 'used', 'lapsed')"


class QuotaLine(Base):
    """What a unit may use and does use in a category: follows from the bookings, the constraints are the last word."""

    __tablename__ = "quota_lines"
    __table_args__ = (
        CheckConstraint("used >= 0 AND used <= places", name="used_within_places"),
        CheckConstraint("reserve >= 0", name="reserve_is_there"),
    )
    round: Mapped[str] = mapped_column(ForeignKey("rounds.key"), primary_key=True)
    unit: Mapped[str] = mapped_column(ForeignKey("units.key"), primary_key=True)
    category: Mapped[str] = mapped_column(
        primary_key=True, server_default="", doc="empty where places are not told apart"
    )
    places: Mapped[int] = mapped_column(doc="in use, or left")
    used: Mapped[int] = mapped_column(server_default="0", doc="in use now")
    reserve: Mapped[int] = mapped_column(
        server_default="0", doc="held back, to be given to units later (预留)"
    )


class QuotaBooking(Base):
    """One booking: places go from the credited account to the debited one. Never changed, never deleted."""

    __tablename__ = "quota_bookings"
    __table_args__ = (
        CheckConstraint("places > 0", name="some_places"),
        CheckConstraint(
            f"credit_account IN {_KINDS} AND debit_account IN {_KINDS}"
            " AND (credit_account = 'notice') = (credit_unit IS NULL)"
            " AND (debit_account = 'notice') = (debit_unit IS NULL)",
            name="known_accounts",
        ),
    )
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    round: Mapped[str] = mapped_column(ForeignKey("rounds.key"), index=True)
    verb: Mapped[str] = mapped_column(doc="give, keep, use, use_apart, return, take_back, move or lapse")
    credit_account: Mapped[str] = mapped_column(doc="notice, reserve, left, used or lapsed")
    credit_unit: Mapped[str | None] = mapped_column(ForeignKey("units.key"), doc="nobody's is the notice")
    credit_category: Mapped[str]
    debit_account: Mapped[str] = mapped_column(doc="notice, reserve, left, used or lapsed")
    debit_unit: Mapped[str | None] = mapped_column(ForeignKey("units.key"), doc="nobody's is the notice")
    debit_category: Mapped[str]
    places: Mapped[int]
    reason: Mapped[str]
    case_id: Mapped[Id | None] = mapped_column(ForeignKey("cases.id"), index=True, doc="took or returned it")
    at: Mapped[Moment]
    by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"), doc="nobody when the clock acted")
    correlation: Mapped[str]

    @property
    def booking(self) -> Booking:
        """The booking as the rules know it."""
        credit = Holding(self.credit_account, self.credit_unit, self.credit_category)  # type: ignore[arg-type]
        debit = Holding(self.debit_account, self.debit_unit, self.debit_category)  # type: ignore[arg-type]
        return Booking(self.verb, credit, debit, self.places, self.reason, self.case_id)  # type: ignore[arg-type]


def book(
    session: Session, round_key: str, bookings: Iterable[Booking], *, by: str | None, now: datetime
) -> None:
    """Write the bookings, in their order; the lines follow. What would overdraw a line, the database refuses."""
    rows = [_row(one, round_key, by, now, correlation_of(session)) for one in bookings]
    if rows:
        session.execute(insert(QuotaBooking), rows)


def places_of(session: Session, round_key: str, unit: str, category: str = "") -> Places | None:
    """The unit's places, locked until the transaction ends; None when it was given none."""
    asked = (
        select(Unit.name, QuotaLine.places, QuotaLine.used)
        .join(Unit, Unit.key == QuotaLine.unit)
        .where(QuotaLine.round == round_key, QuotaLine.unit == unit, QuotaLine.category == category)
        .with_for_update(of=QuotaLine)
    )
    row = session.execute(asked).first()
    return Places(*row) if row else None


def held(session: Session, round_key: str, unit: str, category: str = "") -> Places | None:
    """The same without the lock, for looking at; None also when all were taken back."""
    row = session.get(QuotaLine, (round_key, unit, category), populate_existing=True)
    if row is None or row.places == 0:
        return None
    return Places(names(session, [unit])[unit], row.places, row.used)


def lock_lines(session: Session, round_key: str, units: Collection[str] | None = None) -> None:
    """Hold the lines (of these units) until the transaction ends, always in one order: nobody waits in a ring."""
    asked = select(QuotaLine.unit).where(QuotaLine.round == round_key)
    if units is not None:
        asked = asked.where(QuotaLine.unit.in_(units))
    session.execute(asked.order_by(QuotaLine.unit, QuotaLine.category).with_for_update()).all()


def bookings(session: Session, round_key: str, *, unit: str = "") -> list[QuotaBooking]:
    """The bookings of a round, first to last; with ``unit``, those that touch its lines."""
    asked = select(QuotaBooking).where(QuotaBooking.round == round_key).order_by(QuotaBooking.id)
    if unit:
        asked = asked.where((QuotaBooking.credit_unit == unit) | (QuotaBooking.debit_unit == unit))
    return list(session.scalars(asked))


def ledger(session: Session, round_key: str, *, unit: str = "") -> list[Line]:
    """The lines of the ledger as the bookings make them; with ``unit``, its own and those it dealt with."""
    return lines(one.booking for one in bookings(session, round_key, unit=unit))


def line(session: Session, round_key: str, unit: str, category: str = "") -> Line:
    """The unit's line of the ledger, with nothing on it when nothing was booked."""
    found = ledger(session, round_key, unit=unit)
    return next((one for one in found if (one.unit, one.category) == (unit, category)), Line(unit, category))


def out_of_step(session: Session) -> list[tuple[str, str, str]]:
    """Round, unit and category of lines that are not what their bookings come to. There should be none."""
    wrong = []
    for key in session.scalars(select(QuotaLine.round).distinct().order_by(QuotaLine.round)):
        booked = {(one.unit, one.category): one for one in ledger(session, key)}
        for row in session.scalars(select(QuotaLine).where(QuotaLine.round == key)):
            told = booked.get((row.unit, row.category), Line(row.unit, row.category))
            if (told.places, told.used, told.reserve) != (row.places, row.used, row.reserve):
                wrong.append((key, row.unit, row.category))
    return wrong


def _row(one: Booking, round_key: str, by: str | None, now: datetime, correlation: str) -> dict[str, object]:
    return {
        "round": round_key,
        "verb": one.verb,
        "credit_account": one.credit.account,
        "credit_unit": one.credit.unit,
        "credit_category": one.credit.category,
        "debit_account": one.debit.account,
        "debit_unit": one.debit.unit,
        "debit_category": one.debit.category,
        "places": one.places,
        "reason": one.reason,
        "case_id": one.case,
        "at": now,
        "by": by,
        "correlation": correlation,
    }
