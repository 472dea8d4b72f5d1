"""What every question to the rule book has, and the figures in it."""

from datetime import date

from engine.definition import Strict
from engine.figures import UNREADABLE, Amount, Count, Positive, Share, percent, refuse

__all__ = ["UNREADABLE", "Amount", "Count", "Positive", "Question", "Share", "percent", "refuse"]


class Question(Strict):
    """What a rule must be told. Unknown words are refused; ``on`` is the day whose version of the rules is meant."""

    on: date | None = None
