"""The lines of a script, as a person writes them: who there is, what time does, what is expected."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AliasChoices, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from engine.deadlines import SHANGHAI
from engine.definition import Strict
from engine.state import CaseStatus, StepOutcome

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WRITTEN = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)


UNREADABLE = "unreadable"
"""The type of errors whose context holds a sentence and a cure of ours."""


def _read_moment(written: object) -> datetime:
    """The moment in UTC. Without a zone it is Shanghai's, without a time the beginning of the day."""
    if isinstance(written, str) and _WRITTEN.fullmatch(written):
        with suppress(ValueError):
            moment = datetime.fromisoformat(written)
            return (moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)).astimezone(UTC)
    words = {"sentence": f"时间读不懂：{written}", "cure": "写成 2022-04-22T09:00，或只写日期 2022-04-22"}
    raise PydanticCustomError(UNREADABLE, "{sentence}", words)


def read_day(written: object) -> date | None:
    """The day as it is written; null is none."""
    if written is None:
        return None
    with suppress(ValueError):
        if isinstance(written, str) and _DAY.fullmatch(written):
            return date.fromisoformat(written)
    words = {"sentence": f"日期读不懂：{written}", "cure": "写成 2022-04-22"}
    raise PydanticCustomError(UNREADABLE, "{sentence}", words)


def _read_text(written: object) -> object:
    """An ID number without quotes is a number to YAML."""
    return str(written) if isinstance(written, int) and not isinstance(written, bool) else written


def _read_list(written: object) -> object:
    return [written] if isinstance(written, str) else written


Day = Annotated[date | None, BeforeValidator(read_day)]
Moment = Annotated[datetime, BeforeValidator(_read_moment)]
Text = Annotated[str, BeforeValidator(_read_text)]
OneOrMore = Annotated[list[str], BeforeValidator(_read_list)]


class CastLine(Strict):
    """An actor: where he or she belongs, what posts are held, in which bodies there is a seat."""

    name: str | None = None
    unit: str | None = None
    posts: OneOrMore = Field(default_factory=list)
    bodies: OneOrMore = Field(default_factory=list)
    identity: Text | None = Field(None, description="the ID number, for 回避 in one's own case")


class UnitLine(Strict):
    """The unit whose case is played."""

    key: str = "unit"
    name: str = "演示单位"
    direct: bool = False
    sector: str | None = None
    city: str | None = None


class QuotaLine(Strict):
    """The places that the unit has, and how many other cases have taken."""

    places: int = Field(1, ge=0)
    used: int = Field(0, ge=0)


class DrawnLine(Strict):
    """What a draw said of the case at a step: whether it is in the sample, and who judges it."""

    chosen: bool = True
    judges: OneOrMore = Field(default_factory=list)


class Opening(Strict):
    """The first line, if there is one: what is there before anything happens."""

    cast: dict[str, CastLine] | None = None
    unit: UnitLine = UnitLine()
    quota: QuotaLine | None = QuotaLine()
    level: QuotaLine | None = Field(None, description="places of the level that ranks; null: it cuts nothing")
    answers: dict[str, Any] = Field(default_factory=dict)
    gates: OneOrMore = Field([], description="gates of the round that are open from the beginning")
    drawn: dict[str, DrawnLine] = Field(
        {}, description="by step; a step not named draws the case, and everybody"
    )
    versions: dict[str, str] = Field(
        {}, description="files of other versions, for moves, by names of their own"
    )


def _called(*words: str) -> Any:  # noqa: ANN401 - what pydantic's Field is
    """A word of an expectation with others that mean the same; null is none."""
    return Field(None, validation_alias=AliasChoices(*words))


class Pass(Strict):
    """Time passes: windows close, reminders and overdue marks come, machine steps finish."""

    at: Moment


class Expected(Strict):
    """What should be so now. Only what is written is looked at; null means none."""

    open: OneOrMore | None = None
    status: CaseStatus | None = None
    determination: str | None = _called("determination", "outcome")
    refused: str | None = Field(None, description="the refusal of the act just before, by its name")
    held: bool | None = None
    late: bool | None = None
    closed: bool | None = None
    waiting: OneOrMore | None = _called("waiting", "waiting_for", "assignees")
    visit: dict[str, int] = Field(
        {},
        validation_alias=AliasChoices("visit", "visits"),
        description="how often the case has been at these steps",
    )
    due: dict[str, Day] = Field({}, description="the last day for these open steps")
    window: Day = Field(None, description="last day of the publicity that runs; null while suspended")
    used: int | None = Field(None, description="places of the unit that are taken")
    happened: OneOrMore = Field([], description="events since the last act or time, among others")
    ended: dict[str, StepOutcome | None] = Field({}, description="how the last visits of these steps ended")
    pending: OneOrMore | None = Field(None, description="steps that wait to be opened, for a gate or anybody")
    lines: dict[str, OneOrMore] = Field({}, description="the lines for which these steps are open")
    papers: dict[str, int] = Field({}, validation_alias=AliasChoices("papers", "box", "votes"))
    copies: OneOrMore | None = Field(None, description="who has a copy; unread: who has not read it")
    unread: OneOrMore | None = None
    linked: OneOrMore | None = Field(None, description="the numbers of the cases linked to this one")
    answers: dict[str, Any] = Field({}, description="what the form says in these fields")
    waivers: OneOrMore | None = Field(None, description="the rules from which an exception stands")
    items: dict[str, str | None] = Field(
        {}, description="how items of the meeting ended; open or waiting where they did not"
    )
    elected: OneOrMore | None = Field(None, description="who was elected at the meeting")
    shares: dict[str, Any] = Field(
        {}, description="what the rule of shares said of the list last: result, mend, clash, or a figure"
    )
    version: str | None = Field(None, description="the version that the case goes by")


class Expect(Strict):
    """A line that holds the case against what is expected."""

    expect: Expected
