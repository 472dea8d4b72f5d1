"""What was awarded and lives on (称号): what it obliges to, and what later cases do to it."""

from typing import Literal

from pydantic import Field

from engine.definition.parts import Key, Strict
from engine.definition.rounds import MonthDay

TitleEffect = Literal["grant", "keep", "rectify", "restore", "change_leader", "cancel", "revoke"]
TitleLevel = Literal["unit", "system", "province", "nation"]


class TitleCheck(Strict):
    """A look at the title that comes round (年度检查、复核): a case of ``process`` opens by itself.

    It is due every so many years after the grant, on ``due`` where that is written, else on the day of the grant.
    """

    key: Key
    title: str
    process: Key
    every: int = Field(ge=1, le=10, description="years from one to the next")
    due: MonthDay | None = None
    opens: int = Field(60, ge=1, le=366, description="days before it is due that its case opens")
    source: str


class Rectification(Strict):
    """What a check that failed leads to (限期整改): a case of ``process``, and so many months."""

    process: Key
    months: int = Field(ge=1, le=24)
    source: str


class LeaderGone(Strict):
    """What opens when the leader's own honour is taken back: a case of ``process``, within so many months."""

    process: Key
    months: int = Field(ge=1, le=24)
    source: str


class Held(Strict):
    """For how many months a title must have been held, and be in order, before the case opens (逐级晋升)."""

    months: int = Field(ge=1, le=120)
    source: str


class Entering(Strict):
    """Titles given before this office began, put on its register (补录): each case one title, of one of the kinds.

    The title is as if the process of its kind had given it on that day: its terms hold, and cases about that kind are
    about it. What was looked at by then was looked at elsewhere.
    """

    kind: Key = Field(description="the choice that says which title it is")
    kinds: dict[str, Key] = Field(
        min_length=1, description="each option, and the process that gives such titles"
    )
    granted_on: Key = Field(description="the field with the day on which it was given")
    leader: Key = Field(description="the field with the name of the holder or leader")
    looked: dict[Key, Key] = Field(
        {}, description="by check: the field with the year of the last look; empty, none is owed"
    )


class TitleTerms(Strict):
    """The title that a granted outcome gives, and what it obliges to for as long as it is held."""

    name: str
    short: str = Field(description="stem of the numbers in the register, e.g. GZS")
    level: TitleLevel
    leader: Key | None = Field(
        None, description="the field with the leader's name; later forms use the same key"
    )
    checks: list[TitleCheck] = []
    rectify: Rectification | None = None
    leader_gone: LeaderGone | None = None
