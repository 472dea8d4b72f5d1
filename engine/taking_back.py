"""撤回: one's own decision or hand-over, until the next one has acted (looking at it is no act)."""

from dataclasses import replace

from engine import commands as c
from engine import events as e
from engine.definition import BallotStep, DetermineStep, RecordStep, SignStep, SubmitStep
from engine.evolution import replay
from engine.guards import must_be_allowed_in, must_be_mine
from engine.matter import Matter
from engine.refusals import (
    NextHasActed,
    NoSuchAssignment,
    NothingToTakeBack,
    OutcomeIsFixed,
    PaperInTheBox,
)
from engine.routing import settle
from engine.state import AssignmentState, CaseStatus, StepState
from engine.turns import STANDING, children, comes_after, heirs_of, out_of_turn, whose_turn

_TAKEN_BACK = "上一环节已撤回办理"


def take_back(matter: Matter, command: c.TakeBack) -> list[e.Event]:
    """Take back what the holder of a share did with it. Raises NextHasActed naming who was faster."""
    mine = matter.state.assignment(command.assignment)
    visit = matter.visit(mine.step_id) if mine else None
    if mine is None or visit is None:
        raise NoSuchAssignment
    must_be_allowed_in(matter, command.actor, mine)
    must_be_mine(matter, command.actor, mine)
    if isinstance(matter.step_of(visit), BallotStep):
        raise PaperInTheBox
    if mine.status == "decided":
        return _decision(matter, visit, mine)
    return _hand_over(matter, visit, mine)


def _hand_over(matter: Matter, visit: StepState, mine: AssignmentState) -> list[e.Event]:
    """A share that was transferred or delegated, while whoever has it did nothing with it."""
    handed = heirs_of(matter.state, mine)[-1:] if mine.status == "closed" else _advisers(matter, mine)
    if visit.status != "open" or not handed:
        raise NothingToTakeBack
    for one in handed:
        passed_on = [child for child in matter.state.assignments if child.parent == one.id]
        if one.status not in STANDING or passed_on:
            raise NextHasActed(what=f"{one.name} 已经办理")
    back = _taken_back(matter, visit, mine, [one.id for one in handed])
    # A claim goes with the share it was on: whoever waited for it alone has the turn again.
    return [back, *whose_turn(matter.after([back]), visit)]


def _advisers(matter: Matter, mine: AssignmentState) -> list[AssignmentState]:
    asked = children(matter.state, mine, "delegate") if mine.status == "waiting" else []
    return [one for one in asked if one.status in STANDING]


def _decision(matter: Matter, visit: StepState, mine: AssignmentState) -> list[e.Event]:
    step = matter.step_of(visit)
    if isinstance(step, DetermineStep):
        raise OutcomeIsFixed(act="撤回")
    # Written opinions and findings stay on file: taking back their last line would leave nothing to be done.
    own_words = isinstance(step, SignStep | RecordStep | SubmitStep)
    if not own_words or mine.decision in ("send_back", "answered"):
        raise NothingToTakeBack
    reopened = [] if visit.status == "open" else _reopened(matter, visit)
    after = matter.after(reopened)
    return [*reopened, _taken_back(after, visit, mine, [])]


def _taken_back(matter: Matter, visit: StepState, mine: AssignmentState, closes: list[str]) -> e.Event:
    """With the share open again, those who came after it wait; one who acted already was faster."""
    back = e.AssignmentTakenBack(id=mine.id, by=mine.person, closes=tuple(closes))
    after = matter.after([back])
    step = matter.step_of(visit)
    for one in after.state.share_of(visit.id):
        if one.status == "decided" and comes_after(after.state, step, one):
            raise NextHasActed(what=f"{one.name} 已经办理")
    waits = tuple(one.id for one in out_of_turn(after, visit))
    return back.model_copy(update={"waits": waits})


def _reopened(matter: Matter, visit: StepState) -> list[e.Event]:
    """What followed the visit is undone, as long as nobody has acted on it; then the visit goes on."""
    if visit.outcome not in ("approved", "done"):
        raise NothingToTakeBack
    open_again = e.StepReopened(
        id=visit.id, step=visit.key, status=_status(visit), reopens=_left(matter, visit)
    )
    followers = _followers(matter, visit)
    events: list[e.Event] = []
    for later in _visits_after(matter, visit):
        _must_be_untouched(matter, later)
        if later.key in followers and later.status == "open":
            events.append(_void(later))
        elif later.key in followers:  # the office did it by itself: what came of that goes as well
            followers |= _followers(matter, later)
    drops = tuple(key for key in matter.state.pending if key in followers)
    return [*events, open_again.model_copy(update={"drops": drops})]


def _followers(matter: Matter, visit: StepState) -> set[str]:
    """The steps that the end of the visit leads to, found by ending it once more."""
    before = replace(matter.state, pending=())
    again = settle(matter.process, before, visit, visit.outcome or "done", "")
    return set(replay(before, again, matter.now).pending)


def _visits_after(matter: Matter, visit: StepState) -> list[StepState]:
    every = matter.state.steps
    return list(every[[one.id for one in every].index(visit.id) + 1 :])


def _must_be_untouched(matter: Matter, later: StepState) -> None:
    title = matter.step_of(later).title
    for one in matter.state.share_of(later.id):
        if one.decided_at is not None:
            raise NextHasActed(what=f"“{title}”已由 {one.name} 办理")
    if any(one.id == later.id for one in matter.state.windows):
        raise NextHasActed(what=f"“{title}”已经开始公示")
    for opinion in matter.state.opinions:
        if opinion.step_id == later.id and opinion.answered_at and opinion.answered_at >= later.opened_at:
            raise NextHasActed(what=f"“{title}”已有{opinion.title}的答复")


def _void(later: StepState) -> e.StepSettled:
    return e.StepSettled(
        id=later.id, step=later.key, visit=later.visit, outcome="void", next=(), because=_TAKEN_BACK
    )


def _left(matter: Matter, visit: StepState) -> tuple[str, ...]:
    """The shares that were not done when the visit ended: they open again with it."""
    return tuple(one.id for one in matter.state.share_of(visit.id) if one.closed_with_step)


def _status(visit: StepState) -> CaseStatus:
    if visit.kind != "submit":
        return "under_way"
    return "draft" if visit.visit == 1 else "returned"
