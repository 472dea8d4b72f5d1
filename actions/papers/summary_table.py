"""汇总表: all nominees of the case's round in one table, as PDF and Word file."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from actions.papers.words import award, counted_by, facts_of_form, proposed, written
from engine.definition import BallotStep, FormField, Process
from engine.state import CaseState
from models.reads import statistics
from models.session import Session

_MOST_COLUMNS = 6
_STATUSES = {
    "rejected": "未通过",
    "withdrawn": "已撤回",
    "terminated": "已终止",
    "returned": "退回补正",
    "in_publicity": "公示中",
}


def of_round(session: Session, process: Process, state: CaseState) -> dict[str, Any]:
    """All nominees of the round of ``state`` as they stand."""
    title = statistics.round_title(session, state.round) if state.round else process.title
    nominees = statistics.nominees(session, state.process, state.round)
    return {**contents(process, nominees), "round": title}


def contents(process: Process, nominees: Sequence[CaseState]) -> dict[str, Any]:
    """Columns, one row a nominee in the order of their numbers, and the sums below."""
    columns = _columns(process)
    return {
        "award": award(process),
        "proposed": proposed(process),
        "counted": counted_by(process),
        "columns": [field.label for field in columns],
        "rows": [_row(process, columns, one) for one in nominees],
        "totals": _totals(columns, nominees),
    }


def _columns(process: Process) -> list[FormField]:
    """The facts that fit a column: choices and months; names, numbers and long lines have their place elsewhere."""
    return [one for one in facts_of_form(process) if one.type in ("choice", "month")][:_MOST_COLUMNS]


def _row(process: Process, columns: Sequence[FormField], state: CaseState) -> dict[str, Any]:
    return {
        "number": state.number,
        "subject": state.subject or "",
        "unit": state.unit.name,
        "values": [_brief(field, state.answers.get(field.key)) for field in columns],
        "ballot": _ballot(process, state),
        "outcome": _outcome(process, state),
    }


def _brief(field: FormField, answer: object) -> str:
    return str(answer or "").replace("-", ".") if field.type == "month" else written(field, answer)


def _ballot(process: Process, state: CaseState) -> str:
    ballots = {step.key for step in process.steps if isinstance(step, BallotStep)}
    tally = next((one.tally for one in reversed(state.steps) if one.key in ballots and one.tally), None)
    return f"同意 {tally.approve}/{tally.due}" if tally else "—"


def _outcome(process: Process, state: CaseState) -> str:
    outcome = process.outcome(state.outcome)
    if outcome is None:
        return _STATUSES.get(state.status, "办理中")
    return "授予" if outcome.granted else outcome.title


def _totals(columns: Sequence[FormField], nominees: Sequence[CaseState]) -> str:
    """How many of each kind: ratios are the committee's concern."""
    choices = [field for field in columns if field.type == "choice"]
    return "；".join(
        f"{field.label}："
        + "、".join(f"{value} {count}" for value, count in Counter(_answers(field, nominees)).items())
        for field in choices
    ) + ("。" if choices else "")


def _answers(field: FormField, nominees: Sequence[CaseState]) -> list[str]:
    return [str(one.answers[field.key]) for one in nominees if one.answers.get(field.key)]
