"""What people's acts do to their shares."""

from dataclasses import replace
from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect, change_share, handed_on, new_share
from engine.state import CaseState


def _assignment_opened(state: CaseState, event: e.AssignmentOpened, at: datetime) -> CaseState:
    return change_share(state, event.id, status="open", opened_at=at, due_at=event.due_at)


def _assignment_decided(state: CaseState, event: e.AssignmentDecided, at: datetime) -> CaseState:
    decided = change_share(state, event.id, status="decided", decision=event.decision, decided_at=at)
    return replace(decided, answers={**state.answers, **event.answers}) if event.answers else decided


def _assignment_claimed(state: CaseState, event: e.AssignmentClaimed, at: datetime) -> CaseState:
    state = change_share(state, event.id, claimed_at=at, claimed_until=event.until)
    for share in event.waits:
        state = change_share(state, share, status="waiting")
    return state


def _assignment_given_back(state: CaseState, event: e.AssignmentGivenBack, _at: datetime) -> CaseState:
    mine = next(one for one in state.assignments if one.id == event.id)
    if mine.via == "delegate":
        return change_share(state, event.id, status="closed", closed_because="已退还委派人")
    return change_share(state, event.id, claimed_at=None, claimed_until=None)


def _assignment_transferred(state: CaseState, event: e.AssignmentTransferred, at: datetime) -> CaseState:
    how = "由代理人办理：" if event.to.via == "substitute" else "已转办给 "
    state = change_share(
        state, event.id, status="closed", closed_because=f"{how}{event.to.name}", claimed_until=None
    )
    return handed_on(state, event.id, event.to, event.note, at)


def _assignment_vacated(state: CaseState, event: e.AssignmentVacated, at: datetime) -> CaseState:
    gone = {"status": "closed", "closed_because": event.reason, "claimed_until": None}
    return change_share(state, event.id, **gone, recused_at=at if event.recused else None)


def _assignments_offered(state: CaseState, event: e.AssignmentsOffered, at: datetime) -> CaseState:
    step = next(one for one in state.steps if one.id == event.step_id)
    offered = tuple(new_share(one, step, event.due_at, at) for one in event.assignments)
    return replace(state, assignments=(*state.assignments, *offered))


def _assignment_delegated(state: CaseState, event: e.AssignmentDelegated, at: datetime) -> CaseState:
    return handed_on(change_share(state, event.id, status="waiting"), event.id, event.to, event.note, at)


def _signer_added(state: CaseState, event: e.SignerAdded, at: datetime) -> CaseState:
    if event.to.via == "before":
        state = change_share(state, event.id, status="waiting")
    return handed_on(state, event.id, event.to, event.note, at)


def _signer_removed(state: CaseState, event: e.SignerRemoved, _at: datetime) -> CaseState:
    for share in (event.id, *event.closes):
        state = change_share(state, share, status="closed", closed_because="已减签")
    return state


def _assignment_taken_back(state: CaseState, event: e.AssignmentTakenBack, at: datetime) -> CaseState:
    again = {"status": "open", "decision": None, "decided_at": None, "closed_because": None, "opened_at": at}
    state = change_share(state, event.id, **again, points=None)
    for share in event.closes:
        state = change_share(state, share, status="closed", closed_because="对方已撤回")
    for share in event.waits:
        state = change_share(state, share, status="waiting")
    return state


EFFECTS: dict[type, Effect] = {
    e.AssignmentOpened: _assignment_opened,
    e.AssignmentDecided: _assignment_decided,
    e.AssignmentClaimed: _assignment_claimed,
    e.AssignmentGivenBack: _assignment_given_back,
    e.AssignmentTransferred: _assignment_transferred,
    e.AssignmentVacated: _assignment_vacated,
    e.AssignmentsOffered: _assignments_offered,
    e.AssignmentDelegated: _assignment_delegated,
    e.AssignmentTakenBack: _assignment_taken_back,
    e.SignerAdded: _signer_added,
    e.SignerRemoved: _signer_removed,
}
