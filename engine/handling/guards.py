"""The small named rules every personal command passes, in their order. One door, so one sentence everywhere."""

from collections.abc import Callable

from engine.deadlines import local_text
from engine.handling.acts import LABELS, ActName, acts_for
from engine.handling.settling import ADVICE
from engine.handling.turns import waits_for
from engine.matter import Matter, Turn
from engine.people.recusal import concerns, why_recused
from engine.refusals import (
    ActNotAllowed,
    AlreadyClosed,
    AlreadyDecided,
    CaseIsHeld,
    CaseIsOver,
    ClaimedByColleague,
    CommentMissing,
    CommentTooLong,
    NoSuchAssignment,
    NotYours,
    NotYourTurn,
    NotYourUnit,
    OwnCase,
    Recused,
    StandInOver,
    WaitsForColleague,
)
from engine.rounds.relying import must_rest_on_what_was_frozen
from engine.state import CASE_STATUS_LABELS, AssignmentState, CaseState, Person

ADMINISTRATOR = "administrator"

MOST_WORDS = 2000  # characters of a comment or a reason
Rule = Callable[[Matter, Person, AssignmentState], None]


def admit(matter: Matter, actor: Person, assignment_id: str) -> Turn:
    """The actor's turn. Raises the refusal of the first rule that says no."""
    mine = matter.state.assignment(assignment_id)
    if mine is None:
        raise NoSuchAssignment
    for rule in RULES:
        rule(matter, actor, mine)
    return matter.turn(mine)


def must_allow(turn: Turn, act: ActName) -> None:
    """The act belongs to this kind of step, and the definition grants it."""
    allowed = acts_for(turn.step, turn.mine)
    if act not in allowed:
        names = "、".join(LABELS[one] for one in allowed)
        raise ActNotAllowed(step=turn.step.title, act=LABELS[act], allowed=names)


def must_explain(act: str, comment: str) -> None:
    """A no needs its reason: the person it concerns will read it."""
    if not comment.strip():
        raise CommentMissing(act=act)
    must_be_brief(comment)


def must_be_brief(comment: str) -> None:
    """What is said stands on the form and in the journal for ever: an opinion, not a file."""
    if len(comment) > MOST_WORDS:
        raise CommentTooLong(most=MOST_WORDS, length=len(comment))


def must_not_be_over(matter: Matter, _actor: Person, _mine: AssignmentState) -> None:
    """The case has not ended."""
    if matter.state.closed_at is not None:
        raise CaseIsOver(status=CASE_STATUS_LABELS[matter.state.status])


def must_not_be_held(matter: Matter, _actor: Person, _mine: AssignmentState) -> None:
    """The case does not wait for an administrator."""
    if matter.state.held is not None:
        raise CaseIsHeld(reason=matter.state.held)


def must_not_be_own_case(matter: Matter, actor: Person, _mine: AssignmentState) -> None:
    """回避: a nominee does nothing in the case about him or her, whatever post he or she holds."""
    if concerns(matter.state, actor):
        raise OwnCase


def must_not_be_recused(matter: Matter, actor: Person, mine: AssignmentState) -> None:
    """回避: nothing has come up since the share was given out: a relative declared, an earlier act."""
    step = matter.process.step(mine.step)
    why = why_recused(matter.process, matter.state, step, mine.body, actor)
    if why is not None:
        raise Recused(who=actor.name, why=why)


def _must_stand_in_still(matter: Matter, _actor: Person, mine: AssignmentState) -> None:
    """Whoever stands in does so until the end of the last day."""
    if mine.for_until is not None and mine.for_until <= matter.now:
        raise StandInOver(who=mine.for_name, until=local_text(mine.for_until))


def must_be_allowed_in(matter: Matter, actor: Person, share: AssignmentState) -> None:
    """The case goes on, and nothing stands against the actor at the share's step: what holds of every act."""
    for rule in (must_not_be_over, must_not_be_held, must_not_be_own_case, must_not_be_recused):
        rule(matter, actor, share)


def must_be_mine_still(matter: Matter, actor: Person, mine: AssignmentState) -> None:
    """The share is or was the actor's, who has not moved to another unit since."""
    for rule in (must_be_mine, _must_still_be_of_the_unit):
        rule(matter, actor, mine)


def is_involved(state: CaseState, actor: Person) -> bool:
    """Whether the actor is of the case's unit, has or had a share in it, or looks after the office."""
    known = {state.opened_by, *(one.person for one in state.assignments)}
    return actor.id in known or actor.unit == state.unit.key or ADMINISTRATOR in actor.posts


def _must_not_be_decided_yet(matter: Matter, _actor: Person, mine: AssignmentState) -> None:
    """Nobody has done this share yet, nor settled the step for all."""
    done = mine if mine.status == "decided" else _settled_by(matter, mine)
    if done is not None and done.decided_at is not None:
        raise AlreadyDecided(who=done.name, at=local_text(done.decided_at))


def _settled_by(matter: Matter, mine: AssignmentState) -> AssignmentState | None:
    """The colleague whose act closed ``mine``; in a ballot that is nobody, papers do not close each other."""
    visit = matter.visit(mine.step_id)
    if mine.status != "closed" or visit is None or visit.kind == "ballot":
        return None
    if visit.status == "open" and mine.objection is None:  # handed over, taken away: not done by anybody
        return None
    decided = [
        one
        for one in matter.state.share_of(mine.step_id)
        if one.decided_at is not None and one.objection == mine.objection and one.via not in ADVICE
    ]
    return max(decided, key=lambda one: one.decided_at or visit.opened_at, default=None)


def must_be_mine(matter: Matter, actor: Person, mine: AssignmentState) -> None:
    """The share is the actor's; a stranger from another unit hears that it is another unit's matter."""
    if actor.id == mine.person:
        return
    if actor.unit != mine.unit and matter.process.bodies[mine.body].organ is None:
        raise NotYourUnit(unit=matter.state.unit.name)
    raise NotYours(who=mine.name)


def _must_still_be_of_the_unit(matter: Matter, actor: Person, mine: AssignmentState) -> None:
    """The actor has not moved to another unit since the share was given out."""
    if actor.unit != mine.unit:
        raise NotYourUnit(unit=matter.state.unit.name)


def _must_not_be_closed(_matter: Matter, _actor: Person, mine: AssignmentState) -> None:
    """The share was not closed by something else."""
    if mine.status == "closed":
        raise AlreadyClosed(because=mine.closed_because)


def _must_be_my_turn(matter: Matter, _actor: Person, mine: AssignmentState) -> None:
    """Nobody has to act before: an earlier signer, somebody asked or added, a colleague who claimed the case."""
    if mine.status != "waiting":
        return
    visit = matter.visit(mine.step_id)
    first = waits_for(matter.state, matter.step_of(visit), mine) if visit else None
    if first is not None and first.claimed_until is not None:
        raise ClaimedByColleague(who=first.name, until=local_text(first.claimed_until))
    if first is not None and (first.parent == mine.id or mine.via == "after"):
        raise WaitsForColleague(who=first.name)
    raise NotYourTurn


# "Already decided" comes first: whoever comes second should hear who did it and when, even if that ended the case.
RULES: tuple[Rule, ...] = (
    _must_not_be_decided_yet,
    must_not_be_over,
    must_not_be_held,
    must_be_mine,
    _must_still_be_of_the_unit,
    must_not_be_own_case,
    must_not_be_recused,
    _must_not_be_closed,
    _must_stand_in_still,
    _must_be_my_turn,
    must_rest_on_what_was_frozen,
)
