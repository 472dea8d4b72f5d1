"""The ledger of places."""

from datetime import datetime

from pydantic import BaseModel

from engine.ledger.booking import Account, Verb
from engine.ledger.verbs import Act
from web.api.v1.shapes.base import In, Out


class LedgerLine(Out):
    """One unit's places in one category. ``left`` is what it may still use."""

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


class Booking(In):
    """What is to be done to places."""

    act: Act
    unit: str = ""
    places: int
    category: str = ""
    reason: str = ""
    to_unit: str = ""
    to_category: str = ""
