"""A published set of parameters: for which rule, place and time it holds, and where it comes from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import Field

from engine.definition import Strict


class RuleSet(Strict):
    """Parameters of one rule as data. ``assumed``: no open source was found, or it is another province's."""

    key: str
    family: str
    also: list[str] = Field([], description="other names of the family")
    rule: str
    title: str
    place: str
    valid_from: date = Field(alias="from")
    valid_to: date | None = Field(None, alias="to")
    source: str
    assumed: bool = False
    content: dict[str, Any]

    def holds_on(self, day: date) -> bool:
        """Whether it is the version of ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def in_force(sets: Sequence[RuleSet], day: date) -> RuleSet | None:
    """The set that holds on the day: of several the one that begins last, of these the later word."""
    valid = [(one.valid_from, n, one) for n, one in enumerate(sets) if one.holds_on(day)]
    return max(valid, key=lambda one: one[:2])[2] if valid else None
