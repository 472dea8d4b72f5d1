"""What a case has to do with the ledger: the category of its place, and what its events book."""

from engine import events as e
from engine.conditions import Facts, holds
from engine.definition import Process
from engine.ledger.booking import APART, Booking
from engine.ledger.verbs import returned, used, used_apart
from engine.state import CaseState


def category_of(process: Process, facts: Facts) -> str:
    """The category of the place that a case with these answers takes; empty where places are not told apart."""
    quota = process.quota
    if quota is None:
        return ""
    if quota.outside is not None and holds(quota.outside.when, facts):
        return APART
    return str(facts.get(quota.by) or "") if quota.by else ""


def booking_of(state: CaseState, event: e.Event) -> Booking | None:
    """What ``event`` does to the places of the round, if anything."""
    match event:
        case e.QuotaTaken(category=category) if category == APART:
            return used_apart(state.unit.key, state.id)
        case e.QuotaTaken():
            return used(state.unit.key, event.category, state.id)
        case e.CasePutForward(takes_place=True):
            return used(event.level, event.category, state.id)
        case e.CaseFellOut(had_place=True):
            return returned(event.level, event.category, state.id)
        case e.QuotaReturned():
            return returned(state.unit.key, event.category, state.id)
        case _:
            return None
