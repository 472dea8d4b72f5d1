"""申请回避, and what becomes of a share whose holder has left: the others go on, or somebody else is found."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine import commands as c
from engine import events as e
from engine.definition import BallotStep, Process, ScoreStep, SignStep, Step, SubmitStep, VisitStep
from engine.dues import due_at
from engine.handling.acts import LABELS, acts_for
from engine.handling.guards import admit, must_explain
from engine.handling.judging import go_on_without
from engine.handling.questions import drop_questions
from engine.handling.settling import ADDED, ADVICE, voices
from engine.handling.signing import conclude
from engine.handling.turns import STANDING, whose_turn
from engine.matter import Matter
from engine.people.resolving import Chosen, offered, resolve
from engine.refusals import ActNotAllowed
from engine.state import AssignmentState, CaseState, StepState
from engine.way.opening import bodies_at

LEFT = "办理人已离任"
_BY_ITSELF = ("machine", "publicity", "wait", "sub_case")


@dataclass(frozen=True, slots=True)
class _Gap:
    """A place in a visit that somebody has to fill: for which body, at which turn, and whether it waits for it."""

    visit: StepState
    step: Step
    body: str
    position: int = 0
    waits: bool = False


def recuse(matter: Matter, command: c.Recuse) -> list[e.Event]:
    """Declare a conflict of interest: the share ends, the person stays out of this visit, and others act.

    Nobody can fill in the form or answer a question in the place of whoever has to: there it is refused.
    """
    turn = admit(matter, command.actor, command.assignment)
    if isinstance(turn.step, SubmitStep) or turn.mine.via == "question":
        allowed = "、".join(LABELS[one] for one in acts_for(turn.step, turn.mine))
        raise ActNotAllowed(step=turn.step.title, act="申请回避", allowed=allowed)
    must_explain("申请回避", command.reason)
    gone = e.AssignmentVacated(
        id=turn.mine.id, by=command.actor.id, reason=f"申请回避：{command.reason}", recused=True
    )
    return _go_on(matter, turn.visit, turn.mine, gone, command.staff)


def replace_leaver(matter: Matter, command: c.ReplaceLeaver) -> list[e.Event]:
    """Whoever holds the share has left the office. Asked late or twice nothing happens."""
    mine = matter.state.assignment(command.assignment)
    visit = matter.open_visit(mine.step_id) if mine and mine.status in STANDING else None
    if mine is None or visit is None or matter.state.held is not None:
        return []
    gone = e.AssignmentVacated(id=mine.id, by=None, reason=LEFT, recused=False)
    return _go_on(matter, visit, mine, gone, command.staff)


def unstaffed(process: Process, state: CaseState) -> list[tuple[StepState, Step]]:
    """The open visits of people's steps in which nobody has anything to do."""
    busy = {one.step_id for one in state.assignments if one.status in STANDING}
    return [
        (visit, process.step(visit.key))
        for visit in state.steps
        if visit.status == "open" and visit.kind not in _BY_ITSELF and visit.id not in busy
    ]


def staff_again(matter: Matter, staff: c.Staff) -> list[e.Event]:
    """Find people for what nobody has to do any more; the case is held again without any."""
    events: list[e.Event] = []
    for visit, step in unstaffed(matter.process, matter.state):
        gap = _Gap(visit, step, bodies_at(step)[0])
        events += _filled(matter, gap, staff) or [_nobody(step)]
    return events


def _go_on(
    matter: Matter, visit: StepState, mine: AssignmentState, gone: e.AssignmentVacated, staff: c.Staff
) -> list[e.Event]:
    step = matter.step_of(visit)
    events: list[e.Event] = [gone, *drop_questions(matter, visit, mine)]
    gap = _Gap(visit, step, mine.body, mine.position, mine.status == "waiting")
    if mine.objection is None and mine.via not in (*ADVICE, *ADDED):
        events += _in_the_place(matter.after(events), gap, staff, left=not gone.recused)
    return events + _then(matter.after(events), visit, step)


def _in_the_place(matter: Matter, gap: _Gap, staff: c.Staff, *, left: bool) -> list[e.Event]:
    """A successor of one who left, or the next of a body that picks one; else somebody only if nobody is left.

    A vote goes on among those who are there: its members were fixed when it began. So were judges drawn by lot.
    """
    if isinstance(gap.step, BallotStep) and gap.body == gap.step.by:
        return []
    if _is_drawn(gap.step):
        return []
    taking_part = bool(_taking_part(matter.state, gap.visit))
    if taking_part and not left and matter.process.bodies[gap.body].pick == "all":
        return []
    return _filled(matter, gap, staff) or ([] if taking_part else [_nobody(gap.step)])


def _filled(matter: Matter, gap: _Gap, staff: c.Staff) -> list[e.Event]:
    """New shares for those of the body, or else of the one that acts when nobody may, who have none yet."""
    if _is_drawn(gap.step):
        return []
    known = {one.person for one in _taking_part(matter.state, gap.visit)}
    for body in filter(None, (gap.body, None if known else gap.step.nobody)):
        found = resolve(matter, gap.step, body, staff.get(body, ()), visit=gap.visit.id)
        new = [one for one in found.chosen if one.person.id not in known]
        if new:
            return [_offering(matter, gap, new)]
    return []


def _offering(matter: Matter, gap: _Gap, new: Sequence[Chosen]) -> e.AssignmentsOffered:
    path = (gap.step.key, gap.visit.visit, gap.visit.at, len(matter.state.assignments))
    place = {"position": gap.position, "waiting": gap.waits}
    shares = tuple(one.model_copy(update=place) for one in offered(matter, path, gap.body, new))
    due = due_at(matter.now, gap.step.due, matter.time)
    return e.AssignmentsOffered(step_id=gap.visit.id, due_at=due, assignments=shares)


def _then(matter: Matter, visit: StepState, step: Step) -> list[e.Event]:
    """The voices that are left may settle the step; with too few of them the case waits for an administrator."""
    if matter.state.held is not None or visit.kind in _BY_ITSELF:
        return []
    match step:
        case ScoreStep():
            followed = go_on_without(matter, visit, step)
            return [_nobody(step)] if followed is None else followed
        case VisitStep() if len(_taking_part(matter.state, visit)) < step.people:
            return [_nobody(step)]
    if not isinstance(step, SignStep):
        return whose_turn(matter, visit)
    said = voices(matter.state, visit.id)
    if len(said) < (step.needed or 1):
        return [_nobody(step)]
    return conclude(matter, visit, step, "其余办理人均已办理")


def _taking_part(state: CaseState, visit: StepState) -> list[AssignmentState]:
    return [one for one in state.share_of(visit.id) if one.status != "closed"]


def _is_drawn(step: Step) -> bool:
    return isinstance(step, ScoreStep) and step.draw is not None


def _nobody(step: Step) -> e.CaseHeld:
    return e.CaseHeld(reason=f"“{step.title}”环节可以办理的人不够")
