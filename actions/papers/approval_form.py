"""A case's own form (推荐审批表) as PDF and Word file."""

from typing import Any

from actions.papers.opinions import Comments, agencies, boxes
from actions.papers.words import award, facts_of_form, proposed, written
from engine.definition import DetermineStep, FormField, MachineStep, Process
from engine.definition_words import without_marks
from engine.explain import rule_results
from engine.forms.parts import asked_at
from engine.forms.rights import hidden_from_all_others
from engine.state import CaseState, facts_of
from models import journal
from models.session import Session

_NOMINATED = "经本单位民主程序讨论通过，同意推荐。"
_HANDED_IN = "已提交。"
_SHORT = 40  # characters that fit into half a row


def of_case(session: Session, process: Process, state: CaseState) -> dict[str, Any]:
    """Everything that the form of ``state`` says as it stands; boxes of levels to come are blank, to be signed."""
    comments = {
        str(line.payload["id"]): str(line.payload.get("comment", ""))
        for line in journal.lines(session, state.id)
        if line.event == "assignment.decided"
    }
    return contents(process, state, comments)


def contents(process: Process, state: CaseState, comments: Comments) -> dict[str, Any]:
    """Everything on the form that follows from the case itself."""
    asked = [one for one in asked_at(process, process.steps[0].key, facts_of(state)) if not one.seen_by]
    return {
        "award": award(process),
        "number": state.number,
        **_cover(process),
        "subject": state.subject or "",
        "unit": state.unit.name,
        "source": without_marks(process.source),
        "facts": _rows([_entry(field, state) for field in facts_of_form(process) if field in asked]),
        "texts": [_entry(field, state) for field in asked if field.type in ("long_text", "table")],
        "rules": _rules(process, state),
        "papers": [one.label for one in asked if one.type == "file" and state.answers.get(one.key)],
        "agencies": agencies(state),
        "opinions": boxes(
            process, state, comments, handed_in=_NOMINATED if process.kind == "campaign" else _HANDED_IN
        ),
        "outcome": _outcome(process, state),
        "reason": _reason(process, state, comments),
        "found": [
            _entry(field, state) for field in _found(process) if state.answers.get(field.key) is not None
        ],
    }


def _cover(process: Process) -> dict[str, str]:
    """What stands before the case's subject and its unit: 人选 and 推荐单位 of somebody who is nominated."""
    label = process.field(process.form.subject).label.partition("（")[0]
    others = f"{proposed(process)}名称" if label.startswith("推荐") else label
    return {
        "who": "人选" if label == "姓名" else others,
        "whose": "推荐单位" if process.kind == "campaign" else "填报单位",
    }


def _outcome(process: Process, state: CaseState) -> str:
    """How the case was decided; blank before."""
    outcome = process.outcome(state.outcome)
    return outcome.title if outcome else ""


def _reason(process: Process, state: CaseState, comments: Comments) -> str:
    """What was written beside the last determination."""
    deciding = {step.key for step in process.steps if isinstance(step, DetermineStep)}
    said = [comments.get(one.id, "") for one in state.assignments if one.step in deciding and one.decided_at]
    return said[-1] if said else ""


def _found(process: Process) -> list[FormField]:
    """The fields that the office filled in by itself."""
    machines = [step.key for step in process.steps if isinstance(step, MachineStep)]
    return [field for key in machines for field in process.fields_at(key) if field.type != "boolean"]


def _entry(field: FormField, state: CaseState) -> dict[str, str]:
    return {"label": field.label, "value": written(field, state.answers.get(field.key))}


def _rows(entries: list[dict[str, str]]) -> list[list[dict[str, str]]]:
    """Two short facts a row; a long one, or one left over, has a row of its own."""
    rows: list[list[dict[str, str]]] = []
    for entry in entries:
        long = len(entry["value"]) > _SHORT // 2
        if not long and rows and len(rows[-1]) == 1 and len(rows[-1][0]["value"]) <= _SHORT // 2:
            rows[-1].append(entry)
        else:
            rows.append([entry])
    return rows


def _rules(process: Process, state: CaseState) -> list[dict[str, str]]:
    hidden = hidden_from_all_others(process)
    return [
        {
            "title": one.title,
            "evidence": f"{one.evidence}，{one.waiver}" if one.waiver else one.evidence,
            "clause": without_marks(one.clause),
        }
        for one in rule_results(process, facts_of(state), hidden, state)
        if not one.later
    ]
