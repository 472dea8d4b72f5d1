"""A booking (一笔): so many places from the credited account (贷) to the debited one (借)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Account = Literal["notice", "reserve", "left", "used", "lapsed"]
Verb = Literal["give", "keep", "use", "use_apart", "return", "take_back", "move", "lapse"]

ACCOUNT_LABELS: dict[Account, str] = {
    "notice": "名额通知",
    "reserve": "预留",
    "left": "未用",
    "used": "已用",
    "lapsed": "作废",
}
VERB_LABELS: dict[Verb, str] = {
    "give": "下达",
    "keep": "预留",
    "use": "占用",
    "use_apart": "单列占用",
    "return": "退还",
    "take_back": "收回",
    "move": "调剂",
    "lapse": "作废",
}
APART = "单列"
"""The category of those outside the quota: they take no place of a unit and enter no ratio."""


@dataclass(frozen=True, slots=True)
class Holding:
    """An account of one unit in one category; without a unit it is the notice (名额通知), where all places come from.

    ``category`` is empty where places are not told apart.
    """

    account: Account
    unit: str | None = None
    category: str = ""


NOTICE = Holding("notice")


@dataclass(frozen=True, slots=True)
class Booking:
    """Places that go from ``credit`` to ``debit``, at least one; ``case`` is the one that took or returned them."""

    verb: Verb
    credit: Holding
    debit: Holding
    places: int
    reason: str = ""
    case: str | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for what is no booking: nothing moved, or moved onto itself."""
        if self.places < 1 or self.credit == self.debit:
            message = f"no booking: {self}"
            raise ValueError(message)


def balances(bookings: Iterable[Booking]) -> Counter[Holding]:
    """What each account holds; the notice holds, below zero, what was issued in all. They add up to nothing."""
    held: Counter[Holding] = Counter()
    for one in bookings:
        held[one.debit] += one.places
        held[one.credit] -= one.places
    return held
