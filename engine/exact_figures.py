"""Figures in writing: sums of money and other numbers are kept as exact text (``12345.60``), never as floats."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated
from unicodedata import normalize

from pydantic import PlainSerializer

Exact = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
"""A number with places in a definition. Of its few digits JSON's own number keeps every one."""

_KEPT = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_GROUPED = re.compile(r"-?[0-9]{1,3}([,][0-9]{3})+(\.[0-9]+)?")
_OF_MONEY = re.compile(r"^[¥￥]|元$")


def kept_figure(said: object, places: int) -> str | None:
    """What was typed as a figure with so many places, as it is kept; None when it is none or has more places.

    Full-width digits are digits, groups of thousands are closed up, ¥ and 元 are left out.
    """
    if isinstance(said, bool) or not isinstance(said, int | float | Decimal | str):
        return None
    plain = _OF_MONEY.sub("", normalize("NFKC", str(said)).strip()).strip()
    plain = plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain
    if not _KEPT.fullmatch(plain):
        return None
    exact = Decimal(plain).quantize(Decimal(1).scaleb(-places))
    if exact != Decimal(plain):  # more places than there are, and not only zeros
        return None
    return f"{exact or abs(exact):f}"


def figure_of(fact: object) -> Fraction | None:
    """A fact as a number that can be compared exactly; None for whatever is none. A yes is no one."""
    if isinstance(fact, str):
        return Fraction(fact) if _KEPT.fullmatch(fact) else None
    if isinstance(fact, bool) or not isinstance(fact, int | Fraction | Decimal):
        return None
    return Fraction(fact)


def grouped(kept: str) -> str:
    """A kept figure as it is printed: 1,234,567.80."""
    return f"{Decimal(kept):,f}"
