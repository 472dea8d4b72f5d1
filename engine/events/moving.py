"""A case goes on under another version of its definition."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from engine.events.facts import Fact


class Renamed(Fact):
    """What a visit, a block or a share's body is called in the old version, and in the new one."""

    id: str
    was: str
    now: str


class CaseMoved(Fact):
    """The case goes on under another version of its definition; ``undone`` when it goes back to the one before."""

    event: Literal["case.moved"] = "case.moved"
    by: str
    reason: str
    from_version: str
    to_version: str
    mapping: Mapping[str, str] = Field(default_factory=dict)
    visits: tuple[Renamed, ...] = ()
    blocks: tuple[Renamed, ...] = ()
    bodies: tuple[Renamed, ...] = ()
    undone: bool = False
