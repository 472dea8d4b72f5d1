"""``evolve_round(state, event, at, by) -> state``: what each event does to a round."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from engine.rounds import events as e
from engine.rounds.state import PhaseState, RoundState


def evolve_round(state: RoundState | None, event: e.RoundEvent, at: datetime, by: str | None) -> RoundState:
    """The round after ``event``. Raises ValueError for anything before it was opened."""
    if isinstance(event, e.RoundOpened):
        return _opened(event)
    if state is None:
        message = f"{event.event} before round.opened"
        raise ValueError(message)
    return _evolved(state, event, at, by)


def replay_round(
    state: RoundState | None, events: Iterable[e.RoundEvent], at: datetime, by: str | None
) -> RoundState:
    """The round after all of ``events``. Raises ValueError when there is none before or after."""
    for event in events:
        state = evolve_round(state, event, at, by)
    if state is None:
        message = "no round and nothing that opens one"
        raise ValueError(message)
    return state


def _opened(event: e.RoundOpened) -> RoundState:
    phases = tuple(
        PhaseState(one.key, one.title, one.opens_on, one.closes_on, one.last_on, one.gate)
        for one in event.phases
    )
    return RoundState(event.round, event.process, event.year, event.title, event.version, phases)


def _evolved(state: RoundState, event: e.RoundEvent, at: datetime, by: str | None) -> RoundState:
    match event:
        case e.PhaseOpened(phase=key):
            return _changed(state, key, opened_at=at, opened_by=by)
        case e.PhaseClosed(phase=key):
            return _changed(state, key, closed_at=at, closed_by=by)
        case e.PhaseRescheduled():
            return _rescheduled(state, event)
        case e.GateOpened(gate=gate):
            return replace(state, gates=state.gates | {gate})
        case e.GateClosed(gate=gate):
            return replace(state, gates=state.gates - {gate})
    return state


def _rescheduled(state: RoundState, event: e.PhaseRescheduled) -> RoundState:
    days = {"opens_on": event.opens_on, "closes_on": event.closes_on, "last_on": event.last_on}
    return _changed(state, event.phase, **days, closed_at=None, closed_by=None)


def _changed(state: RoundState, key: str, **changes: object) -> RoundState:
    phases = tuple(replace(one, **changes) if one.key == key else one for one in state.phases)  # type: ignore[arg-type]
    return replace(state, phases=phases)
