"""Which step follows, what is skipped, and how a case ends."""

from uuid import NAMESPACE_OID, uuid5

from engine.conditions import holds
from engine.definition import Process
from engine.events import (
    CaseClosed,
    CaseRejected,
    Event,
    PublicityClosed,
    QuotaReturned,
    StepSettled,
    StepSkipped,
)
from engine.state import CaseState, StepOutcome, StepState, facts_of


def id_within(case_id: str, *path: object) -> str:
    """An id that follows from the case and the place in it, so that opening twice is opening once."""
    return str(uuid5(NAMESPACE_OID, "/".join(map(str, (case_id, *path)))))


def step_id(state: CaseState, key: str) -> tuple[str, int]:
    """Id and number of the next visit of step ``key``."""
    visit = state.visits(key) + 1
    return id_within(state.id, key, visit), visit


def position(process: Process, key: str) -> int:
    """The place of step ``key`` in the definition, from 0."""
    return [step.key for step in process.steps].index(key)


def settle(
    process: Process, state: CaseState, step: StepState, outcome: StepOutcome, because: str
) -> list[Event]:
    """Close the visit and say what follows: the next step not skipped, or the end of the case."""
    following = position(process, step.key) + 1
    upcoming = process.steps[following].key if following < len(process.steps) else None
    settled = StepSettled(
        id=step.id,
        step=step.key,
        visit=step.visit,
        outcome=outcome,
        next=(upcoming,) if upcoming else (),
        because=because,
    )
    return [settled, *(skips(process, state, upcoming) if upcoming else [CaseClosed()])]


def skips(process: Process, state: CaseState, key: str) -> list[Event]:
    """The steps from ``key`` on whose skip condition holds, up to the first that is to be opened."""
    events: list[Event] = []
    facts = facts_of(state)
    rest = process.steps[position(process, key) :]
    for step, after in zip(rest, [*rest[1:], None], strict=True):
        if step.skip_if is None or not holds(step.skip_if, facts):
            return events
        identity, visit = step_id(state, step.key)
        upcoming = (after.key,) if after else ()
        events.append(StepSkipped(id=identity, step=step.key, kind=step.kind, visit=visit, next=upcoming))
    return [*events, CaseClosed()]


def settle_to(step: StepState, outcome: StepOutcome, to: str, because: str) -> StepSettled:
    """Close the visit and go to the named step, forwards or backwards."""
    return StepSettled(
        id=step.id, step=step.key, visit=step.visit, outcome=outcome, next=(to,), because=because
    )


def reject(process: Process, state: CaseState, step: StepState, reason: str) -> list[Event]:
    """End the case without success; a place not yet reported upwards comes back."""
    ended: list[Event] = [
        *take_down(state, step),
        StepSettled(id=step.id, step=step.key, visit=step.visit, outcome="rejected", next=(), because=reason),
        CaseRejected(step=step.key, reason=reason),
    ]
    return [*ended, *returned_place(process, state), CaseClosed()]


def take_down(state: CaseState, step: StepState) -> list[Event]:
    """Close the window of a publicity visit that ends, in whichever way."""
    shown = any(one.id == step.id and one.closed_at is None for one in state.windows)
    return [PublicityClosed(id=step.id, step=step.key)] if shown else []


def returned_place(process: Process, state: CaseState) -> list[Event]:
    """Give the place back, unless the case has reached the step from which places are kept (domain §8.18)."""
    quota = process.quota
    if quota is None or not state.place_taken:
        return []
    reached = {one.key for one in state.steps if one.outcome != "skipped"}
    kept_from = position(process, quota.kept_from)
    kept = any(position(process, one) >= kept_from for one in reached)
    return [] if kept else [QuotaReturned()]
