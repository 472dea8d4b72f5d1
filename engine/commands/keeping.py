"""Asked of a case after its end, or against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.definition import Retention
from engine.state import Person


@dataclass(frozen=True, slots=True)
class Preserve:
    """Have nothing of the case destroyed (暂停销毁), with the reason; without ``until`` for as long as it stands."""

    actor: Person
    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LiftPreservation:
    """Let what is due be destroyed again, with the reason."""

    actor: Person
    reason: str


@dataclass(frozen=True, slots=True)
class Destroy:
    """Take out what is personal, by an approved list. ``hindrances`` is what else keeps it, in words."""

    listed: str
    proposed_by: str
    approved_by: str
    kept: Retention | None
    hindrances: tuple[str, ...]
    withheld: Mapping[str, tuple[str, ...]]
    remains: str
