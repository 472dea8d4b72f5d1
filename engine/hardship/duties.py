"""What whoever has an open file owes: the check of each year until 31 December, a report of a change within 30 days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

REPORT_WITHIN = timedelta(days=30)  # 家庭情况变化 30 日内报告 [A]
DutyKind = Literal["yearly", "change"]
Stage = Literal["soon", "late"]
_BEFORE: dict[DutyKind, timedelta] = {
    "yearly": timedelta(days=30),  # 到期前 30 日提醒
    "change": timedelta(days=10),  # 30 日内报告，剩 10 日提醒 [A]
}


@dataclass(frozen=True, slots=True)
class OpenFile:
    """What is known of an open file: its opening, the last check, the first change that was heard of after it."""

    filed_on: date
    checked_on: date | None = None
    changed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """What has to be done, and the last day on which it is in time."""

    kind: DutyKind
    due: date

    def stage(self, today: date) -> Stage | None:
        """Late after its last day, soon shortly before it; None while there is time."""
        if today > self.due:
            return "late"
        return "soon" if today >= self.due - _BEFORE[self.kind] else None


def yearly_due(filed_on: date, checked_on: date | None) -> date:
    """Every file is verified anew in each year after that of its opening or last check, until 31 December."""
    return date(max((checked_on or filed_on).year, filed_on.year) + 1, 12, 31)


def duties_of(file: OpenFile) -> Iterator[Duty]:
    """All duties of the file, whenever they are due. A check after the change has reported it."""
    if file.changed_on and (file.checked_on is None or file.checked_on < file.changed_on):
        yield Duty("change", file.changed_on + REPORT_WITHIN)
    yield Duty("yearly", yearly_due(file.filed_on, file.checked_on))
