"""What a campaign's rounds have: places and gates."""

from engine.definition.parts import Key, Strict


class QuotaUse(Strict):
    """Which step takes a place (名额), and from which step on a place taken never comes back."""

    taken_at: Key
    kept_from: Key
    source: str


class Gate(Strict):
    """A gate of the round (关口): steps that name it wait until it is opened for all cases of the round."""

    key: Key
    title: str
    source: str = ""
