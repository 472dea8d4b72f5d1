"""What a list does to a case: the rank and the standing are kept with the visit at which they were given."""

from dataclasses import replace
from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect, change
from engine.state import CaseState


def _ranked(state: CaseState, event: e.CaseRanked, _at: datetime) -> CaseState:
    return _with(state, event.id, rank=str(event.rank), of=str(event.of))


def _put_forward(state: CaseState, event: e.CasePutForward, _at: datetime) -> CaseState:
    placed = {} if event.takes_place else {"place": "none"}
    return _with(state, event.id, standing="forward", level=event.level, category=event.category, **placed)


def _kept(state: CaseState, event: e.CaseKeptInReserve, _at: datetime) -> CaseState:
    return _with(state, event.id, standing="reserve", level=event.level)


def _fell_out(state: CaseState, event: e.CaseFellOut, _at: datetime) -> CaseState:
    return _with(state, event.id, standing="out")


def _with(state: CaseState, visit: str, **said: str) -> CaseState:
    known = next(one.result for one in state.steps if one.id == visit)
    return replace(state, steps=change(state.steps, visit, result={**(known or {}), **said}))


EFFECTS: dict[type, Effect] = {
    e.CaseRanked: _ranked,
    e.CasePutForward: _put_forward,
    e.CaseKeptInReserve: _kept,
    e.CaseFellOut: _fell_out,
}
