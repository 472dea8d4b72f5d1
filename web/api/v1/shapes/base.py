"""What all shapes have in common, and those that several subjects use."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Answers = Annotated[
    dict[str, Any], Field(description="by field key; files as the object that uploading returned")
]


class In(BaseModel):
    """What is asked; a name that nobody reads is refused."""

    model_config = ConfigDict(extra="forbid")


class Out(BaseModel):
    """What is told, made from a record of the office."""

    model_config = ConfigDict(from_attributes=True)


class Refused(BaseModel):
    """The rules said no: nothing was changed."""

    refused: str | None = Field(description="name of the refusal, e.g. AlreadyDecided")
    sentence: str
    findings: list[dict[str, str]] = Field(
        description="every defect of a form: field, label, message, clause, and of a table the cell (3.born)"
    )
    request: str = Field(description="number of the request, also in the journal and the log")


class Done(BaseModel):
    """The act was done; the case's new state can be asked for."""

    case: str


class Named(BaseModel):
    """The id of what was made or changed."""

    id: str


class Reason(In):
    """Why something is done to a case."""

    reason: str


class Note(In):
    """A word that goes with an act."""

    note: str = ""


class Words(In):
    """A question or an answer."""

    text: str
