"""What a rule answers: the result, every intermediate figure, and the clause each comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

Value = bool | int | Decimal | str


@dataclass(frozen=True)
class Figure:
    """One step of the reckoning: what it is, what it came to, how, and by which clause."""

    key: str  # a stable English word for scripts
    label: str
    value: Value
    how: str = ""  # the reckoning in figures: "(38400 - 21600) ÷ 3 ÷ 12"
    clause: str = ""


@dataclass(frozen=True)
class Answer:
    """The result as a stable word, the same as a sentence for people, and the way there."""

    result: Value
    sentence: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A rule of the book: its stable name, what it must be told, and how it answers.

    ``asked`` checks the input and refuses a wrong one with every finding; ``answer`` is pure and takes an
    ``asked`` only. Under ``named`` the input may name a published set of parameters in place of its values.
    ``example`` is a complete input, as YAML.
    """

    name: str
    title: str
    asked: type[BaseModel]
    answer: Callable[[Any], Answer]
    example: str = ""
    named: str = ""
