"""Nudges, and copies for information."""

from dataclasses import dataclass

from engine.commands.parts import Staff
from engine.definition import On
from engine.state import Person


@dataclass(frozen=True, slots=True)
class Urge:
    """Nudge those for whom the case waits (催办)."""

    actor: Person


@dataclass(frozen=True, slots=True)
class CopyTo:
    """Send the case to people for information (抄送); ``again`` also to those who have it already."""

    actor: Person
    people: tuple[Person, ...]
    note: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class CopyByRule:
    """Send the copies that the definition says of an occasion of a visit (抄送). Nobody asks: it is the rule."""

    step_id: str
    on: tuple[On, ...]
    staff: Staff


@dataclass(frozen=True, slots=True)
class MarkRead:
    """Say that one has read one's copy (已阅)."""

    actor: Person
    copy: str
