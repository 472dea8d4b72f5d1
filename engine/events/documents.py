"""Documents issued about the case."""

from collections.abc import Mapping
from typing import Literal

from engine.events.facts import Fact


class DocumentIssued(Fact):
    """A document about the case was issued, or a new version of it; ``result`` are the digests of its files.

    ``by`` is None where a machine step made it.
    """

    event: Literal["document.issued"] = "document.issued"
    id: str
    kind: str
    title: str
    number: str
    version: int
    result: Mapping[str, str]
    by: str | None


class DocumentVoided(Fact):
    """The number of a document about the case was voided; it is never given again."""

    event: Literal["document.voided"] = "document.voided"
    number: str
    reason: str
    by: str


DocumentEvent = DocumentIssued | DocumentVoided
"""Either of them."""
