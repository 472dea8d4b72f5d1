"""A score sheet as the definition writes it: criteria with their most points and weights, the pass mark, the draw."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
_MARK = re.compile(r"(?P<op>>=|≥|>|＞|不低于|超过)?\s*(?P<points>\d+(\.\d+)?)(\s*分)?")
_PERCENT = re.compile(r"(?P<percent>\d+)\s*[%％]")
_OPERATORS = {">": ">", "＞": ">", "超过": ">"}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Criterion(_Strict):
    """One line of the sheet: at most ``max`` points, which count for ``weight`` of the total (``max`` when absent)."""

    key: Name
    title: str
    max: Decimal = Field(gt=0, le=1000)
    weight: Decimal | None = Field(None, gt=0, le=1000)
    help: str = ""

    @property
    def counts(self) -> Fraction:
        """What full points in this line add to the total."""
        return Fraction(self.max if self.weight is None else self.weight)


class Sheet(_Strict):
    """A score sheet. ``total`` is what all lines come to, where the sheet tells it; points have so many ``places``."""

    title: str
    source: str = ""
    total: Decimal | None = Field(None, gt=0)
    places: int = Field(1, ge=0, le=2)
    criteria: list[Criterion] = Field(min_length=1, max_length=60)

    @property
    def whole(self) -> Fraction:
        """The most that a case can get."""
        return sum((one.counts for one in self.criteria), Fraction(0))

    def criterion(self, key: str) -> Criterion | None:
        """The line called ``key``, if there is one."""
        return next((one for one in self.criteria if one.key == key), None)


class PassMark(_Strict):
    """What a score is held against, unrounded: ``>=`` is 不低于, ``>`` is 超过 (民法典 §1259)."""

    op: Literal[">=", ">"] = ">="
    points: Decimal = Field(ge=0)

    def is_met(self, score: Fraction) -> bool:
        """Whether ``score`` passes."""
        return score >= self.points if self.op == ">=" else score > self.points

    @property
    def in_words(self) -> str:
        """不低于 80 分."""
        return f"{'不低于' if self.op == '>=' else '超过'} {self.points} 分"


def _read_mark(written: object) -> object:
    """``80``, ``≥ 80`` and ``> 79.5`` are pass marks."""
    match = _MARK.fullmatch(str(written).strip()) if not isinstance(written, bool) else None
    if not isinstance(written, int | float | str) or match is None:
        return written
    return {"op": _OPERATORS.get(match["op"] or "", ">="), "points": match["points"]}


WrittenMark = Annotated[PassMark, BeforeValidator(_read_mark)]


class Draw(_Strict):
    """Judges are drawn by lot out of ``of``: so many for each case, loads within one of each other."""

    of: Name
    per_case: int = Field(ge=1, le=50)


def _read_percent(written: object) -> object:
    match = _PERCENT.fullmatch(written.strip()) if isinstance(written, str) else None
    return int(match["percent"]) if match else written


Percent = Annotated[int, BeforeValidator(_read_percent), Field(ge=1, le=99)]
