"""What would be allowed now: a refusal that says the case is not as somebody thought says how it is, and what to do."""

from collections.abc import Iterator

from engine import commands as c
from engine import refusals as r
from engine.definition import PublicityStep, Step, body_of
from engine.handling.acts import LABELS
from engine.handling.acts_now import acts_now
from engine.handling.guards import is_involved
from engine.matter import Matter
from engine.refusals import Instead, Refusal
from engine.state import Person

YOU_MAY = "您现在可以：{acts}。"
IT_IS_AT = "事项现在在{where}。"
IN_TRANSIT = "事项正在转入下一环节，请稍后再看。"
AFTER_RESUME = "管理员恢复以后可以接着办。"
IT_IS_OVER = "可以查看办理记录，或者另行发起。"
INSTEAD = {one: one for one in (YOU_MAY, IT_IS_AT, IN_TRANSIT, AFTER_RESUME, IT_IS_OVER)}
"""All of these sentences, as translators find them."""

OF_STATE: frozenset[type[Refusal]] = frozenset(
    {
        r.ActedSinceMove,
        r.AlreadyClaimed,
        r.AlreadyClosed,
        r.AlreadyDecided,
        r.AlreadyHeld,
        r.CaseIsHeld,
        r.CaseIsOver,
        r.ClaimedByColleague,
        r.ListDoesNotGrow,
        r.NextHasActed,
        r.NobodyToUrge,
        r.NoMoveToUndo,
        r.NoSuchTwin,
        r.NotAdded,
        r.NothingHeld,
        r.NothingToCorrect,
        r.NothingToGiveBack,
        r.NothingToTakeBack,
        r.NothingToWaive,
        r.NotOnAList,
        r.NotPooled,
        r.NotReturnable,
        r.NotYourTurn,
        r.OpinionAlreadyGiven,
        r.OutcomeIsFixed,
        r.PaperInTheBox,
        r.PutForwardAlready,
        r.QuestionIsOpen,
        r.ScoresAreIn,
        r.StandInOver,
        r.VersionAlready,
        r.WaitsForColleague,
        r.WaiverStands,
        r.WindowNotOpen,
    }
)
"""The refusals that say that the case is not as the actor thought; the others speak of the person or the words."""


def instead_of(matter: Matter, command: c.Command, refusal: Refusal) -> Instead | None:
    """What the actor could do, or where the case is. Who has no part in a case is told nothing of it."""
    actor = getattr(command, "actor", None)
    if type(refusal) not in OF_STATE or not isinstance(actor, Person) or not is_involved(matter.state, actor):
        return None
    if matter.state.closed_at is not None:
        return Instead(IT_IS_OVER)
    if matter.state.held is not None:
        return Instead(AFTER_RESUME)
    if acts := "；".join(_own(matter, actor)):
        return Instead(YOU_MAY, {"acts": acts})
    where = "、".join(_where(matter))
    return Instead(IT_IS_AT, {"where": where}) if where else Instead(IN_TRANSIT)


def _own(matter: Matter, actor: Person) -> Iterator[str]:
    """By step, what the actor's open shares are for."""
    for one in matter.state.assignments:
        if one.person == actor.id and one.status == "open":
            turn = matter.turn(one)
            acts = "、".join(LABELS[act] for act in acts_now(matter, turn))
            if acts:
                yield f"{acts}（{turn.step.title}）"


def _where(matter: Matter) -> Iterator[str]:
    """The open steps with the bodies that act there; who looks into an objection is nobody's business."""
    for one in matter.state.steps:
        if one.status == "open":
            step = matter.step_of(one)
            by = _body(matter, step)
            yield f"“{step.title}”（{by}办理）" if by else f"“{step.title}”"


def _body(matter: Matter, step: Step) -> str | None:
    key = None if isinstance(step, PublicityStep) else body_of(step)
    return matter.process.bodies[key].title if key else None
