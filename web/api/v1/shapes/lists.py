"""Lists of levels and what the rule of shares says of them."""

from decimal import Decimal

from pydantic import BaseModel, Field

from engine.lists.standing import Where
from web.api.v1.shapes.base import In, Out


class Listed(BaseModel):
    """A case on the list."""

    number: str
    case: str
    subject: str | None
    unit: str
    rank: int | None
    standing: Where = Field(description="empty, forward, reserve or out")


class FigureOut(Out):
    """One step of the reckoning."""

    key: str
    label: str
    value: bool | int | Decimal | str
    how: str
    clause: str


class Verdict(Out):
    """What the rule of shares says: accepted, rejected, infeasible or unknown, with every figure."""

    result: str
    sentence: str
    figures: list[FigureOut]


class LevelListOut(BaseModel):
    """One level's list at one step. ``places`` is null where the level was given none."""

    step: str
    level: str
    category: str
    places: int | None
    used: int | None
    cases: list[Listed]
    shares: Verdict | None


class Ranks(In):
    """The rank of each case that waits, by its number; a change of stored ranks says why."""

    ranks: dict[str, int]
    category: str = ""
    reason: str = ""


class Which(In):
    """Which list, where places are told apart by category."""

    category: str = ""


class FromUnit(In):
    """How many of a class one unit recommends."""

    unit: str
    class_: str = Field(alias="class")
    count: int = Field(ge=0)


class ShareCounts(In):
    """A list as counts; ``single_listed`` is within ``places``."""

    places: int = Field(ge=0)
    single_listed: int = Field(0, ge=0)
    classes: dict[str, int] = {}
    flags: dict[str, int] = {}
    from_units: list[FromUnit] = []
