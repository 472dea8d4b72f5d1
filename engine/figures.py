"""How figures may be written: 2/3, 35%, "1000" and 1000.00 are all understood."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Annotated, NoReturn

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

UNREADABLE = "figure_unreadable"


def refuse(sentence: str, cure: str) -> NoReturn:
    """Refuse what is written with a finding in words of its own. Raises PydanticCustomError."""
    raise PydanticCustomError(UNREADABLE, "{sentence}", {"sentence": sentence, "cure": cure})


def _decimal(written: object) -> Decimal:
    text = str(written).strip().replace(",", "").replace("，", "").removesuffix("元").strip()
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(written, bool) or not number.is_finite():
        refuse(f"“{written}”不是数", "写成数，例如 5900 或 5900.50")
    return number


def _whole(written: object) -> int:
    number = _decimal(written)
    if number != number.to_integral_value() or number < 0:
        refuse(f"“{written}”不是人数", "写成不小于 0 的整数")
    return int(number)


def _share(written: object) -> Fraction:
    text = str(written).replace(" ", "").replace("％", "%")
    try:
        share = Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if isinstance(written, bool) or not 0 <= share <= 1:
        refuse(f"“{written}”不是比例", "写成 0 到 1 之间的比例，例如 35%、2/3 或 0.35")
    return share


Amount = Annotated[Decimal, BeforeValidator(_decimal)]
Count = Annotated[int, BeforeValidator(_whole)]
Share = Annotated[Fraction, BeforeValidator(_share)]
Positive = Annotated[int, BeforeValidator(_whole), Field(ge=1)]


def percent(part: int, whole: int) -> str:
    """The share as people write it, to two places; compared it is never so."""
    return f"{Decimal(100) * part / whole:.2f}%" if whole else "—"
