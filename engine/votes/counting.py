"""A meeting's figures, whether told as counts or member by member with weights."""

from dataclasses import dataclass
from typing import Literal

from engine.votes.question import Part, VoteAsked


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts without the recused, who are in no base; a paper handed in is present, only ``agree`` is a yes."""

    everyone: int
    due: int
    present: int
    recused: int
    agree: int
    issued: int
    returned: int

    def base(self, part: Part) -> int:
        """What the fraction is taken of."""
        counts: dict[Literal["all", "due", "present"], int]
        counts = {"all": self.everyone, "due": self.due, "present": self.present}
        return counts[part.base]


def count(asked: VoteAsked) -> Counted:
    """The figures of the meeting."""
    return _by_members(asked) if asked.members else _by_counts(asked)


def _by_counts(asked: VoteAsked) -> Counted:
    return Counted(
        everyone=asked.base("all"),
        due=asked.base("due"),
        present=asked.there,
        recused=asked.recused,
        agree=asked.agree or 0,
        issued=asked.there if asked.issued is None else asked.issued,
        returned=_returned(asked),
    )


def _returned(asked: VoteAsked) -> int:
    """In an election only the candidates' votes are told: without a count everybody handed in a paper."""
    if asked.returned is not None:
        return asked.returned
    return asked.there if asked.candidates else asked.papers


def _by_members(asked: VoteAsked) -> Counted:
    def weight(*votes: str) -> int:
        return sum(one.weight for one in asked.members if one.vote in votes)

    present = weight("agree", "against", "abstain", "invalid")
    due = present + weight("absent")
    return Counted(
        everyone=due,
        due=due,
        present=present,
        recused=weight("recused"),
        agree=weight("agree"),
        issued=present if asked.issued is None else asked.issued,
        returned=present if asked.returned is None else asked.returned,
    )
