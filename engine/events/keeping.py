"""What becomes of a case after its end: destruction put off (暂停销毁), and what is personal destroyed (销毁)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from engine.events.facts import Fact


class CasePreserved(Fact):
    """Somebody had nothing of the case destroyed, until a moment or until it is lifted."""

    event: Literal["case.preserved"] = "case.preserved"
    by: str
    reason: str
    until: datetime | None = None


class PreservationLifted(Fact):
    """Somebody lifted it: what is due may be destroyed again."""

    event: Literal["preservation.lifted"] = "preservation.lifted"
    by: str
    reason: str


class CaseDestroyed(Fact):
    """What was personal is gone, by the list (销毁清册) that one person proposed and another approved.

    ``withheld`` says by line which words were taken out of it; ``remains`` is the SHA-256 of what is left of all
    lines before this one, and of what was shown to the public.
    """

    event: Literal["case.destroyed"] = "case.destroyed"
    listed: str
    proposed_by: str
    approved_by: str
    withheld: Mapping[str, tuple[str, ...]]
    remains: str


KeepingEvent = CasePreserved | PreservationLifted | CaseDestroyed
