"""Whose turn it is within a visit: who waits for whom, and who comes next."""

from engine import events as e
from engine.definition import SignStep, Step
from engine.handling.settling import ADVICE, families, root_of, voices
from engine.matter import Matter
from engine.state import HANDED_OVER, AssignmentState, CaseState, StepState

STANDING = ("open", "waiting")


def whose_turn(matter: Matter, visit: StepState) -> list[e.Event]:
    """The waiting shares of ``visit`` that nothing keeps waiting any more."""
    step, now = matter.step_of(visit), matter.visit(visit.id) or visit
    return [
        e.AssignmentOpened(id=one.id, due_at=one.due_at or now.due_at)
        for one in matter.state.share_of(visit.id)
        if one.status == "waiting" and waits_for(matter.state, step, one) is None
    ]


def out_of_turn(matter: Matter, visit: StepState) -> list[AssignmentState]:
    """The open shares of ``visit`` that have to wait for somebody now."""
    step = matter.step_of(visit)
    shares = [one for one in matter.state.share_of(visit.id) if one.status == "open"]
    return [one for one in shares if waits_for(matter.state, step, one)]


def waits_for(state: CaseState, step: Step, share: AssignmentState) -> AssignmentState | None:
    """The share that has to be done before ``share``: an earlier turn, an adviser, an added signer, a claim.

    Advice and answers wait for nobody.
    """
    if share.via in ADVICE:
        return None
    return comes_after(state, step, share) or _claimed(state, share)


def comes_after(state: CaseState, step: Step, share: AssignmentState) -> AssignmentState | None:
    """The share not done yet that precedes ``share`` in the order of signing."""
    return _earlier_turn(state, step, share) or _asked_first(state, share) or _added_after(state, share)


def holder(state: CaseState, share: AssignmentState) -> AssignmentState:
    """The share as it stands now, after everybody who handed it over."""
    while share.status == "closed" and (heirs := heirs_of(state, share)):
        share = heirs[-1]
    return share


def heirs_of(state: CaseState, share: AssignmentState) -> list[AssignmentState]:
    """The shares that came of handing this one over, the last one standing."""
    return [one for one in state.assignments if one.parent == share.id and one.via in HANDED_OVER]


def children(state: CaseState, share: AssignmentState, *via: str) -> list[AssignmentState]:
    """The shares that ``share`` brought about in these ways, whoever holds them now."""
    return [holder(state, one) for one in state.assignments if one.parent == share.id and one.via in via]


def descendants(state: CaseState, share: AssignmentState) -> list[AssignmentState]:
    """The shares not done yet that ``share`` brought about, and those that these did."""
    direct = [one for one in state.assignments if one.parent == share.id]
    standing = [one for one in direct if one.status in STANDING]
    return standing + [further for one in direct for further in descendants(state, one)]


def _earlier_turn(state: CaseState, step: Step, share: AssignmentState) -> AssignmentState | None:
    if not isinstance(step, SignStep) or step.mode != "sequence":
        return None
    mine = root_of(state, share)
    for family, voice in zip(families(state, share.step_id), voices(state, share.step_id), strict=True):
        if root_of(state, family[0]) == mine:
            return None
        if voice == "silent":
            return next(one for one in family if one.status in STANDING)
    return None


def _asked_first(state: CaseState, share: AssignmentState) -> AssignmentState | None:
    asked = children(state, share, "before", "delegate")
    return next((one for one in asked if one.status in STANDING), None)


def _added_after(state: CaseState, share: AssignmentState) -> AssignmentState | None:
    adder = state.assignment(share.parent) if share.via == "after" and share.parent else None
    standing = holder(state, adder) if adder else None
    return standing if standing and standing.status in STANDING else None


def _claimed(state: CaseState, share: AssignmentState) -> AssignmentState | None:
    mine = root_of(state, share)
    for one in state.share_of(share.step_id):
        if one.claimed_until is not None and one.status in STANDING and root_of(state, one) != mine:
            return one
    return None
