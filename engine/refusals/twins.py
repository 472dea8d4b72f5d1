"""Of two cases that are, or may be, about one person."""

from engine.refusals.refusal import Refusal


class NominatedElsewhere(Refusal):
    """这位人选本届已由{unit}推荐，同一届只能由一条渠道推荐。"""


class NoSuchTwin(Refusal):
    """没有等待核对的相近事项，或已经核对过。"""
