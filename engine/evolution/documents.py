"""What documents do to a case: nothing. What was issued about it is in its journal, and it is as it was."""

from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect
from engine.state import CaseState


def _noted(state: CaseState, _event: e.DocumentIssued | e.DocumentVoided, _at: datetime) -> CaseState:
    return state


EFFECTS: dict[type, Effect] = {e.DocumentIssued: _noted, e.DocumentVoided: _noted}
