"""Two cases of a round that may be about one person."""

from typing import Literal

from engine.events.facts import Fact

Verdict = Literal["same", "not_same", "go_on"]


class TwinSuspected(Fact):
    """Another case of the round names somebody so alike that it may be the same person; neither is named here."""

    event: Literal["twin.suspected"] = "twin.suspected"
    other: str
    number: str
    unit: str


class TwinJudged(Fact):
    """Somebody looked: it is the same person, it is not, or the case goes on for the reason given."""

    event: Literal["twin.judged"] = "twin.judged"
    other: str
    number: str
    verdict: Verdict
    by: str
    reason: str


TwinEvent = TwinSuspected | TwinJudged
