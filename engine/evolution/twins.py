"""What a look at two cases does to the one that is looked at."""

from dataclasses import replace
from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect
from engine.state import CaseState


def _suspected(state: CaseState, event: e.TwinSuspected, _at: datetime) -> CaseState:
    return replace(state, twins={**state.twins, event.other: f"{event.number}（{event.unit}）"})


def _judged(state: CaseState, event: e.TwinJudged, _at: datetime) -> CaseState:
    return replace(state, twins={**state.twins, event.other: event.verdict})


EFFECTS: dict[type, Effect] = {e.TwinSuspected: _suspected, e.TwinJudged: _judged}
