"""What links and sub-cases do to the case."""

from dataclasses import replace
from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect, change
from engine.state import CaseState, LinkState


def _subcase_asked(state: CaseState, _event: e.SubCaseAsked, _at: datetime) -> CaseState:
    return state


def _subcase_opened(state: CaseState, event: e.SubCaseOpened, _at: datetime) -> CaseState:
    result = {"case": event.case, "number": event.number}
    return replace(state, steps=change(state.steps, event.id, result=result))


def _subcase_closed(state: CaseState, event: e.SubCaseClosed, _at: datetime) -> CaseState:
    step = next(one for one in state.steps if one.id == event.id)
    result = {**(step.result or {}), "status": event.status, "outcome": event.outcome or ""}
    return replace(state, steps=change(state.steps, event.id, result=result))


def _case_linked(state: CaseState, event: e.CaseLinked, at: datetime) -> CaseState:
    link = LinkState(
        event.id, event.kind, event.other, event.number, at, linked_by=event.by, note=event.note or None
    )
    return replace(state, links=(*state.links, link))


def _case_unlinked(state: CaseState, event: e.CaseUnlinked, at: datetime) -> CaseState:
    return replace(state, links=change(state.links, event.id, removed_at=at))


EFFECTS: dict[type, Effect] = {
    e.SubCaseAsked: _subcase_asked,
    e.SubCaseOpened: _subcase_opened,
    e.SubCaseClosed: _subcase_closed,
    e.CaseLinked: _case_linked,
    e.CaseUnlinked: _case_unlinked,
}
