"""Who is monitored and why (监测对象): reasons with their clause, and how long each keeps a household in."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, get_args

from pydantic import Field, model_validator

from engine.hardship.parameters import Strict, refuse_all

Reason = Literal["left", "edge", "relative", "self_report", "hotline", "unit"]
REASONS: tuple[Reason, ...] = get_args(Reason)
REASON_WORDS: dict[Reason, str] = {
    "left": "脱困未满两年",
    "edge": "边缘户",
    "relative": "相对困难",
    "self_report": "本人申报",
    "hotline": "热线反映",
    "unit": "单位排查",
}


class ReasonRule(Strict):
    """One reason to be monitored. Without ``months`` it holds until it is ended by hand or by an event."""

    reason: Reason
    title: str
    months: int | None = Field(default=None, gt=0)
    clause: str


class PopulationRules(Strict):
    """One version of the rules of who is monitored. A reason that is not in it lets nobody in."""

    version: str
    valid_from: date
    source: str
    assumed: tuple[str, ...] = ()
    reasons: tuple[ReasonRule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_sound(self) -> "PopulationRules":
        refuse_all(_findings(self.reasons))
        return self

    def of(self, reason: str) -> ReasonRule | None:
        """What the rules say of this reason; None when it lets nobody in."""
        return next((one for one in self.reasons if one.reason == reason), None)


def _findings(reasons: Sequence[ReasonRule]) -> Iterator[str]:
    keys = [one.reason for one in reasons]
    for key in dict.fromkeys(keys):
        if keys.count(key) > 1:
            yield f"纳入原因 {key} 写了 {keys.count(key)} 次。"


def until(rule: ReasonRule, since: date) -> date | None:
    """The first day on which the reason no longer holds; None when it does not run out."""
    if rule.months is None:
        return None
    number = since.year * 12 + since.month - 1 + rule.months
    year, month = divmod(number, 12)
    # 脱困日为 31 日而期满的月份没有 31 日：顺延到次月 1 日，不少监测一天。
    try:
        return date(year, month + 1, since.day)
    except ValueError:
        return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)


def holds_on(rule: ReasonRule, since: date, day: date) -> bool:
    """Whether a household that came in on ``since`` is in on ``day`` for this reason."""
    end = until(rule, since)
    return since <= day and (end is None or day < end)
