"""What administrators see and send."""

from datetime import datetime

from pydantic import BaseModel, Field

from web.api.v1.shapes.base import In, Out


class Parked(Out):
    """A fact that could not be acted on after all attempts, and why."""

    id: int
    event: str
    case_id: str | None
    number: str | None
    reason: str
    attempts: int
    parked_at: datetime


class Definition(In):
    """The YAML of a definition; findings name the file by ``name``."""

    text: str = Field(max_length=1_000_000)
    name: str = Field("definition.yaml", max_length=200)


class DefinitionFinding(Out):
    """What is wrong on which line, and what to write instead."""

    line: int
    sentence: str
    cure: str


class Published(BaseModel):
    """The version that was published, or everything that keeps it from being published."""

    version: str | None
    findings: list[DefinitionFinding]
