"""Majorities in whole numbers: ``>=`` is 以上 and includes the number, ``>`` is 超过 and does not (民法典 §1259)."""

from typing import Literal, Protocol


class Majority(Protocol):
    """A fraction that must be reached or exceeded."""

    @property
    def op(self) -> Literal[">=", ">"]:
        """Reach or exceed."""

    @property
    def num(self) -> int:
        """The numerator."""

    @property
    def den(self) -> int:
        """The denominator."""


def reaches(part: int, whole: int, majority: Majority) -> bool:
    """Whether ``part`` of ``whole`` is enough, compared exactly."""
    left, right = part * majority.den, whole * majority.num
    return left >= right if majority.op == ">=" else left > right


def least(whole: int, majority: Majority) -> int:
    """The smallest part of ``whole`` that is enough."""
    exact = whole * majority.num
    return -(-exact // majority.den) if majority.op == ">=" else exact // majority.den + 1
