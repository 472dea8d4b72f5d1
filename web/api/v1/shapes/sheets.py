"""What becomes of a table, in JSON."""

from typing import Literal

from pydantic import BaseModel, Field

How = Literal["try", "import"]


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
