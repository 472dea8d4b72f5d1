"""The inbox: what waits for me, what I began, what I have done."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request, Response

from engine.deadlines import Calendar
from models import calendars
from models.reads import inbox
from models.reads.inbox import Row
from web import formats
from web.pages import render, words
from web.speaking import Me, transaction
from web.wording import DECISION

router = APIRouter()
_LISTS = {
    "waiting": inbox.waiting_for,
    "started": inbox.started_by,
    "done": inbox.done_by,
    "copied": inbox.copied_to,
}


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
def show(request: Request, me: Me, tab: str = "waiting") -> Response:
    """One of the lists."""
    tab = tab if tab in _LISTS else "waiting"
    with transaction(request) as session:
        rows = _LISTS[tab](session, me.person.id)
        counts = inbox.counts(session, me.person.id, now=me.now)
        calendar = calendars.of(session)
        lines = [line_of(row, me.now, calendar) for row in rows]
    _ = words(request)
    tabs = (
        ("waiting", _("待办"), counts.waiting),
        ("started", _("我发起"), counts.started),
        ("done", _("已办"), counts.done),
        ("copied", _("抄送"), counts.copied),
    )
    return render(
        request,
        "inbox.html",
        tab=tab,
        tabs=tabs,
        heading=next(label for key, label, _count in tabs if key == tab),
        counts=counts,
        rows=lines,
        shown_of=next(count for key, _label, count in tabs if key == tab),
        empty=_nothing(request, tab),
        when_label=_when(request, tab),
        decision_words={key: _(name) for key, name in DECISION.items()},
    )


def line_of(row: Row, now: datetime, calendar: Calendar) -> Line:
    """``row`` as it stands at ``now``."""
    due = row.due_at
    return Line(
        row,
        days_waiting=formats.days_since(row.since, now, calendar),
        days_left=formats.days_left(due, now, calendar) if due else 0,
        overdue=due is not None and due <= now,
    )


def _nothing(request: Request, tab: str) -> tuple[str, str]:
    """What an empty list says, and what would fill it."""
    _ = words(request)
    return {
        "waiting": (_("没有待办"), _("轮到您办理的事项会出现在这里，并发送通知。")),
        "started": (_("还没有发起过事项"), _("可以从“发起”开始填报；推荐类事项要有名额。")),
        "done": (_("还没有办结记录"), _("您办理过的事项会留在这里备查。")),
        "copied": (_("没有抄送"), _("别人抄送给您的事项会出现在这里。")),
    }[tab]


def _when(request: Request, tab: str) -> str:
    _ = words(request)
    return {
        "waiting": _("到达日期"),
        "started": _("发起日期"),
        "done": _("办理日期"),
        "copied": _("抄送日期"),
    }[tab]
