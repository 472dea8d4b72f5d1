"""同一人: whoever has agreed to the case already is asked again, or passes by rule with a note (features row 26)."""

from engine import events as e
from engine.definition import SignStep, Step
from engine.handling.signing import conclude
from engine.matter import Matter
from engine.state import AssignmentState, StepState

_NOBODYS = ("machine", "wait", "sub_case")  # nobody else has spoken there


def passed_by_rule(matter: Matter, step: Step, visit: StepState) -> list[e.Event]:
    """The shares of a visit just opened that need no second yes, and what that settles.

    A step with fields of its own, or that rests on opinions, has something new to say: there everybody is asked.
    """
    if not isinstance(step, SignStep) or step.same_person == "ask":
        return []
    if matter.process.fields_at(step.key) or step.needs_valid:
        return []
    passed = [
        _passed(matter, share, earlier)
        for share in matter.state.share_of(visit.id)
        if (earlier := _agreed(matter, step, visit, share)) is not None
    ]
    return (
        [*passed, *conclude(matter.after(passed), visit, step, "此前已同意，按流程规定通过")]
        if passed
        else []
    )


def _agreed(
    matter: Matter, step: SignStep, visit: StepState, share: AssignmentState
) -> AssignmentState | None:
    """The yes that the person gave before: since the form was last handed in, or right before this step."""
    seen = _right_before(matter, visit) if step.same_person == "adjacent" else _since_handed_in(matter, visit)
    return next(
        (
            one
            for one in reversed(matter.state.assignments)
            if one.step_id in seen and one.decision == "approve" and one.person == share.person
        ),
        None,
    )


def _since_handed_in(matter: Matter, visit: StepState) -> set[str]:
    """The sign visits that ended well after the last time a form was handed in."""
    found: set[str] = set()
    for one in matter.state.steps:
        if one.kind == "submit":
            found.clear()
        elif one.kind == "sign" and one.outcome == "approved" and one.id != visit.id:
            found.add(one.id)
    return found


def _right_before(matter: Matter, visit: StepState) -> set[str]:
    """The last step that people settled before this one, if it is a sign step.

    Of steps settled at the same instant the one opened last counts: one may pass by rule as soon as it opens.
    """
    done = [
        one
        for one in reversed(matter.state.steps)
        if one.settled_at and one.outcome != "skipped" and one.kind not in _NOBODYS
    ]
    last = max(done, key=lambda one: one.settled_at or visit.opened_at, default=None)
    return {last.id} if last and last.kind == "sign" and last.outcome == "approved" else set()


def _passed(matter: Matter, share: AssignmentState, earlier: AssignmentState) -> e.AssignmentDecided:
    title = matter.process.step(earlier.step).title
    comment = f"已在“{title}”环节同意，按流程规定不再重复审批"
    return e.AssignmentDecided(
        id=share.id, by=share.person, decision="approve", comment=comment, by_rule=True
    )
