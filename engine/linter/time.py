"""Time: dues that fit the round, reminders that help, opinions that last until they are needed."""

from collections.abc import Iterator

from engine.deadlines import Deadline, in_words
from engine.definition import ConsultStep, Process, PublicityStep, SignStep, Step, StepBase, WaitStep
from engine.linter.findings import Finding, Notice, Path

_HOURS_A_DAY, _HOURS_OF_OFFICE = 24, 8
_WORKING_DAYS_OF_WEEK, _DAYS_OF_WEEK = 5, 7
_EARLIEST_REMINDER = 30
"""Percent of the time gone before which a nudge only disturbs."""
_USUAL_WINDOW = 5
"""Working days of a public showing: domain §0 (2)."""


def lint_time(process: Process) -> Iterator[Finding]:
    """The round as a whole, then each step."""
    if process.remind_at < _EARLIEST_REMINDER:
        yield Finding(
            ("remind_at",),
            f"时限才过 {process.remind_at}% 就催办，人人都会不再看它",
            f"改成 {_EARLIEST_REMINDER} 到 99 之间，通常 80",
        )
    yield from _whole_way(process)
    yield from _urging(process)
    for home in process.layout:
        if isinstance(home.entry, StepBase):
            yield from _of_step(process, home.entry, home.path)


def calendar_days(length: Deadline | None) -> float:
    """About how many days of the calendar a length of time takes, holidays not counted."""
    if length is None:
        return 0
    if length.unit == "clock hours":
        return length.amount / _HOURS_A_DAY
    days = length.amount / _HOURS_OF_OFFICE if length.unit == "working hours" else length.amount
    return days * _DAYS_OF_WEEK / _WORKING_DAYS_OF_WEEK


def _validity(process: Process) -> int:
    return (process.valid.last - process.valid.first).days + 1


def _lengths(step: Step) -> Iterator[tuple[str, Deadline]]:
    """Every length of time that a step takes or grants, by its word."""
    if step.due is not None:
        yield "due", step.due
    match step:
        case PublicityStep(window=window, objection_due=due):
            yield "window", window
            yield "objection_due", due
        case WaitStep(lasts=lasts):
            yield "for", lasts


def _of_step(process: Process, step: Step, path: Path) -> Iterator[Finding]:
    for word, length in _lengths(step):
        if 0 < _validity(process) < calendar_days(length):
            yield Finding(
                (*path, word),
                f"“{step.title}”的 {in_words(length)}比整个有效期（{_validity(process)} 天）还长",
                "缩短时限，或延长 valid",
            )
        if length.unit == "clock hours" and not step.source.strip():
            yield Notice(
                (*path, word),
                f"“{step.title}”按小时计时，没有写依据",
                "改用工作日，或写明规定按小时计算的条款",
            )
    match step:
        case SignStep(claim=Deadline() as claim, due=Deadline() as due) if calendar_days(
            claim
        ) >= calendar_days(due):
            yield Finding(
                (*path, "claim"), f"“{step.title}”认领了不办，到时限也不会退还", "改成比 due 短的时间"
            )
        case PublicityStep(window=window) if window.amount < _USUAL_WINDOW:
            yield Notice(
                (*path, "window"),
                f"“{step.title}”只公示 {window.amount} 个工作日，通常是 {_USUAL_WINDOW} 个",
                "改成 5 working days，或在 source 里写明依据",
            )
    yield from _opinions_last(process, step, path)


def _opinions_last(process: Process, step: Step, path: Path) -> Iterator[Finding]:
    """From the answer of an outside body to the step that relies on it lie at least the windows between them."""
    keys = [one.key for one in process.steps]
    if step.needs_valid not in keys:
        return
    asked = process.step(step.needs_valid)
    between = process.steps[keys.index(asked.key) + 1 : keys.index(step.key)]
    least = sum(
        calendar_days(length)
        for one in between
        for word, length in _lengths(one)
        if word in ("window", "for")
    )
    if isinstance(asked, ConsultStep) and least > asked.valid_days:
        yield Finding(
            (*path, "needs_valid"),
            f"“{asked.title}”的意见有效 {asked.valid_days} 天，走到“{step.title}”至少要 {least:.0f} 天，总是过期",
            "延长 valid_days，或把征求意见移到后面",
        )


def _whole_way(process: Process) -> Iterator[Finding]:
    whole = sum(
        calendar_days(length)
        for step in process.steps
        for word, length in _lengths(step)
        if word != "objection_due"
    )
    if 0 < _validity(process) < whole:
        yield Notice(
            ("valid",),
            f"各环节的时限合计约 {whole:.0f} 天，有效期只有 {_validity(process)} 天：最后一天发起的办不完",
            "缩短时限、延长 valid，或确认有效期只管发起",
        )


def _urging(process: Process) -> Iterator[Finding]:
    dues = [calendar_days(step.due) for step in process.steps if step.due is not None]
    if dues and calendar_days(process.urge_every) > max(dues):
        yield Finding(
            ("urge_every",),
            "两次催办的间隔比每个环节的时限都长，等于不能催第二次",
            "改短，例如 1 working days",
        )
