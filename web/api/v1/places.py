"""The ledger of places in JSON."""

from datetime import datetime

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict

from actions import places
from engine.ledger.booking import Account, Verb
from engine.ledger.lines import Column
from engine.ledger.verbs import Act, Asked
from models.reads import places as reads
from web.api.v1.speaker import Speaker
from web.places import line_shown_to, must_be_a_round, shown_to
from web.refusals import OfficersOnly
from web.speaking import transaction

router = APIRouter(prefix="/rounds/{round_key}/places")


class LedgerLine(BaseModel):
    """One unit's places in one category. ``left`` is what it may still use."""

    model_config = ConfigDict(from_attributes=True)
    unit: str
    name: str
    category: str
    given: int
    moved: int
    taken_back: int
    used: int
    returned: int
    lapsed: int
    left: int
    reserve: int


class LedgerBooking(BaseModel):
    """One booking: from which account to which, by whom, when, why, for which case. The notice is nobody's account."""

    id: int
    at: datetime
    verb: Verb
    from_unit: str
    from_account: Account
    to_unit: str
    to_account: Account
    places: int
    by: str
    reason: str
    case: str


class Booking(BaseModel):
    """What is to be done to places."""

    model_config = ConfigDict(extra="forbid")
    act: Act
    unit: str = ""
    places: int
    category: str = ""
    reason: str = ""
    to_unit: str = ""
    to_category: str = ""


@router.get("")
def ledger(request: Request, speaker: Speaker, round_key: str) -> list[LedgerLine]:
    """The lines of the ledger that are the speaker's business."""
    with transaction(request) as session:
        must_be_a_round(session, round_key)
        return [LedgerLine.model_validate(one) for one in shown_to(session, speaker, round_key)]


@router.get("/{unit}")
def bookings(
    request: Request,
    speaker: Speaker,
    round_key: str,
    unit: str,
    *,
    category: str = "",
    column: Column | None = None,
) -> list[LedgerBooking]:
    """The bookings of one line, first to last; with ``column``, those that make up that figure."""
    with transaction(request) as session:
        line_shown_to(session, speaker, round_key, unit, category)
        return [_told(one) for one in reads.booked(session, round_key, unit, category, column)]


@router.post("", status_code=204)
def book(request: Request, speaker: Speaker, round_key: str, said: Booking) -> None:
    """Give, hold back, take back or move places."""
    if not speaker.may_open_rounds:
        raise OfficersOnly
    asked = Asked(**said.model_dump())
    with transaction(request) as session:
        places.book(session, round_key, asked, actor=speaker.person, now=speaker.now)


def _told(one: reads.BookingLine) -> LedgerBooking:
    booking = one.booking
    return LedgerBooking(
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
