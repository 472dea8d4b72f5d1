"""Which step follows, what is skipped, and how a case ends."""

from engine.definition import Process
from engine.events import CaseClosed, CaseRejected, Event, QuotaReturned, StepSettled
from engine.lists.standing import fallen_out
from engine.state import CaseState, StepOutcome, StepState
from engine.way.blocks import choose, go_on, pass_by
from engine.way.identity import id_within, step_id
from engine.way.stopping import take_down, voided
from engine.way.straight_back import go_straight, goes_straight
from engine.way.walk import Walk, after

__all__ = [
    "id_within",
    "passed_by",
    "position",
    "reject",
    "returned_place",
    "settle",
    "settle_to",
    "step_id",
    "take_down",
]


def position(process: Process, key: str) -> int:
    """The place of step ``key`` in the order of reading, from 0."""
    return [step.key for step in process.steps].index(key)


def settle(
    process: Process, state: CaseState, step: StepState, outcome: StepOutcome, because: str
) -> list[Event]:
    """Close the visit and say what follows: the next step not skipped, the end of a branch, or that of the case.

    Where a correction leads straight back, that is what follows.
    """
    walk = Walk(process, state)
    if goes_straight(process, state, step):
        go_straight(walk, step, outcome, because)
        return walk.events
    upcoming = after(process, step.key, step.at)
    walk.say(
        StepSettled(
            id=step.id,
            step=step.key,
            visit=step.visit,
            outcome=outcome,
            next=(upcoming,) if upcoming else (),
            because=because,
        )
    )
    choose(walk, step)
    go_on(walk, step.key, step.at)
    return walk.events


def passed_by(process: Process, state: CaseState, spot: str, because: str) -> list[Event]:
    """The case does not pass the pending step; what follows is what would follow its end."""
    walk = Walk(process, state)
    pass_by(walk, spot, because)
    return walk.events


def settle_to(step: StepState, outcome: StepOutcome, to: str, because: str) -> StepSettled:
    """Close the visit and go to the named spot, forwards or backwards."""
    return StepSettled(
        id=step.id, step=step.key, visit=step.visit, outcome=outcome, next=(to,), because=because
    )


def reject(process: Process, state: CaseState, step: StepState, reason: str) -> list[Event]:
    """End the case without success, in all its branches; a place not yet reported upwards comes back."""
    ended: list[Event] = [
        *take_down(state, step),
        StepSettled(id=step.id, step=step.key, visit=step.visit, outcome="rejected", next=(), because=reason),
    ]
    for other in state.steps:
        if other.status == "open" and other.id != step.id:
            ended += voided(state, other, reason)
    ended.append(CaseRejected(step=step.key, reason=reason))
    return [*ended, *returned_place(process, state), CaseClosed()]


def returned_place(process: Process, state: CaseState, *, withdrawn: bool = False) -> list[Event]:
    """Give the place back, unless the case has reached the step from which places are kept (domain §8.18).

    A unit withdraws what is not, or not any more, reported upwards: that frees the place in any case.
    On the lists of the levels above its place is free in any case: there the next in reserve moves up.
    """
    freed: list[Event] = [*fallen_out(state)]
    quota = process.quota
    if quota is None or not state.place_taken:
        return freed
    known = {step.key for step in process.steps}
    reached = {one.key for one in state.steps if one.outcome != "skipped"} & known
    kept_from = position(process, quota.kept_from)
    kept = not withdrawn and any(position(process, one) >= kept_from for one in reached)
    return freed if kept else [*freed, QuotaReturned(category=state.place_category)]
