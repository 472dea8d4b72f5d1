"""Documents issued about a case."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.state import Person


@dataclass(frozen=True, slots=True)
class IssueDocument:
    """Note a document about the case: its number, which version of it, and the digests of its files.

    ``actor`` is None for the office itself, at a machine step.
    """

    actor: Person | None
    document: str
    kind: str
    title: str
    number: str
    version: int
    result: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class VoidDocument:
    """Note that a document's number is void, with the reason."""

    actor: Person
    number: str
    reason: str
