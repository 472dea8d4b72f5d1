"""What letters say of a case or of a round: names and units as publicity shows them, counts, results."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.papers.words import award, counted_by, day_of, proposed
from engine.deadlines import day_text, last_day
from engine.definition import MachineStep, Process, PublicityStep, Step
from engine.documents.kinds import Kind
from engine.refusals import DocumentNotForIt
from engine.state import CASE_STATUS_LABELS, CaseState

_NAMES = "命名为"
_NAMED = {
    "publicity": "公示中的人选",
    "request": "推荐的人选",
    "decision": "已决定授予的人选",
}


def of_case(kind: Kind, process: Process, state: CaseState) -> dict[str, Any]:
    """Facts of a case. Raises DocumentNotForIt when it has not ended as the kind needs, or others confer the honour."""
    _must_be_ours(kind, process)
    granted, outcome = process.grants(state.outcome), process.outcome(state.outcome)
    ended = state.closed_at is not None or state.outcome is not None
    if kind.needs == "granted" and not granted:
        raise DocumentNotForIt(kind=kind.title, because=f"事项 {state.number} 没有授予")
    if kind.needs == "granted" and process.title_terms is None:
        raise DocumentNotForIt(kind=kind.title, because=f"“{process.title}”不授予称号")
    if kind.needs == "its_step" and not any(_makes(step, kind) for step in process.steps):
        raise DocumentNotForIt(kind=kind.title, because=f"“{process.title}”没有生成它的环节")
    if kind.needs == "not_granted" and (granted or not ended):
        raise DocumentNotForIt(kind=kind.title, because=f"事项 {state.number} 没有以“不授予”办结")
    return {
        "holder": state.subject or "",
        "person": process.form.about == "person",
        "unit": state.unit.name,
        "case": state.number,
        "award": award(process),
        "jointly": process.conferred_with or "",
        "honour": honour(outcome.title if outcome else "", process),
        "result": outcome.title if outcome else CASE_STATUS_LABELS[state.status],
        "reason": "",
    }


def of_round(kind: Kind, process: Process, nominees: Sequence[CaseState], title: str) -> dict[str, Any]:
    """Facts of a round. Raises DocumentNotForIt when there is nobody to be named, or others confer the honour."""
    _must_be_ours(kind, process)
    named = _named(kind, process, nominees)
    if not named and kind.key in _NAMED:
        raise DocumentNotForIt(kind=kind.title, because=f"{title}没有{_NAMED[kind.key]}")
    return {
        "award": award(process),
        "proposed": proposed(process),
        "counted": counted_by(process),
        "jointly": process.conferred_with or "",
        "round": title,
        "people": [{"name": one.subject or "", "unit": one.unit.name} for one in named],
        "counts": _counts(process, nominees),
        "window": _window(process, named),
    }


def named_in(kind: Kind, process: Process, nominees: Sequence[CaseState]) -> Sequence[CaseState]:
    """The cases that a document of the round is about: those that it names, or all of them."""
    return _named(kind, process, nominees) if kind.key in _NAMED else nominees


def _must_be_ours(kind: Kind, process: Process) -> None:
    if kind.confers and process.conferred_by:
        raise DocumentNotForIt(
            kind=kind.title, because=f"“{award(process)}”由{process.conferred_by}授予，本会只推荐"
        )


def _makes(step: Step, kind: Kind) -> bool:
    return isinstance(step, MachineStep) and step.document == kind.key


def honour(outcome: str, process: Process) -> str:
    """授予全国五一劳动奖章 is the outcome, 全国五一劳动奖章 the honour; what is named has a title of its own."""
    if outcome.startswith(_NAMES) and process.title_terms is not None:
        return process.title_terms.name
    return outcome.removeprefix("授予").removeprefix(_NAMES) or award(process)


def _named(kind: Kind, process: Process, nominees: Sequence[CaseState]) -> list[CaseState]:
    match kind.key:
        case "publicity":
            return [one for one in nominees if _shown(process, one)]
        case "request":
            return [one for one in nominees if one.closed_at is None and one.outcome is None]
        case _:
            return [one for one in nominees if process.grants(one.outcome)]


def _shown(process: Process, state: CaseState) -> bool:
    """Whether the case is shown at this moment beyond its own unit."""
    wide = {step.key for step in process.steps if isinstance(step, PublicityStep) and step.level != "unit"}
    open_now = {one.id for one in state.steps if one.key in wide and one.status == "open"}
    return any(one.id in open_now and one.closed_at is None for one in state.windows)


def _window(process: Process, named: Sequence[CaseState]) -> Mapping[str, object]:
    """From the first day of any showing to the last; the day of posting is not counted (民法典第 201 条)."""
    windows = [one for state in named for one in state.windows if one.closed_at is None]
    steps = [step for step in process.steps if isinstance(step, PublicityStep) and step.level != "unit"]
    if not windows or not steps:
        return {"days": "", "posted": "", "closes": ""}
    return {
        "days": steps[0].window.amount,
        "posted": day_of(min(one.posted_at for one in windows)),
        "closes": day_text(last_day(max(one.closes_at for one in windows))),
    }


def _counts(process: Process, nominees: Sequence[CaseState]) -> dict[str, int]:
    over = [one for one in nominees if one.closed_at is not None or one.outcome is not None]
    return {
        "all": len(nominees),
        "over": len(over),
        "open": len(nominees) - len(over),
        "granted": sum(process.grants(one.outcome) for one in nominees),
        "rejected": sum(
            one.status == "rejected" or (one.outcome is not None and not process.grants(one.outcome))
            for one in nominees
        ),
        "withdrawn": sum(one.status in ("withdrawn", "terminated") for one in nominees),
    }
