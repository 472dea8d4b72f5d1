"""Rules on the answers."""

from typing import Literal

from pydantic import Field

from engine.conditions import Condition
from engine.definition.parts import Key, Strict


class Share(Strict):
    """A part of a whole against a fraction, compared in whole numbers: ``part × den op whole × num``."""

    part: Key
    whole: Key
    op: Literal[">=", ">"]
    num: int = Field(ge=1)
    den: int = Field(ge=1)


class Rule(Strict):
    """A named rule on the answers, with the sentence that is shown and the clause it comes from."""

    key: Key
    title: str
    clause: str
    checked_at: Key
    share: Share | None = None
    condition: Condition | None = None
