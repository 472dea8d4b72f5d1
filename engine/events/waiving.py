"""Exceptions from a rule of eligibility, made and fallen away."""

from typing import Literal

from engine.events.facts import Fact


class RuleWaived(Fact):
    """Somebody made an exception from a rule that was not met: what it said, its clause, and the reason."""

    event: Literal["rule.waived"] = "rule.waived"
    id: str
    step: str
    rule: str
    title: str
    clause: str
    evidence: str
    by: str
    who: str
    reason: str


class WaiverLapsed(Fact):
    """An exception fell away: the fields that the rule looks at were changed, or the case is about somebody else."""

    event: Literal["waiver.lapsed"] = "waiver.lapsed"
    rule: str
    title: str
    fields: tuple[str, ...]
    another: bool = False


WaiverEvent = RuleWaived | WaiverLapsed
