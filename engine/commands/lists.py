"""Asked of the cases on a level's list."""

from dataclasses import dataclass

from engine.state import Person


@dataclass(frozen=True, slots=True)
class Rank:
    """Give a case its rank among ``of`` (排序); a change of it says why."""

    actor: Person
    assignment: str
    rank: int
    of: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PutForward:
    """Put a ranked case forward (上报); one that is not ``within`` the level's places is kept in reserve (差额)."""

    actor: Person
    assignment: str
    level: str
    within: bool


@dataclass(frozen=True, slots=True)
class MoveUp:
    """A place on the list at ``step`` is free: the case moves up from the reserve (递补)."""

    step: str
