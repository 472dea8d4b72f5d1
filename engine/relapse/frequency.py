"""How often a household is looked at: by its grade, once in each month, quarter, half-year or year of the calendar."""

from dataclasses import dataclass
from datetime import date

from engine.relapse.rules import MONTHLY, Every, Grade, RelapseRules

_QUARTERS, _HALVES = "一二三四", "上下"


@dataclass(frozen=True, slots=True)
class Period:
    """So many months of the calendar, beginning on the first day of one: what a run is done once for."""

    every: Every
    first: date

    @property
    def number(self) -> int:
        """Periods of this length since the year 0: one more for the next."""
        return (self.first.year * 12 + self.first.month - 1) // self.every

    @property
    def last(self) -> date:
        """The first day of its last month."""
        return self.first.replace(month=self.first.month + self.every - 1)

    @property
    def title(self) -> str:
        """As it is called: 2022-11, 2022 年第四季度, 2022 年下半年, 2022 年."""
        place, year = (self.first.month - 1) // self.every, f"{self.first.year} 年"
        quarter, half = f"{year}第{_QUARTERS[place % 4]}季度", f"{year}{_HALVES[place % 2]}半年"
        return {1: f"{self.first:%Y-%m}", 3: quarter, 6: half, 12: year}[self.every]


def period_of(every: Every, day: date) -> Period:
    """The period of this length in which the day lies."""
    return Period(every, date(day.year, (day.month - 1) // every * every + 1, 1))


def looked_at(rules: RelapseRules, period: Period, month: date) -> dict[Grade, date]:
    """The grades whose households a run looks at, each with the day since which no check was made of them.

    Every run those of its own frequency; the monthly one also, from the second month of their period on, those whose
    run did not come or could not say anything: what was missed is caught up by one check.
    """
    since = {grade: period_of(every, month).first for grade, every in rules.every_months.items()}
    late = {grade for grade, first in since.items() if period.every == MONTHLY and first < month}
    return {
        grade: first
        for grade, first in since.items()
        if rules.every_months[grade] == period.every or grade in late
    }


def lets_newcomers_in(period: Period) -> bool:
    """Whether a run looks at households that were never checked: they do not wait for their quarter."""
    return period.every == MONTHLY
