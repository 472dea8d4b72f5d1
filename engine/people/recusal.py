"""回避: who has no part in a case, or in one of its steps. One list of reasons for every door and every way in.

It is asked after substitution, when a share is given out or handed on, and again when its holder acts.
"""

from collections.abc import Callable

from engine.definition import BallotStep, Process, ScoreStep, Step, SubmitStep, VisitStep
from engine.state import AssignmentState, CaseState, Person

Reason = Callable[[Process, CaseState, Step, str, Person], str | None]


def why_recused(process: Process, state: CaseState, step: Step, body: str, person: Person) -> str | None:
    """Why ``person`` does not act for ``body`` at ``step``; None when nothing stands against it."""
    return next((why for reason in REASONS if (why := reason(process, state, step, body, person))), None)


def concerns(state: CaseState, person: Person) -> bool:
    """Whether the case is about ``person``."""
    return person.identity is not None and person.identity == state.identity


def _nominee(_process: Process, state: CaseState, _step: Step, _body: str, person: Person) -> str | None:
    return "是本事项的人选" if concerns(state, person) else None


def _relative(_process: Process, state: CaseState, _step: Step, _body: str, person: Person) -> str | None:
    """Relatives are those that the person declared."""
    return "与人选有亲属关系" if state.identity is not None and state.identity in person.kin else None


def _own_unit(process: Process, state: CaseState, step: Step, body: str, person: Person) -> str | None:
    """In a vote or a panel, members from the nominating unit leave numerator and base (domain §7)."""
    of_a_panel = isinstance(step, ScoreStep | VisitStep) and process.bodies[body].organ is not None
    in_vote = of_a_panel or (isinstance(step, BallotStep) and body == step.by)
    return "来自推荐单位" if in_vote and person.unit == state.unit.key else None


def _four_eyes(process: Process, state: CaseState, step: Step, _body: str, person: Person) -> str | None:
    """Whoever examined does not examine the examination, whether in his or her own name or for somebody else."""
    for one in state.assignments:
        if one.step in step.four_eyes and one.decided_at and person.id in (one.person, one.for_person):
            return f"已在“{process.step(one.step).title}”环节办理过本事项"
    return None


def _reviewed(_process: Process, state: CaseState, step: Step, _body: str, person: Person) -> str | None:
    """Whoever decided in the case that is reviewed asks for no review of it, and decides on none."""
    barred = person.id in state.barred and not isinstance(step, SubmitStep)
    return "在被复核的事项中办理过" if barred else None


REASONS: tuple[Reason, ...] = (_nominee, _relative, _own_unit, _four_eyes, _reviewed)


def has_declared(state: CaseState, step_id: str, person: Person) -> bool:
    """Whether the person declared a conflict of interest at this visit."""

    def declared(one: AssignmentState) -> bool:
        return one.recused_at is not None and person.id in (one.person, one.for_person)

    return any(declared(one) for one in state.share_of(step_id))
