"""What a campaign's rounds have: places and gates."""

from pydantic import Field

from engine.conditions import Condition
from engine.definition.parts import Key, Strict


class Outside(Strict):
    """Those outside the quota (单列): they take no place of their unit and enter no ratio, on the basis of a paper."""

    when: Condition
    basis: Key = Field(
        description="the file of the form on which it rests, e.g. the notice of a contest's winners"
    )
    source: str


class QuotaUse(Strict):
    """Which step takes a place (名额), and from which step on a place taken never comes back.

    Where places are told apart, ``by`` is the choice of the form whose options are their categories.
    """

    taken_at: Key
    kept_from: Key
    by: Key | None = None
    outside: Outside | None = None
    source: str


class Gate(Strict):
    """A gate of the round (关口): steps that name it wait until it is opened for all cases of the round."""

    key: Key
    title: str
    source: str = ""
