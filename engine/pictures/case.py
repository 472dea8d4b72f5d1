"""A case's path as a picture: what is done and when, for whom it waits now, what was skipped or returned."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from engine.deadlines import last_day, local_date
from engine.definition import Process
from engine.pictures.process import Look, Mark, Return, picture
from engine.state import AssignmentState, CaseState, StepOutcome, StepState

_LOOKS: Mapping[StepOutcome, Look] = {
    "skipped": "skipped",
    "rejected": "ended",
    "withdrawn": "ended",
    "terminated": "ended",
    "sent_back": "back",
    "void": "back",
}
_ENDINGS: Mapping[StepOutcome, str] = {
    "skipped": "按规定跳过",
    "rejected": "未通过",
    "withdrawn": "已撤回",
    "terminated": "已终止",
    "sent_back": "退回",
    "void": "已停止",
}


def case_picture(process: Process, state: CaseState, title: str = "") -> str:
    """The SVG text of the path."""
    drawn = {step.key for step in process.steps}
    returns = [one for one in returns_of(state) if {one.step, one.to} <= drawn]
    return picture(process, marks_of(state), returns, title or f"{process.title} {state.number}")


def marks_of(state: CaseState) -> dict[str, Mark]:
    """How each step the case has been at looks: as its open visits say, or else its latest."""
    visits: dict[str, list[StepState]] = {}
    for visit in state.steps:
        visits.setdefault(visit.key, []).append(visit)
    return {key: _mark(state, several) for key, several in visits.items()}


def returns_of(state: CaseState) -> list[Return]:
    """From where to where the case was sent back, each way once with its number."""
    ways = Counter(
        (visit.key, following.key)
        for n, visit in enumerate(state.steps)
        if visit.outcome == "sent_back" and (following := _next(state.steps[n + 1 :])) is not None
    )
    return [Return(step, to, times) for (step, to), times in ways.items() if step != to]


def _next(later: Sequence[StepState]) -> StepState | None:
    return later[0] if later else None


def _mark(state: CaseState, visits: Sequence[StepState]) -> Mark:
    going = [one for one in visits if one.status == "open"]
    shown = going or visits[-1:]
    latest = shown[-1]
    look = "now" if going else _LOOKS.get(latest.outcome or "done", "done")
    return Mark(look, tuple(_notes(state, visits, shown)))


def _notes(state: CaseState, visits: Sequence[StepState], shown: Sequence[StepState]) -> Iterator[str]:
    latest = shown[-1]
    if latest.outcome == "skipped":
        yield _ENDINGS["skipped"]
        return
    yield _times(latest) + _count(visits, shown)
    people = _people(state, shown)
    if latest.status == "open":
        waits = f"等 {people}" if people else _without_people(state, latest)
        due = f"限 {_day(latest.due_at, end=True)}" if latest.due_at else ""
        yield " · ".join(part for part in (waits, due) if part)
    elif people:
        yield people


def _times(visit: StepState) -> str:
    begun = _day(visit.opened_at)
    if visit.settled_at is None:
        return f"{begun} 起"
    ended = _day(visit.settled_at)
    how = _ENDINGS.get(visit.outcome or "done", "")
    return (begun if begun == ended else f"{begun} — {ended}") + (f" {how}" if how else "")


def _count(visits: Sequence[StepState], shown: Sequence[StepState]) -> str:
    """How many visits there were; for the lines of a list, how many of them are done."""
    lines = {one.at for one in visits if one.at}
    if lines:
        done = {one.at for one in visits if one.status == "settled"} - {
            one.at for one in shown if one.status == "open"
        }
        return f"（{len(done)}/{len(lines)} 项）"
    return f"（第 {visits[-1].visit} 次）" if visits[-1].visit > 1 else ""


def _people(state: CaseState, shown: Sequence[StepState]) -> str:
    """For whom an open step waits, or who settled it. Nobody hears from a picture how anybody voted."""
    shares = [one for visit in shown for one in state.share_of(visit.id) if _speaks(one, visit)]
    return "、".join(dict.fromkeys(one.name for one in shares))


def _speaks(share: AssignmentState, visit: StepState) -> bool:
    return share.status in (("open",) if visit.status == "open" else ("decided",))


def _without_people(state: CaseState, visit: StepState) -> str:
    window = next((one for one in state.windows if one.id == visit.id), None)
    if window is not None:
        return "公示中止核查" if window.suspended_at else f"公示到 {_day(window.closes_at, end=True)}"
    return {"machine": "系统办理", "wait": "等候", "sub_case": "等子事项"}.get(visit.kind, "")


def _day(moment: datetime, *, end: bool = False) -> str:
    """3月1日; of an instant at which a day is over, that day."""
    day = last_day(moment) if end else local_date(moment)
    return f"{day.month}月{day.day}日"
