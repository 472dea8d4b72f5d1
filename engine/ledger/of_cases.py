"""What the events of a case book: a place taken, a place returned."""

from engine import events as e
from engine.ledger.booking import Booking
from engine.ledger.verbs import returned, used
from engine.state import CaseState


def booking_of(state: CaseState, event: e.Event) -> Booking | None:
    """What ``event`` does to the places of the round, if anything."""
    match event:
        case e.QuotaTaken():
            return used(state.unit.key, "", state.id)
        case e.QuotaReturned():
            return returned(state.unit.key, "", state.id)
        case _:
            return None
