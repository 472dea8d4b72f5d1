"""What every part of a definition is made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """A part of a definition: immutable, and without room for keys nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
