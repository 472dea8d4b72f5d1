"""What is on file about a case: lines of its journal, objections, documents with their numbers."""

from datetime import datetime

from pydantic import BaseModel, Field

from web.api.v1.shapes.base import In, Out


class JournalLine(Out):
    """A line of the journal; ``quote`` are the reason's own words, ``door`` is from where the act came."""

    at: datetime
    text: str
    quote: str
    door: str
    ends: bool = Field(description="whether the case failed by it")


class Objected(Out):
    """An objection; ``upheld`` is null while it is looked into."""

    id: str
    filed_at: datetime
    due_at: datetime | None
    upheld: bool | None
    finding: str | None
    found_at: datetime | None
    letter: dict[str, str] | None = Field(
        None, description="name, contact and text, for whoever looks into it; for all others null"
    )


class Document(Out):
    """One version of a document under its official number; ``pdf`` and ``docx`` are digests to fetch it by."""

    kind: str
    number: str
    version: int
    title: str
    pdf: str
    docx: str
    made_at: datetime
    voided_at: datetime | None
    void_reason: str | None


class DocumentKind(Out):
    """A kind of document that can be issued."""

    key: str
    title: str


class Documents(BaseModel):
    """What was issued about a thing, the newest number first, and what the reader may issue."""

    title: str
    documents: list[Document]
    may_issue: list[DocumentKind]


class Void(In):
    """Which number is declared void, and why."""

    number: str = Field(max_length=60)
    reason: str


class Checked(BaseModel):
    """Whether a certificate is genuine; ``shown`` is what it says, of one that holds."""

    verdict: str = Field(description="genuine, revoked or unknown")
    shown: dict[str, str]
