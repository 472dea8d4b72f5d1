"""What every event is made of."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from engine.state import Via

ANSWERS = ("answers", "before", "after")
"""Where in an event the answers of a form stand, by field."""


class Fact(BaseModel):
    """Something that has happened, or a part of it: immutable, and without room for what nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AssignmentOffered(Fact):
    """A person's share: who, for which body, at which turn, why this person, and from which share it came.

    A standing substitute has it for somebody (``for_person``) who is away ``for_until`` then.
    """

    id: str
    body: str
    person: str
    name: str
    unit: str
    position: int
    waiting: bool
    why: str
    via: Via = "offer"
    parent: str | None = None
    weight: int = 1
    for_person: str | None = None
    for_name: str | None = None
    for_until: datetime | None = None
