"""What questions, nudges and copies do to the case."""

from dataclasses import replace
from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect, change, change_share, handed_on
from engine.state import CaseState, CopyState


def _question_asked(state: CaseState, event: e.QuestionAsked, at: datetime) -> CaseState:
    state = handed_on(state, event.id, event.to, event.text, at)
    if not event.stops_clock:
        return state
    step = state.assignments[-1].step_id
    return replace(state, steps=change(state.steps, step, paused_at=at))


def _question_answered(state: CaseState, event: e.QuestionAnswered, _at: datetime) -> CaseState:
    step = next(one.step_id for one in state.assignments if one.id == event.id)
    return replace(state, steps=change(state.steps, step, paused_at=None))


def _question_dropped(state: CaseState, event: e.QuestionDropped, _at: datetime) -> CaseState:
    step = next(one.step_id for one in state.assignments if one.id == event.id)
    state = change_share(state, event.id, status="closed", closed_because="提问的人已经办理")
    return replace(state, steps=change(state.steps, step, paused_at=None))


def _case_urged(state: CaseState, event: e.CaseUrged, at: datetime) -> CaseState:
    for share in event.assignments:
        state = change_share(state, share, urged_at=at)
    return state


def _case_copied(state: CaseState, event: e.CaseCopied, at: datetime) -> CaseState:
    known = {one.id for one in state.copies}
    again = {one.id for one in event.copies} & known
    kept = tuple(
        replace(
            one, sent_by=event.by, sent_at=at, note=event.note or None, read_at=None, occasion=event.occasion
        )
        if one.id in again
        else one
        for one in state.copies
    )
    new = tuple(
        CopyState(one.id, one.person, one.name, event.by, at, event.note or None, occasion=event.occasion)
        for one in event.copies
        if one.id not in known
    )
    return replace(state, copies=kept + new)


def _copy_read(state: CaseState, event: e.CopyRead, at: datetime) -> CaseState:
    return replace(state, copies=change(state.copies, event.id, read_at=at))


EFFECTS: dict[type, Effect] = {
    e.QuestionAsked: _question_asked,
    e.QuestionAnswered: _question_answered,
    e.QuestionDropped: _question_dropped,
    e.CaseUrged: _case_urged,
    e.CaseCopied: _case_copied,
    e.CopyRead: _copy_read,
}
