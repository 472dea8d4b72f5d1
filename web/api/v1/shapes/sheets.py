"""What becomes of a table, in JSON."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from engine.forms.many import CellFinding

How = Literal["try", "import"]
OnFile = Literal["try", "file"]


class WrongCell(BaseModel):
    """A cell (``C7``, or of a table's sheet ``家庭成员!C7``) and what is wrong with it."""

    place: str
    field: str
    label: str
    message: str


class Brought(BaseModel):
    """How many rows there are, what is wrong, and the cases that were begun (none while it was only tried)."""

    rows: int
    tried: bool
    cases: list[str]
    wrong: list[WrongCell]
    marked: str | None = Field(description="the same file with its wrong cells marked, in base64")


def wrong_cell(place: str, found: CellFinding) -> WrongCell:
    """The finding at its place."""
    return WrongCell(place=place, field=found.field, label=found.label, message=found.message)


class OpinionList(BaseModel):
    """What one outside body is asked; ``waiting`` are the numbers of the cases without an answer on file."""

    which: str
    agency: str
    process: str
    step: str
    waiting: list[str]
    answered: int
    due_at: datetime | None


class Answers(BaseModel):
    """How many answers there are, and what is wrong; none are kept while it is tried, or with one wrong cell."""

    rows: int
    tried: bool
    wrong: list[WrongCell]
    marked: str | None = Field(description="the same file with its wrong cells marked, in base64")
