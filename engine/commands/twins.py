"""A look at two cases that may be about one person."""

from dataclasses import dataclass
from typing import Literal

from engine.state import Person


@dataclass(frozen=True, slots=True)
class Twin:
    """Another live case of the round: ``same`` when its ID number is the same, else its name and birth are alike."""

    case: str
    number: str
    unit: str
    same: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class JudgeTwin:
    """Say whether the case ``other`` is about the same person; where it is, this one ends."""

    actor: Person
    other: str
    verdict: Literal["same", "not_same", "go_on"]
    reason: str
