"""Asked by the holder of a share."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.commands.parts import Choice, Place, Places, Staff
from engine.state import Person, Tally


@dataclass(frozen=True, slots=True)
class Decide:
    """Approve, reject or abstain at a sign step, or complete a record or determine step.

    ``level`` are the places of the level that ranks at the step; None where it was given none, or nobody ranks.
    """

    actor: Person
    assignment: str
    decision: Choice
    comment: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    outcome: str | None = None
    level: Places | None = None


@dataclass(frozen=True, slots=True)
class CastVote:
    """Drop a paper. ``box`` is what lies in the box before it; a secret choice never enters an event."""

    actor: Person
    assignment: str
    choice: Choice
    box: Tally


@dataclass(frozen=True, slots=True)
class CloseBallot:
    """Count the papers although not everybody has voted."""

    actor: Person
    assignment: str
    box: Tally


@dataclass(frozen=True, slots=True)
class Score:
    """Hand in a score sheet (评分): the points by criterion, as they were typed, and a remark."""

    actor: Person
    assignment: str
    points: Mapping[str, object]
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Take a pooled share for oneself (认领): the colleagues' shares wait."""

    actor: Person
    assignment: str


@dataclass(frozen=True, slots=True)
class GiveBack:
    """Give a claimed share back to the pool, or a delegated one to whoever delegated it (退还)."""

    actor: Person
    assignment: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Hand a share over for good (转办)."""

    actor: Person
    assignment: str
    to: Person
    note: str = ""


@dataclass(frozen=True, slots=True)
class Recuse:
    """Declare a conflict of interest (申请回避). ``staff`` are those who may act instead."""

    actor: Person
    assignment: str
    reason: str
    staff: Staff = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delegate:
    """Ask another for an opinion and get the share back (委派)."""

    actor: Person
    assignment: str
    to: Person
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddSigner:
    """Have another sign as well: before me, beside me or after me (加签)."""

    actor: Person
    assignment: str
    to: Person
    place: Place
    note: str = ""


@dataclass(frozen=True, slots=True)
class RemoveSigner:
    """Take away a signer who was added and has not signed yet (减签)."""

    actor: Person
    assignment: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take one's own decision or hand-over back, until the next one has acted (撤回)."""

    actor: Person
    assignment: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the applicant something; where the definition says so, the clock stands until the answer."""

    actor: Person
    assignment: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Answer what was asked; ``assignment`` is the question's."""

    actor: Person
    assignment: str
    text: str
