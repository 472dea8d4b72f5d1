"""What a campaign's rounds have: a calendar with its phases, places and gates."""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from engine.conditions import Condition
from engine.deadlines import WrittenDelay
from engine.definition.parts import Key, Strict

_MONTH_DAY = re.compile(r"(?P<month>\d\d)-(?P<day>\d\d)")
_LEAP_YEAR = 2000


def day_in(year: int, written: str) -> date:
    """The day ``MM-DD`` of ``year``; 02-29 of a year without one is the day after. Raises ValueError for no day."""
    match = _MONTH_DAY.fullmatch(written)
    if match is None:
        message = "月日写成 04-01 这样"
        raise ValueError(message)
    month, day = int(match["month"]), int(match["day"])
    date(_LEAP_YEAR, month, day)
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month + 1, 1)


def _is_a_day(written: str) -> str:
    day_in(_LEAP_YEAR, written)
    return written


MonthDay = Annotated[str, AfterValidator(_is_a_day)]
"""A day of every year, written ``04-01``."""


class Outside(Strict):
    """Those outside the quota (单列): they take no place of their unit and enter no ratio, on the basis of a paper."""

    when: Condition
    basis: Key = Field(
        description="the file of the form on which it rests, e.g. the notice of a contest's winners"
    )
    source: str


class QuotaUse(Strict):
    """Which step takes a place (名额), and from which step on a place taken never comes back.

    Where places are told apart, ``by`` is the choice of the form whose options are their categories.
    """

    taken_at: Key
    kept_from: Key
    by: Key | None = None
    outside: Outside | None = None
    source: str


class Gate(Strict):
    """A gate of the round (关口): steps that name it wait until it is opened for all cases of the round."""

    key: Key
    title: str
    source: str = ""


class Phase(Strict):
    """A part of the round's calendar (阶段), first and last day included. With a ``gate``, that is open for so long."""

    key: Key
    title: str
    opens: MonthDay
    closes: MonthDay
    gate: Key | None = None
    source: str = ""


class RoundPlan(Strict):
    """The calendar of every round: from when to when forms are handed in, what follows, and how cases are sorted.

    Days are those of the round's year; one that lies before ``opens`` in it is meant in the year after. A form handed
    in during the ``grace`` (working days) counts as late; after it the unit has given up (逾期不报视为自动放弃).
    """

    name: str = "{year} 年"
    opens: MonthDay
    closes: MonthDay
    grace: WrittenDelay | None = None
    categories: Key | None = Field(None, description="the choice of the form by which cases are sorted")
    phases: list[Phase] = []
    source: str
