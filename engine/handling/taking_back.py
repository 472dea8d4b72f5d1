"""撤回: one's own decision or hand-over, until the next one has acted (looking at it is no act)."""

from engine import commands as c
from engine import events as e
from engine.definition import (
    BallotStep,
    DetermineStep,
    RecordStep,
    ScoreStep,
    SignStep,
    SubmitStep,
    VisitStep,
)
from engine.handling.guards import must_be_allowed_in, must_be_mine_still
from engine.handling.turns import STANDING, children, comes_after, heirs_of, out_of_turn, whose_turn
from engine.handling.undoing import reopened
from engine.matter import Matter
from engine.refusals import (
    NextHasActed,
    NoSuchAssignment,
    NothingToTakeBack,
    OutcomeIsFixed,
    PaperInTheBox,
    ScoresAreIn,
)
from engine.state import AssignmentState, StepState


def take_back(matter: Matter, command: c.TakeBack) -> list[e.Event]:
    """Take back what the holder of a share did with it. Raises NextHasActed naming who was faster."""
    mine = matter.state.assignment(command.assignment)
    visit = matter.visit(mine.step_id) if mine else None
    if mine is None or visit is None:
        raise NoSuchAssignment
    must_be_mine_still(matter, command.actor, mine)
    must_be_allowed_in(matter, command.actor, mine)
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
    if (
        isinstance(step, ScoreStep) and visit.status != "open"
    ):  # by now everybody may have read the others' sheets
        raise ScoresAreIn
    # Written opinions and findings stay on file: taking back their last line would leave nothing to be done.
    own_words = isinstance(step, SignStep | RecordStep | SubmitStep | ScoreStep | VisitStep)
    if not own_words or mine.decision in ("send_back", "answered"):
        raise NothingToTakeBack
    undone = [] if visit.status == "open" else reopened(matter, visit)
    after = matter.after(undone)
    return [*undone, _taken_back(after, visit, mine, [])]


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
