"""The unit a case belongs to, and whoever may act in it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit a case belongs to, as it was when the case was opened."""

    key: str
    name: str
    direct: bool
    sector: str | None
    city: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may act: enough to compute recusal and to choose among several.

    ``identity`` is the keyed hash of the ID number, ``kin`` are those of declared relatives. ``weight`` is that of the
    seat in an organ; it counts only in ballots that say so. ``stand_in`` acts while this one is away. ``load`` is how
    much waits for the person, ``asked_at`` when this body last gave him or her something of this process.
    """

    id: str
    name: str
    unit: str
    posts: frozenset[str] = frozenset()
    identity: str | None = None
    weight: int = 1
    kin: frozenset[str] = frozenset()
    stand_in: "StandIn | None" = None
    load: int = 0
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StandIn:
    """A standing substitute (代理): who acts for somebody who is away, and until when.

    ``entered_by`` is the name of the administrator who entered it; empty when the absent person did.
    """

    person: Person
    until: datetime
    entered_by: str = ""

    @property
    def entry(self) -> str:
        """Who entered it, in words, where that was not the absent person."""
        return f"，由 {self.entered_by} 登记" if self.entered_by else ""
