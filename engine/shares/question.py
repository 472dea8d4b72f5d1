"""What the rule of shares is told: the rules of a year, and the list as counts."""

from math import ceil, floor
from typing import Literal, Self

from pydantic import Field, model_validator

from engine.definition import Strict
from engine.rulebook.written import Count, Positive, Question, Share, refuse

REST = "其余"


class Ratio(Strict):
    """A floor (``>=``) or cap (``<=``) on a class, which excludes the others, or a flag, which cuts across them."""

    key: str = ""
    class_: str = Field("", alias="class")
    flag: str = ""
    also: list[str] = Field([], description="other names of the same class or flag")
    op: Literal[">=", "<="] = ">="
    value: Share
    clause: str = ""

    @model_validator(mode="after")
    def _one_subject(self) -> Self:
        if bool(self.class_) == bool(self.flag):
            refuse("比例规则要写 class 或 flag 之一", "人员类别写 class，可与类别交叉的写 flag")
        return self

    @property
    def subject(self) -> str:
        """The class or flag it speaks of."""
        return self.class_ or self.flag

    @property
    def word(self) -> str:
        """What scripts call it."""
        return self.key or self.subject

    def bound(self, base: int) -> int:
        """The head-count for ``base`` places: a floor is rounded up, a cap down (domain: 下限进位，上限去尾)."""
        exact = self.value * base
        return ceil(exact) if self.op == ">=" else floor(exact)


class HeadCap(Strict):
    """At most ``max`` of a class from one recommending unit (控制数)."""

    class_: str = Field(alias="class")
    max: Count
    clause: str = ""


class ShareRules(Strict):
    """The ratios and head-count caps of one award and year; their base is the regular places (常规名额)."""

    ratios: list[Ratio] = Field(min_length=1)
    head_caps: list[HeadCap] = Field([])


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
        total = sum(self.classes.values())
        wrong = [f"各类别合计 {total} 名，超过常规名额 {self.base} 名"] if total > self.base else []
        return wrong + [
            f"{flag} {count} 名，超过常规名额 {self.base} 名"
            for flag, count in self.flags.items()
            if count > self.base
        ]
