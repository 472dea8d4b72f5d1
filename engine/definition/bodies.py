"""Who decides."""

from typing import Literal

from pydantic import Field

from engine.definition.parts import Key, Strict


class Body(Strict):
    """Who decides: the holders of a post in a unit, the members of a named organ, or whom a field of the form names."""

    title: str
    unit: str | None = Field(None, alias="from", description="unit, parent_unit, or the key of a unit")
    post: str | None = None
    organ: str | None = None
    field: Key | None = Field(None, description="the field of the form that names the person")
    pick: Literal["all", "round_robin", "least_loaded"] = Field(
        "all", description="everybody, or one of them: in turn, or whoever has least to do"
    )
    not_the_last: bool = Field(
        default=False, description="whoever was picked last is not picked again while there are others"
    )
