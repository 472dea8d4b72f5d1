"""What the events of a case as a whole do to it."""

from dataclasses import replace
from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect, ways_without
from engine.state import CaseState, OpinionState, Unit
from engine.way.spots import written


def opened(event: e.CaseOpened, at: datetime) -> CaseState:
    """The case as it begins: a draft of its unit."""
    unit = Unit(event.unit, event.unit_name, event.unit_direct, event.unit_sector, event.unit_city)
    return CaseState(
        id=event.case,
        number=event.number,
        process=event.process,
        version=event.version,
        unit=unit,
        round=event.round,
        status="draft",
        opened_by=event.by,
        opened_at=at,
        answers={},
        barred=event.barred,
    )


def _submitted(state: CaseState, event: e.CaseSubmitted, at: datetime) -> CaseState:
    return replace(
        state,
        answers=event.answers,
        subject=event.subject,
        identity=event.identity,
        late=event.late,
        status="under_way",
        opinions=state.opinions if _is_about_the_same(state, event) else _expired(state.opinions, at),
    )


def _is_about_the_same(state: CaseState, event: e.CaseSubmitted) -> bool:
    return (state.identity or state.subject) in (None, event.identity or event.subject)


def _expired(opinions: tuple[OpinionState, ...], at: datetime) -> tuple[OpinionState, ...]:
    """A consent speaks of one person: with another nominee in the form nobody may rely on it."""
    return tuple(replace(one, valid_until=at) if one.valid_until else one for one in opinions)


def _quota_taken(state: CaseState, event: e.QuotaTaken, _at: datetime) -> CaseState:
    return replace(state, place_taken=True, place_category=event.category)


def _quota_returned(state: CaseState, _event: e.QuotaReturned, _at: datetime) -> CaseState:
    return replace(state, place_taken=False, place_category="")


def _case_returned(state: CaseState, event: e.CaseReturned, _at: datetime) -> CaseState:
    spot = written(event.to, event.at)
    ways = {**state.ways_back, spot: event.back} if event.back else ways_without(state, [spot])
    return replace(state, status="returned", ways_back=ways)


def _case_held(state: CaseState, event: e.CaseHeld, at: datetime) -> CaseState:
    return replace(state, held=event.reason, held_at=at)


def _case_resumed(state: CaseState, _event: e.CaseResumed, _at: datetime) -> CaseState:
    return replace(state, held=None, held_at=None)


def _case_determined(state: CaseState, event: e.CaseDetermined, _at: datetime) -> CaseState:
    return replace(state, status="determined", outcome=event.outcome)


def _case_rejected(state: CaseState, _event: e.CaseRejected, _at: datetime) -> CaseState:
    return replace(state, status="rejected")


def _case_withdrawn(state: CaseState, _event: e.CaseWithdrawn, _at: datetime) -> CaseState:
    return replace(state, status="withdrawn")


def _case_closed(state: CaseState, _event: e.CaseClosed, at: datetime) -> CaseState:
    blocks = tuple(
        replace(one, status="settled", outcome="void", settled_at=at) if one.status == "open" else one
        for one in state.blocks
    )
    return replace(state, closed_at=at, pending=(), held=None, held_at=None, blocks=blocks)


def _case_terminated(
    state: CaseState, _event: e.CaseTerminated | e.CaseEndedWithTitle, _at: datetime
) -> CaseState:
    return replace(state, status="terminated")


def _case_disclosed(state: CaseState, _event: e.CaseDisclosed, _at: datetime) -> CaseState:
    """Who has seen what is in the journal alone: the case itself is as it was."""
    return state


def _case_corrected(state: CaseState, event: e.CaseCorrected, _at: datetime) -> CaseState:
    """What was emptied is no answer any more."""
    answers = {**state.answers, **event.after}
    kept = {key: one for key, one in answers.items() if key not in event.after or one not in (None, "", [])}
    return replace(state, answers=kept, subject=event.subject or state.subject)


EFFECTS: dict[type, Effect] = {
    e.CaseSubmitted: _submitted,
    e.QuotaTaken: _quota_taken,
    e.QuotaReturned: _quota_returned,
    e.CaseReturned: _case_returned,
    e.CaseHeld: _case_held,
    e.CaseResumed: _case_resumed,
    e.CaseDetermined: _case_determined,
    e.CaseRejected: _case_rejected,
    e.CaseWithdrawn: _case_withdrawn,
    e.CaseClosed: _case_closed,
    e.CaseTerminated: _case_terminated,
    e.CaseEndedWithTitle: _case_terminated,
    e.CaseDisclosed: _case_disclosed,
    e.CaseCorrected: _case_corrected,
}
