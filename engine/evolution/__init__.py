"""``evolve(state, event, at) -> state``: what each event does to a case. Only here does a status change."""

from collections.abc import Iterable
from datetime import datetime

from engine import events as e
from engine.evolution import (
    asking,
    blocks,
    cases,
    clock,
    documents,
    keeping,
    links,
    lists,
    moving,
    opinions,
    publicity,
    shares,
    steps,
    twins,
    voting,
    waiving,
)
from engine.evolution.changing import Effect
from engine.state import CaseState

_EFFECTS: dict[type, Effect] = {
    **cases.EFFECTS,
    **steps.EFFECTS,
    **shares.EFFECTS,
    **clock.EFFECTS,
    **voting.EFFECTS,
    **publicity.EFFECTS,
    **opinions.EFFECTS,
    **asking.EFFECTS,
    **blocks.EFFECTS,
    **links.EFFECTS,
    **documents.EFFECTS,
    **lists.EFFECTS,
    **twins.EFFECTS,
    **moving.EFFECTS,
    **waiving.EFFECTS,
    **keeping.EFFECTS,
}


def evolve(state: CaseState | None, event: e.Event, at: datetime) -> CaseState:
    """The state after ``event`` happened at ``at``. Raises KeyError for an event nobody wrote an effect for."""
    if isinstance(event, e.CaseOpened):
        return cases.opened(event, at)
    if state is None:
        message = f"{event.event} before case.opened"
        raise ValueError(message)
    return _EFFECTS[type(event)](state, event, at)


def replay(state: CaseState | None, events: Iterable[e.Event], at: datetime) -> CaseState:
    """The state after all of ``events`` happened at ``at``. Raises ValueError when there is none before or after."""
    for event in events:
        state = evolve(state, event, at)
    if state is None:
        message = "no case and nothing that opens one"
        raise ValueError(message)
    return state
