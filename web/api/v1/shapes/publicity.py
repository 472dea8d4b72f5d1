"""What is shown to the public, and objections to it."""

from datetime import datetime

from pydantic import BaseModel, Field

from web.api.v1.shapes.base import In


class Notice(BaseModel):
    """A public showing as anybody may read it."""

    id: str
    process: str
    unit: str
    level: str
    posted_at: datetime
    closes_at: datetime
    suspended: bool
    days_left: int = Field(description="working days still to come")
    receives: str = Field(description="who takes objections")
    lines: dict[str, str]


class NoticeList(BaseModel):
    """Showings that stand on one list, by id in their order, and where the list and its files are."""

    title: str
    level: str
    columns: list[str]
    notices: list[str]
    page: str
    pdf: str
    docx: str
    xlsx: str


class Question(BaseModel):
    """Two numbers to be added, and the token that goes back with their sum."""

    add: tuple[int, int]
    check: str


class Objection(In):
    """An objection to what is shown: sealed before it is stored. Name and contact may be empty, not one of them.

    ``check`` is that of a question, ``answer`` the sum that it asks for.
    """

    name: str
    contact: str
    text: str
    check: str
    answer: str


class Code(In):
    """The code with which the author of an objection asks how it stands."""

    code: str = Field(max_length=40)


class ObjectionState(BaseModel):
    """How an objection stands; ``upheld`` is null while it is looked into."""

    filed_at: datetime
    due_at: datetime | None
    upheld: bool | None
    finding: str | None
