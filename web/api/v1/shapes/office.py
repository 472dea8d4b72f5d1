"""Rounds and the clock."""

from datetime import datetime

from pydantic import AwareDatetime, BaseModel, Field

from web.api.v1.shapes.base import In


class NewRound(In):
    """Places by unit key."""

    process: str
    year: int = Field(ge=1000, le=2999)
    quota: dict[str, int]


class RoundKey(BaseModel):
    """The round that was opened."""

    round: str


class Seed(In):
    """The published text that a draw is held with."""

    seed: str


class ClockMove(In):
    """Where the clock of a demonstration office is moved to."""

    to: AwareDatetime


class Now(BaseModel):
    """The office's time."""

    now: datetime
