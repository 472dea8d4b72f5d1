"""认领: a pooled share is taken by one, for a while, and given back by hand or by the clock."""

from engine import commands as c
from engine import events as e
from engine.deadlines import local_text
from engine.definition import SignStep
from engine.dues import due_at
from engine.handling.guards import admit, must_allow
from engine.handling.turns import out_of_turn, whose_turn
from engine.matter import Matter
from engine.refusals import AlreadyClaimed, NothingToGiveBack, NotPooled


def claim(matter: Matter, command: c.Claim) -> list[e.Event]:
    """Take the share for oneself. Raises NotPooled, AlreadyClaimed, or ClaimedByColleague when somebody was first."""
    turn = admit(matter, command.actor, command.assignment)
    step = turn.step
    until = due_at(matter.now, step.claim, matter.time) if isinstance(step, SignStep) else None
    if not isinstance(step, SignStep) or not step.pool or until is None:
        raise NotPooled(step=step.title)
    if turn.mine.claimed_until is not None:
        raise AlreadyClaimed(until=local_text(turn.mine.claimed_until))
    must_allow(turn, "claim")
    claimed = e.AssignmentClaimed(id=turn.mine.id, by=command.actor.id, until=until)
    waits = out_of_turn(matter.after([claimed]), turn.visit)
    return [claimed.model_copy(update={"waits": tuple(one.id for one in waits)})]


def give_back(matter: Matter, command: c.GiveBack) -> list[e.Event]:
    """Give a claim back to the pool, or a delegated share to whoever delegated it."""
    turn = admit(matter, command.actor, command.assignment)
    if turn.mine.via != "delegate" and turn.mine.claimed_until is None:
        raise NothingToGiveBack
    must_allow(turn, "give_back")
    given = e.AssignmentGivenBack(id=turn.mine.id, by=command.actor.id, note=command.note)
    return [given, *whose_turn(matter.after([given]), turn.visit)]


def expire_claim(matter: Matter, command: c.ExpireClaim) -> list[e.Event]:
    """Give a forgotten claim back. Asked early, late or twice nothing happens: whoever acted was first."""
    mine = matter.state.assignment(command.assignment)
    visit = matter.open_visit(mine.step_id) if mine and mine.status in ("open", "waiting") else None
    if mine is None or visit is None or matter.state.held is not None:
        return []
    if mine.claimed_until is None or matter.now < mine.claimed_until:
        return []
    given = e.AssignmentGivenBack(id=mine.id, by=None)
    return [given, *whose_turn(matter.after([given]), visit)]
