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
    """A named rule on the answers, with the sentence that is shown and the clause it comes from.

    One with ``waived_at`` does not keep the form from being handed in: it is shown as not met, and at that step
    nobody approves before somebody has made an exception, with the reason (准予例外).
    """

    key: Key
    title: str
    clause: str
    checked_at: Key
    share: Share | None = None
    condition: Condition | None = None
    waived_at: Key | None = Field(
        None, description="the step whose people may make an exception for one nominee (准予例外)"
    )
    veto: bool = Field(default=False, description="nobody makes an exception from it (一票否决)")
