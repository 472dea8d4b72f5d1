"""What exceptions from rules do to the case."""

from dataclasses import replace
from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect
from engine.state import CaseState, Waiver


def _waived(state: CaseState, event: e.RuleWaived, at: datetime) -> CaseState:
    waiver = Waiver(event.step, event.by, event.who, event.reason, at)
    return replace(state, waivers={**state.waivers, event.rule: waiver})


def _lapsed(state: CaseState, event: e.WaiverLapsed, _at: datetime) -> CaseState:
    left = {rule: one for rule, one in state.waivers.items() if rule != event.rule}
    return replace(state, waivers=left)


EFFECTS: dict[type, Effect] = {e.RuleWaived: _waived, e.WaiverLapsed: _lapsed}
