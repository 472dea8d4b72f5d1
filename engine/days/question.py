"""What the rules of days are told."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import AliasChoices, BeforeValidator, ConfigDict, Field, SkipValidation, model_validator

from engine.days.counting import ByHand, NamedCalendar, WithDaysByHand
from engine.deadlines import SHANGHAI, next_working_day
from engine.rulebook.written import Positive, Question, refuse

_WRITTEN = ("working days", "working day", "工作日", "个工作日", "days", "天")


def _read_days(written: object) -> object:
    """``5 working days`` is 5."""
    text = str(written).strip()
    for words in sorted(_WRITTEN, key=len, reverse=True):
        text = text.removesuffix(words).strip()
    return text if isinstance(written, str) else written


Days = Annotated[Positive, BeforeValidator(_read_days), Field(le=400)]


class _Days(Question):
    """``calendar`` is handed in: by its name, and a published one if none is written."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, arbitrary_types_allowed=True
    )
    calendar: SkipValidation[NamedCalendar]
    days_by_hand: list[ByHand] = Field([])

    @property
    def known_days(self) -> NamedCalendar:
        """The calendar with the days decided by hand."""
        return WithDaysByHand(self.calendar, self.days_by_hand)


class AddAsked(_Days):
    """``days`` working days or ``hours`` clock hours after ``start``; a moment without a zone is Shanghai's."""

    start: date | datetime = Field(validation_alias=AliasChoices("start", "from"))
    days: Days | None = None
    hours: Positive | None = None

    @property
    def moment(self) -> datetime:
        """The start as a moment in Shanghai."""
        start = (
            self.start
            if isinstance(self.start, datetime)
            else datetime(*self.start.timetuple()[:3], tzinfo=SHANGHAI)
        )
        return start.astimezone(SHANGHAI) if start.tzinfo else start.replace(tzinfo=SHANGHAI)

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        if (self.days is None) == (self.hours is None):
            refuse("days 和 hours 要写其中一个", "工作日写 days，钟点小时写 hours")
        if self.hours is not None and not isinstance(self.start, datetime):
            refuse("按小时计算，start 要写到分钟", "写成 2022-04-29T16:00")
        return self


class Objection(Question):
    """The days on which it was filed and settled; upheld, the case is taken down."""

    filed: date
    settled: date | None = None
    upheld: bool = False


class WindowAsked(_Days):
    """One publicity of so many working days, posted on a day; objections suspend it."""

    level: Literal["unit", "province", "nation"] = "unit"
    posted: date
    days: Days = 5
    objections: list[Objection] = Field([])

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        wrong = [
            f"{one.filed} 的异议，{one.settled} 就有了结论"
            for one in self.objections
            if one.settled and one.settled < one.filed
        ]
        wrong += [f"{one.filed} 的异议早于张贴日" for one in self.objections if one.filed < self.posted]
        if wrong:
            refuse("；".join(wrong), "结论不早于异议，异议不早于张贴")
        return self


class PostingAsked(WindowAsked):
    """The same of a posting that is planned: on a working day, for whoever posts on another posts unseen."""

    @model_validator(mode="after")
    def _on_a_working_day(self) -> Self:
        days = self.known_days
        if not days.is_working_day(self.posted):
            refuse(
                f"posted 是休息日（{days.name_of(self.posted)}），不能张贴公示",
                f"最早可以在 {next_working_day(self.posted, days)} 张贴",
            )
        return self
