"""公示: the days of every window, counted again by the working days noted in the dossier (民法典 §201)."""

from collections.abc import Iterator
from datetime import datetime

from engine.deadlines import day_text, end_of, last_day, local_date, working_days_after, working_days_between
from engine.definition import PublicityStep
from engine.dossier.content import CALENDAR, JOURNAL, OutsideCalendar
from engine.dossier.findings import Flaw
from engine.dossier.reading import Dossier
from engine.dossier.walking import Stride, walk
from engine.dues import window_end
from engine.events import PublicityOpened, PublicityResumed, PublicitySuspended, StepSettled
from engine.state import CaseState, WindowState


def windows(dossier: Dossier) -> Iterator[Flaw | str]:
    """Opened, suspended, resumed and run out, each on the day that the rules say."""
    opened = 0
    for stride in walk(dossier.lines):
        opened += isinstance(stride.event, PublicityOpened)
        try:
            found = list(_of(dossier, stride))
        except OutsideCalendar as day:
            yield Flaw(CALENDAR, f"没有 {day} 是否工作日的记载")
            continue
        yield from (Flaw(f"{JOURNAL} 第 {stride.seq} 行", one) for one in found)
    yield f"公示 {opened} 次"


def _of(dossier: Dossier, stride: Stride) -> Iterator[str]:
    before = stride.before
    if before is None:
        return
    match stride.event:
        case PublicityOpened() as event:
            step = dossier.definition(before.version).step(event.step)
            if isinstance(step, PublicityStep):
                yield from _until(window_end(stride.at, step.window, dossier.calendar), event.closes_at)
            else:
                yield "公示的环节不是公示环节"
        case PublicitySuspended() as event:
            shown = last_day(_window(before, event.id).closes_at)
            days = working_days_between(local_date(stride.at), shown, dossier.calendar)
            if days != event.days_left:
                yield f"中止时应余 {days} 个工作日，却记为 {event.days_left} 个"
        case PublicityResumed() as event:
            left = _window(before, event.id).days_left or 0
            until = end_of(working_days_after(local_date(stride.at), left, dossier.calendar))
            yield from _until(until, event.closes_at)
        case StepSettled(outcome="done") as event:
            yield from _ran_out(before, event, stride.at)


def _until(due: datetime, said: datetime) -> Iterator[str]:
    if due != said:
        yield f"应公示到 {day_text(last_day(due))}，却记为 {day_text(last_day(said))}"


def _ran_out(state: CaseState, event: StepSettled, at: datetime) -> Iterator[str]:
    """A showing that ended well has run its whole time, and no objection was open."""
    for shown in state.windows:
        if shown.id == event.id and (shown.suspended_at is not None or at < shown.closes_at):
            yield "公示没有期满就结束了"


def _window(state: CaseState, window_id: str) -> WindowState:
    return next(one for one in state.windows if one.id == window_id)
