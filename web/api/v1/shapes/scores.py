"""Score sheets: one to hand in, and all of a step to read."""

from decimal import Decimal

from pydantic import Field

from web.api.v1.shapes.base import In, Out


class Sheet(In):
    """A score sheet: points by criterion, as numbers or in writing."""

    points: dict[str, Decimal | str | None]
    comment: str = ""


class JudgeLine(Out):
    """One judge's sheet; ``dropped`` as the highest or the lowest."""

    name: str
    points: list[str] = Field(description="in the order of the criteria")
    total: str
    dropped: bool
    comment: str


class CriterionLine(Out):
    """A line of the sheet."""

    key: str
    title: str
    max: Decimal


class Scores(Out):
    """One visit of a score step, printed to two places; while ``sealed`` the reader's own sheet only."""

    title: str
    visit: int
    criteria: list[CriterionLine]
    judges: list[JudgeLine]
    sealed: bool
    done: int
    whole: int
    score: str
    mark: str
    passed: bool | None
