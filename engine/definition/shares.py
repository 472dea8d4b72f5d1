"""The shares (比例) that a list of nominees must keep, and the caps on heads of one recommending unit."""

from math import ceil, floor
from typing import Literal, Self

from pydantic import Field, model_validator

from engine.conditions import Condition
from engine.definition.parts import Key, Strict
from engine.figures import Count, Share, refuse


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


class ListShares(ShareRules):
    """The shares that the list put forward at a ranking step must keep, and how its people are counted.

    ``sorted_by`` is the choice of the form that says to which class somebody belongs; a class on which there is no
    ratio is one of the rest. ``counted_if`` says of each flag who has it.
    """

    at: Key
    sorted_by: Key
    counted_if: dict[str, Condition] = Field({})
    source: str
