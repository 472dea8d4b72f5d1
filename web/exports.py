"""A list as xlsx: the same question as the screen's, the same columns in the same order, all of its rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from engine.deadlines import local_date
from models import calendars
from models.reads import cases as reads
from models.reads import inbox
from models.reads.inbox import Box
from web import formats
from web.downloads import made_file
from web.inbox import Line, box_named, line_of
from web.narrowing import AskedHere
from web.pages import words
from web.speaking import Me, Viewer, transaction
from web.wording import BOX, DECISION, STATUS, WHEN, Translate
from web.xlsx.listing import listing

router = APIRouter()
MOST_LISTED = 100_000
_NAMES = 3  # of those it waits for


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a list: its heading, and what stands in it."""

    heading: str
    says: Callable[[Line], str]


@router.get("/cases.xlsx")
def of_cases(request: Request, me: Me, asked: AskedHere) -> Response:
    """The cases that the reader may see, as narrowed."""
    say = words(request)
    with transaction(request) as session:
        calendar = calendars.of(session)
        rows, total = reads.listed(
            session,
            me.person.id,
            now=me.now,
            narrowing=asked.narrowing(me.now, calendar),
            limit=MOST_LISTED,
            offset=0,
        )
        lines = [line_of(row, me.now, calendar) for row in rows]
    return _given(me, say, say("事项"), _of_cases(say), lines=lines, total=total)


@router.get("/inbox.xlsx")
def of_a_box(request: Request, me: Me, asked: AskedHere, tab: str = "waiting") -> Response:
    """A box of the inbox, as narrowed."""
    say, box = words(request), box_named(tab)
    with transaction(request) as session:
        calendar = calendars.of(session)
        narrowing = asked.narrowing(me.now, calendar)
        rows, total = inbox.lines(
            session, box, me.person.id, now=me.now, narrowing=narrowing, limit=MOST_LISTED
        )
        lines = [line_of(row, me.now, calendar) for row in rows]
    return _given(me, say, say(BOX[box]), _of_box(box, say), lines=lines, total=total)


def _given(
    me: Viewer, say: Translate, title: str, columns: Sequence[_Column], *, lines: Iterable[Line], total: int
) -> Response:
    rows = [[one.says(line) for one in columns] for line in lines]
    if total > len(rows):
        rows.append([say("这里列出 {shown} 件，共 {n} 件。").format(shown=len(rows), n=total)])
    content = listing(title, [one.heading for one in columns], rows)
    return made_file(content, f"{title}-{local_date(me.now).isoformat()}.xlsx")


def _matter(say: Translate) -> list[_Column]:
    """What the first two cells of a line say on the screen."""
    return [
        _Column(say("事项"), lambda line: line.row.subject or say("（尚未填写）")),
        _Column(say("流程"), lambda line: line.row.process_title),
        _Column(say("编号"), lambda line: line.row.number),
        _Column(say("单位"), lambda line: line.row.unit_name),
    ]


def _of_cases(say: Translate) -> list[_Column]:
    return [
        *_matter(say),
        _Column(say("状态"), lambda line: _status(line, say)),
        _Column(say("当前环节"), lambda line: line.row.step_title or "—"),
        _Column(say("等谁办理"), lambda line: _joined(_people(line, say), _waited(line, say))),
        _Column(say("限期"), lambda line: _due(line, say)),
        _Column(say("发起日期"), lambda line: formats.day(line.row.since)),
    ]


def _of_box(box: Box, say: Translate) -> list[_Column]:
    """As ``inbox.html`` draws the box."""
    mine, looked_at = box in ("waiting", "claimable"), box in ("copied", "done", "started")
    columns = [*_matter(say), _Column(say("环节"), lambda line: _step(line, say))]
    if looked_at:
        columns.append(_Column(say(WHEN[box]), lambda line: formats.day(line.row.since)))
    if box == "copied":
        columns.append(_Column(say("抄送人"), lambda line: line.row.sent_by or say("按流程规定")))
    if box == "done":
        columns.append(_Column(say("我的意见"), lambda line: say(DECISION[line.row.decision or ""])))
    if looked_at:
        columns.append(_Column(say("现状"), lambda line: _status(line, say)))
    if mine:
        columns.append(_Column(say("同办人"), lambda line: _people(line, say)))
        columns.append(_Column(say("限期"), lambda line: _joined(_due(line, say), _waited(line, say))))
    else:
        columns.append(_Column(say("等谁办理"), lambda line: _joined(_people(line, say), _waited(line, say))))
        columns.append(_Column(say("限期"), lambda line: _due(line, say)))
    return columns


def _step(line: Line, say: Translate) -> str:
    row = line.row
    visit = say("第 {n} 次").format(n=row.visit) if row.visit and row.visit > 1 else ""
    return _joined(row.step_title or "—", visit, say("核查异议") if row.objection else "")


def _status(line: Line, say: Translate) -> str:
    return _joined(say(STATUS[line.row.status]), say("暂挂") if line.row.held else "")


def _people(line: Line, say: Translate) -> str:
    names = line.row.others
    if len(names) > _NAMES:
        return say("{names}等 {n} 人").format(names="、".join(names[:_NAMES]), n=len(names))
    return "、".join(names) or "—"


def _due(line: Line, say: Translate) -> str:
    due = line.row.due_at
    if due is None:
        left = "—"
    elif line.overdue:
        left = say("超时")
    elif line.days_left == 0:
        left = say("今天到期")
    else:
        left = say("还有 {n} 个工作日").format(n=line.days_left)
    reminded = line.row.reminded_at
    last = say("上次催办 {at}").format(at=formats.moment(reminded)) if reminded else ""
    return _joined(formats.last_day(due), say(formats.weekday(due)), left, last)


def _waited(line: Line, say: Translate) -> str:
    since = line.row.waits_since
    if since is None:
        return ""
    return say("自 {day}，已等 {n} 个工作日").format(day=formats.day(since), n=line.days_waiting)


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))
