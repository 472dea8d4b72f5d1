"""What outside opinions do to the case."""

from dataclasses import replace
from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect, change
from engine.state import CaseState, OpinionState


def _opinions_asked(state: CaseState, event: e.OpinionsAsked, at: datetime) -> CaseState:
    return replace(state, opinions=state.opinions + tuple(_asked(one, event, at) for one in event.opinions))


def _asked(one: e.OpinionAsked, event: e.OpinionsAsked, at: datetime) -> OpinionState:
    asked = OpinionState(one.id, event.step_id, one.agency, one.title, asked_at=at, due_at=event.due_at)
    if one.carried is None:
        return asked
    return replace(
        asked,
        answer="agree",
        document=one.carried,
        answered_at=one.carried_at,
        valid_until=one.valid_until,
    )


def _opinion_received(state: CaseState, event: e.OpinionReceived, at: datetime) -> CaseState:
    received = {
        "answer": event.answer,
        "reason": event.reason,
        "document": event.document,
        "signer": event.signer,
        "at": at.isoformat(),
    }
    return replace(state, opinions=change(state.opinions, event.id, received=received))


def _opinion_recorded(state: CaseState, event: e.OpinionRecorded, at: datetime) -> CaseState:
    changes = {
        "answer": event.answer,
        "reason": event.reason,
        "document": event.document,
        "answered_at": at,
        "valid_until": event.valid_until,
        "received": None,
    }
    return replace(state, opinions=change(state.opinions, event.id, **changes))


EFFECTS: dict[type, Effect] = {
    e.OpinionsAsked: _opinions_asked,
    e.OpinionReceived: _opinion_received,
    e.OpinionRecorded: _opinion_recorded,
}
