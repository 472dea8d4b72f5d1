"""ID numbers (GB 11643): how they are written, and whether one can be right."""

import re
from datetime import date
from unicodedata import normalize

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
# Digits are written out: \d also takes those of other scripts, full-width ones among them, and $ a line's end.
_ID_NUMBER = re.compile(r"[0-9]{17}[0-9X]")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def as_id_number(text: str) -> str:
    """What was typed as an ID number, as it is printed: full-width digits are digits, and the last may be an X."""
    return normalize("NFKC", text).strip().upper()


def is_id_number(text: str) -> bool:
    """Whether ``text`` is an 18-digit ID number with a right check digit and a real birthday (GB 11643)."""
    if not _ID_NUMBER.fullmatch(text) or not is_date(f"{text[6:10]}-{text[10:12]}-{text[12:14]}"):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return _CHECK_DIGITS[total % 11] == text[17]


def is_date(text: str) -> bool:
    """Whether ``text`` is a day of the calendar, written 2022-03-01."""
    if not _DATE.fullmatch(text):  # fromisoformat reads 20220301 and 2022-W09-2 too
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
