"""An exception from one rule of eligibility (准予例外)."""

from dataclasses import dataclass

from engine.state import Person


@dataclass(frozen=True, slots=True)
class Waive:
    """Make an exception from ``rule`` for the nominee of this case, at the step that may, with the reason."""

    actor: Person
    assignment: str
    rule: str
    reason: str
