"""The form of a case: its fields."""

from typing import Literal

from pydantic import Field

from engine.conditions import Condition
from engine.definition.parts import Key, Strict

FieldType = Literal[
    "text", "long_text", "choice", "boolean", "month", "date", "integer", "id_no", "file", "list", "person",
    "household",
]  # fmt: skip


class FormField(Strict):
    """One line of the form: its label, kind, limits and the step at which it is filled."""

    key: Key
    label: str
    type: FieldType
    required: bool = True
    filled_at: Key | None = Field(None, description="step that fills it; the first step when absent")
    options: list[str] = []
    min: int | None = None
    max: int | None = Field(None, description="most characters of a text, largest value of a number")
    accept: list[Literal["pdf", "docx", "jpg", "png"]] = ["pdf", "docx", "jpg", "png"]
    help: str = ""
    occasion: Literal["reverification", "change"] | None = Field(
        None, description="of a household: why its file is filled in again; absent for an application"
    )
    when: Condition | None = Field(None, description="asked only if it holds; looks at fields further up")
    read_by: Key | None = Field(
        None, description="the body that reads it before it acts, where no rule or document does"
    )


class Form(Strict):
    """The form of a case. ``subject`` names the case, ``identity`` tells the person it is about.

    A case about a unit is about nobody who could have to stay out of it.
    """

    subject: Key
    identity: Key | None = None
    about: Literal["person", "unit"] = "person"
    read_whole: bool = Field(
        default=False,
        description="those who decide read the whole form: a field that no rule looks at is meant",
    )
    fields: list[FormField] = Field(min_length=1)
