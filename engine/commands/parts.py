"""What commands speak in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.state import Person

Staff = Mapping[str, tuple[Person, ...]]


Choice = Literal["approve", "reject", "abstain"]


Place = Literal["before", "beside", "after"]


@dataclass(frozen=True, slots=True)
class Places:
    """A unit's quota line as it stands under its lock."""

    unit_name: str
    places: int
    used: int
