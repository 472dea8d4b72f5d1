"""What the rule of shares is told: the rules of a year, and the list as counts."""

from collections.abc import Mapping
from typing import Self

from pydantic import Field, model_validator

from engine.definition import Strict
from engine.definition.shares import HeadCap, Ratio, ShareRules
from engine.rulebook.written import Count, Positive, Question, refuse

__all__ = ["REST", "FromUnit", "HeadCap", "Ratio", "ShareRules", "SharesAsked"]
REST = "其余"


class FromUnit(Strict):
    """How many of a class one unit recommends."""

    unit: str
    class_: str = Field(alias="class")
    count: Count


class SharesAsked(Question):
    """A list as counts. ``single_listed`` (单列) is within ``places`` and enters neither side of a ratio."""

    rules: ShareRules
    places: Positive
    single_listed: Count = 0
    classes: dict[str, Count] = Field({})
    flags: dict[str, Count] = Field({})
    from_units: list[FromUnit] = Field([])

    @property
    def base(self) -> int:
        """The regular places."""
        return self.places - self.single_listed

    @model_validator(mode="after")
    def _within_places(self) -> Self:
        wrong = [*self._too_many()]
        if wrong:
            refuse("；".join(wrong), "核对 places、single_listed、classes 和 flags")
        return self

    def _too_many(self) -> list[str]:
        if self.base < 1:
            return [f"单列 {self.single_listed} 名，没有留下常规名额"]
        return too_many(self.base, self.classes, self.flags)


def too_many(base: int, classes: Mapping[str, int], flags: Mapping[str, int]) -> list[str]:
    """What does not go into ``base`` regular places, each in a sentence."""
    total = sum(classes.values())
    wrong = [f"各类别合计 {total} 名，超过常规名额 {base} 名"] if total > base else []
    return wrong + [
        f"{flag} {count} 名，超过常规名额 {base} 名" for flag, count in flags.items() if count > base
    ]
