"""What happens to a case on the list of a level that ranks."""

from typing import Literal

from engine.events.facts import Fact


class CaseRanked(Fact):
    """The case was given a rank among ``of``, the first time or another one than before, with the reason."""

    event: Literal["case.ranked"] = "case.ranked"
    id: str
    step: str
    rank: int
    of: int
    by: str
    reason: str = ""


class CasePutForward(Fact):
    """The case is within the cut: it takes one of the level's places, or none where it only recommends.

    ``by`` is nobody when it moved up (递补).
    """

    event: Literal["case.put_forward"] = "case.put_forward"
    id: str
    step: str
    level: str
    category: str = ""
    by: str | None = None
    takes_place: bool = True


class CaseKeptInReserve(Fact):
    """The case is below the cut (差额): it moves up when one above falls out."""

    event: Literal["case.kept_in_reserve"] = "case.kept_in_reserve"
    id: str
    step: str
    level: str
    by: str


class CaseFellOut(Fact):
    """The case ended without success: its place on the level's list is free for the next in rank."""

    event: Literal["case.fell_out"] = "case.fell_out"
    id: str
    step: str
    level: str
    category: str = ""
    had_place: bool = True


ListEvent = CaseRanked | CasePutForward | CaseKeptInReserve | CaseFellOut
