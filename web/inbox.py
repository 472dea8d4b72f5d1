"""The inbox: what waits for me, for my group, what I may claim, what I am to know, have done and began."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from engine.deadlines import Calendar
from engine.handling.bulk import MOST_AT_ONCE
from models import calendars
from models.reads import inbox
from models.reads.inbox import BOXES, Box
from models.reads.lines import Row
from web import formats
from web.narrowing import AskedHere, choices, remember
from web.pages import render, words
from web.speaking import Me, transaction
from web.wording import BOX, DECISION, NOTHING, WHEN

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Line:
    """A row with what the day makes of it: working days waited and left, and whether it is late."""

    row: Row
    days_waiting: int
    days_left: int
    overdue: bool

    def __getattr__(self, name: str) -> object:
        """Whatever the row says."""
        return getattr(self.row, name)


@router.get("/inbox")
def show(
    request: Request,
    me: Me,
    asked: AskedHere,
    tab: str = "waiting",
    everything: Annotated[str, Query(alias="all", description="tick all that can be decided together")] = "",
) -> Response:
    """One of the boxes."""
    box = box_named(tab)
    with transaction(request) as session:
        calendar = calendars.of(session)
        narrowing = asked.narrowing(me.now, calendar)
        rows, total = inbox.lines(session, box, me.person.id, now=me.now, narrowing=narrowing)
        counts = inbox.counts(session, me.person.id, now=me.now)
        lines = [line_of(row, me.now, calendar) for row in rows]
        fields = choices(session, asked)
    _ = words(request)
    page = render(
        request,
        "inbox.html",
        tab=box,
        tabs=[(key, _(BOX[key]), counts.of(key)) for key in BOXES],
        heading=_(BOX[box]),
        counts=counts,
        rows=lines,
        total=total,
        empty=(_(NOTHING[box]), _(NOTHING[f"{box}_help"])),
        ticked=_ticked(rows) if everything else (),
        most_at_once=MOST_AT_ONCE,
        when_label=_(WHEN[box]),
        decision_words={key: _(name) for key, name in DECISION.items()},
        **fields,
    )
    if box == "waiting":
        remember(page, asked)
    return page


def _ticked(rows: Sequence[Row]) -> tuple[int, ...]:
    """The places, from 1, of the first lines that may be decided together."""
    return tuple(place for place, row in enumerate(rows, 1) if row.bulk)[:MOST_AT_ONCE]


def box_named(tab: str) -> Box:
    """The box of this name, or else the first."""
    return next((one for one in BOXES if one == tab), "waiting")


def line_of(row: Row, now: datetime, calendar: Calendar) -> Line:
    """``row`` as it stands at ``now``."""
    due = row.due_at
    return Line(
        row,
        days_waiting=formats.days_since(row.waits_since, now, calendar) if row.waits_since else 0,
        days_left=formats.days_left(due, now, calendar) if due else 0,
        overdue=due is not None and due <= now,
    )
