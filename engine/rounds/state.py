"""A round as it stands, and what of it a case has to do with. Days are those of Shaanxi, both ends included."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

INTAKE = "intake"
"""The part of every calendar in which forms are handed in (报送)."""


@dataclass(frozen=True, slots=True)
class PhaseState:
    """A part of the calendar. ``last_on`` is the last day of its grace, or of itself where it has none.

    Who opened or closed it by hand stands in ``opened_by`` and ``closed_by``; the clock leaves them empty.
    """

    key: str
    title: str
    opens_on: date
    closes_on: date
    last_on: date
    gate: str | None = None
    opened_at: datetime | None = None
    opened_by: str | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether it was opened and has not been closed."""
        return self.opened_at is not None and self.closed_at is None


@dataclass(frozen=True, slots=True)
class RoundState:
    """One year's round. ``version`` is the definition it was opened under; ``gates`` are those that are open.

    A round from before there were calendars has no phases: forms are handed in at any time.
    """

    key: str
    process: str
    year: int
    title: str
    version: str | None = None
    phases: tuple[PhaseState, ...] = ()
    gates: frozenset[str] = frozenset()

    @property
    def intake(self) -> PhaseState | None:
        """When forms are handed in."""
        return self.phase(INTAKE)

    def phase(self, key: str) -> PhaseState | None:
        """The part of the calendar called ``key``."""
        return next((one for one in self.phases if one.key == key), None)

    def phase_behind(self, gate: str) -> PhaseState | None:
        """The phase for which the gate is opened."""
        return next((one for one in self.phases if one.gate == gate), None)


@dataclass(frozen=True, slots=True)
class CaseInRound:
    """What of its round a case has to do with: the intake, and by gate what was frozen of this case.

    A gate at which nothing was ever frozen is not in ``frozen``; one whose freeze does not hold the case has None.
    """

    intake: PhaseState | None = None
    frozen: Mapping[str, "Frozen"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Frozen:
    """What the last freeze at a gate says of a case: the digest of its answers, and when it was."""

    at: datetime
    digest: str | None
