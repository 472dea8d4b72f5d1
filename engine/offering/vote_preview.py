"""What a paper would do once it is cast, before anybody casts it. Nothing here looks into the box."""

from dataclasses import dataclass

from engine import commands as c
from engine.definition import BallotStep
from engine.handling.ballots import cast_vote, entitled, in_words
from engine.matter import Matter
from engine.offering.effects import effects_of
from engine.offering.options import VOTE_LABELS
from engine.state import Person, Tally
from engine.way.routing import reject, settle

_EMPTY_BOX = Tally(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A paper before it is cast: its words, how many are still missing after it, how it is counted, what follows.

    ``passed`` and ``failed`` are the two ways in which the ballot may end. They are the same for every paper.
    """

    label: str
    secret: bool
    weight: int
    due: int
    left: int
    quorum: str
    threshold: str
    passed: tuple[str, ...]
    failed: tuple[str, ...]


def foresee_vote(matter: Matter, actor: Person, assignment: str, choice: c.Choice) -> Foreseen:
    """What casting the paper would do, asked as if the box were empty. Raises what casting it raises."""
    cast_vote(matter, c.CastVote(actor, assignment, choice, _EMPTY_BOX))
    mine = matter.state.assignment(assignment)
    visit = matter.visit(mine.step_id) if mine else None
    step = matter.step_of(visit) if visit else None
    if mine is None or visit is None or not isinstance(step, BallotStep):
        message = f"a paper was cast at {assignment}, which is no share of a ballot"
        raise LookupError(message)
    members = entitled(matter.state, step, visit.id)
    approved = settle(matter.process, matter.state, visit, "approved", "")
    rejected = reject(matter.process, matter.state, visit, "")
    return Foreseen(
        label=VOTE_LABELS[choice],
        secret=step.secret,
        weight=mine.weight if step.weighted else 1,
        due=len(members),
        left=sum(one.status == "open" for one in members) - 1,
        quorum=in_words(step.quorum),
        threshold=in_words(step.threshold),
        passed=effects_of(matter, visit, approved),
        failed=effects_of(matter, visit, rejected),
    )
