"""What putting off destruction, and destruction itself, do to the case."""

from dataclasses import replace
from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect
from engine.state import CaseState


def _preserved(state: CaseState, event: e.CasePreserved, _at: datetime) -> CaseState:
    return replace(state, preserved=event.reason, preserved_until=event.until)


def _lifted(state: CaseState, _event: e.PreservationLifted, _at: datetime) -> CaseState:
    return replace(state, preserved=None, preserved_until=None)


def _destroyed(state: CaseState, _event: e.CaseDestroyed, at: datetime) -> CaseState:
    """The lines before say nothing personal any more, so neither does the state that they make."""
    return replace(state, subject=None, preserved=None, preserved_until=None, destroyed_at=at)


EFFECTS: dict[type, Effect] = {
    e.CasePreserved: _preserved,
    e.PreservationLifted: _lifted,
    e.CaseDestroyed: _destroyed,
}
