"""Steps that turn to the outside: the public, and other bodies."""

from typing import Literal

from pydantic import Field

from engine.conditions import Condition
from engine.deadlines import WrittenDeadline
from engine.definition.parts import Key, Strict
from engine.definition.rounds import MonthDay
from engine.definition.steps import StepBase


class ShownField(Strict):
    """A field on the publicity page, whole or masked; of a table the ``columns`` that are shown."""

    field: Key
    columns: list[Key] = []
    mask: Literal["none", "middle", "year_only"] = "none"


class PublicityStep(StepBase):
    """Public showing for so many working days; the day of posting is not counted (民法典 §201)."""

    kind: Literal["publicity"]
    level: Literal["unit", "province", "nation"]
    window: WrittenDeadline
    shows: list[ShownField] = Field(min_length=1)
    objections_to: Key
    objection_due: WrittenDeadline
    ends_by: MonthDay | None = Field(
        None,
        description="the day of reporting: the window has to be over before it, or is not posted any more",
    )
    clue_words: int = Field(
        40,
        ge=10,
        le=500,
        description="characters from which an objection without a name is heard: it gives clues",
    )


class Agency(Strict):
    """An outside body whose opinion is asked, and for which cases."""

    key: Key
    title: str
    when: Condition | None = None
    clause: str


class ConsultStep(StepBase):
    """Opinions of outside bodies. No reply is not consent; an opinion expires."""

    kind: Literal["consult"]
    by: Key
    agencies: list[Agency] = Field(min_length=1)
    valid_days: int = Field(ge=1)
    shows: list[ShownField] = Field([], description="what an agency reads behind its signed link")
    link_days: int = Field(30, ge=1, le=365, description="days for which such a link holds")
