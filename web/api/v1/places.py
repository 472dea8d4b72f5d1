"""The ledger of places in JSON."""

from fastapi import APIRouter, Request

from actions import places
from engine.ledger.lines import Column
from engine.ledger.verbs import Asked
from models.reads import places as reads
from web.api.v1.shapes import places as shapes
from web.api.v1.speaker import Speaker
from web.refusals import OfficersOnly
from web.rounds.places import line_shown_to, must_be_a_round, shown_to
from web.speaking import transaction

router = APIRouter(prefix="/rounds/{round_key}/places")


@router.get("")
def ledger(request: Request, speaker: Speaker, round_key: str) -> list[shapes.LedgerLine]:
    """The lines of the ledger that are the speaker's business."""
    with transaction(request) as session:
        must_be_a_round(session, round_key)
        return [shapes.LedgerLine.model_validate(one) for one in shown_to(session, speaker, round_key)]


@router.get("/{unit}")
def bookings(
    request: Request,
    speaker: Speaker,
    round_key: str,
    unit: str,
    *,
    category: str = "",
    column: Column | None = None,
) -> list[shapes.LedgerBooking]:
    """The bookings of one line, first to last; with ``column``, those that make up that figure."""
    with transaction(request) as session:
        line_shown_to(session, speaker, round_key, unit, category)
        return [_told(one) for one in reads.booked(session, round_key, unit, category, column)]


@router.post("", status_code=204)
def book(request: Request, speaker: Speaker, round_key: str, said: shapes.Booking) -> None:
    """Give, hold back, take back or move places."""
    if not speaker.may_open_rounds:
        raise OfficersOnly
    asked = Asked(**said.model_dump())
    with transaction(request) as session:
        places.book(session, round_key, asked, actor=speaker.person, now=speaker.now)


def _told(one: reads.BookingLine) -> shapes.LedgerBooking:
    booking = one.booking
    return shapes.LedgerBooking(
        id=one.id,
        at=one.at,
        verb=booking.verb,
        from_unit=booking.credit.unit or "",
        from_account=booking.credit.account,
        to_unit=booking.debit.unit or "",
        to_account=booking.debit.account,
        places=booking.places,
        by=one.by_name,
        reason=booking.reason,
        case=one.number,
    )
