"""Votes and points."""

from collections.abc import Mapping
from typing import Literal

from engine.events.facts import Fact


class VoteCast(Fact):
    """A member voted. Of a secret ballot the choice lies in the box and never here (票决)."""

    event: Literal["vote.cast"] = "vote.cast"
    id: str
    by: str
    choice: Literal["approve", "reject", "abstain"] | None


class MeetingVote(Fact):
    """What a meeting's vote adds: the meeting and its item, the bases without the recused, and the papers.

    ``everyone`` are all members of the organ with a share in the vote; ``due`` beside it those who were called.
    """

    meeting: str
    number: str
    item: str
    held_on: str
    everyone: int
    present: int
    issued: int
    returned: int
    invalid: int
    tellers: tuple[str, ...] = ()
    ballots: int = 1


class BallotCounted(Fact):
    """The papers were counted; ``at`` says at which meeting, where it was one."""

    event: Literal["ballot.counted"] = "ballot.counted"
    id: str
    step: str
    due: int
    approve: int
    reject: int
    abstain: int
    quorate: bool
    passed: bool
    at: MeetingVote | None = None


class ScoreGiven(Fact):
    """A judge handed in a sheet; ``total`` is what the points come to, exactly."""

    event: Literal["score.given"] = "score.given"
    id: str
    by: str
    points: Mapping[str, str]
    total: str
    comment: str = ""


class ScoreCounted(Fact):
    """All sheets are in: the score, exactly, the means by criterion, and the shares whose totals were dropped."""

    event: Literal["score.counted"] = "score.counted"
    id: str
    step: str
    judges: int
    score: str
    criteria: Mapping[str, str]
    dropped: tuple[str, ...] = ()
    passed: bool | None = None


VotingEvent = VoteCast | BallotCounted | ScoreGiven | ScoreCounted
