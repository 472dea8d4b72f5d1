"""Processes, their forms, and rounds."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel
from pydantic import Field as Described

from web.api.v1.shapes.base import Out


class ProcessLine(BaseModel):
    """A process in force.

    One ``about_titles`` is begun from the register of titles, one that ``reviews`` from a refused case, one that comes
    ``by_table`` with a table of titles from before, one that is ``opened_by`` signals by nobody. One that does not
    ``hold`` is another order of a matter than the one chosen today.
    """

    key: str
    title: str
    kind: str
    version: str
    about_titles: bool
    reviews: bool
    by_table: bool
    opened_by: str
    holds: bool


class Field(Out):
    """A field of a form: an answer is put under its ``key``."""

    key: str
    label: str
    type: str
    required: bool
    options: list[str]
    min: Any = Described(description="smallest figure, fewest rows")
    max: Any = Described(description="most characters, largest figure, most rows")
    help: str
    filled_at: str | None = Described(description="key of the step that fills it")


class RoundLine(Out):
    """A round; ``places`` and ``used`` are those of the units shown."""

    key: str
    process: str
    title: str
    year: int
    opened_at: datetime
    places: int
    used: int
