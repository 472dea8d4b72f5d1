"""What keeps a case although its period has run out: something that still lives by it."""

from collections.abc import Iterable
from typing import Literal

Hindrance = Literal["title", "linked", "household", "family", "preserved", "monitored", "payment", "outbox"]

HINDRANCES: dict[Hindrance, str] = {
    "title": "所授或所涉的称号还有效",
    "linked": "关联的事项还没有办结",
    "household": "这一户的困难职工档案还没有退出",
    "family": "这一户还有事项没有办结",
    "preserved": "这一户有事项暂停销毁",
    "monitored": "这一户还在跟踪监测",
    "payment": "还有款项没有发放到账",
    "outbox": "还有事件没有分发",
}


def in_words(hindrances: Iterable[Hindrance]) -> tuple[str, ...]:
    """Each as a sentence says it."""
    return tuple(HINDRANCES[one] for one in hindrances)
