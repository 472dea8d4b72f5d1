"""What each level said of a case, as its box on the form (各级意见) shows it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from actions.papers.words import day_of
from engine.deadlines import day_text, last_day
from engine.definition import (
    BallotStep,
    DetermineStep,
    Process,
    PublicityStep,
    ScoreStep,
    SignStep,
    Step,
    SubmitStep,
    VisitStep,
)
from engine.scores.scoring import in_print
from engine.state import AssignmentState, CaseState, StepState

_ANSWERS = {"agree": "同意", "disagree": "不同意", "defer": "暂缓"}
_SPEAKING = SubmitStep | SignStep | BallotStep | ScoreStep | VisitStep | PublicityStep | DetermineStep

Comments = Mapping[str, str]
"""What was written beside a decision, by assignment."""


def boxes(process: Process, state: CaseState, comments: Comments, *, handed_in: str) -> list[dict[str, Any]]:
    """A box for every level that speaks, in the order of the process; those still to come are blank.

    ``handed_in`` is what whoever hands the form in says by doing so.
    """
    return [_box(step, state, comments, handed_in) for step in process.steps if isinstance(step, _SPEAKING)]


def agencies(state: CaseState) -> list[dict[str, str]]:
    """The outside bodies asked in the last consultation, and their answers. No answer is not consent."""
    last = next((step.id for step in reversed(state.steps) if step.kind == "consult"), None)
    return [
        {
            "title": one.title,
            "answer": _ANSWERS[one.answer] if one.answer else "未答复",
            "reason": one.reason or "",
            "date": day_of(one.answered_at),
        }
        for one in state.opinions
        if one.step_id == last
    ]


def _box(step: Step, state: CaseState, comments: Comments, handed_in: str) -> dict[str, Any]:
    visit = next((one for one in reversed(state.steps) if one.key == step.key), None)
    box: dict[str, Any] = {"title": step.title, "opinion": "", "signers": [], "date": "", "signs": True}
    if visit is None or visit.outcome not in ("done", "approved", "rejected", "skipped"):
        return {**box, "settled": False}
    if visit.outcome == "skipped":
        return {**box, "settled": True, "opinion": "按规定不经本环节。", "signs": False}
    signed = [one for one in state.share_of(visit.id) if one.status == "decided" and not one.objection]
    return {
        **box,
        "settled": True,
        "opinion": handed_in
        if isinstance(step, SubmitStep)
        else _opinion(step, state, visit, signed, comments),
        "signers": [one.name for one in signed] if isinstance(step, SubmitStep | SignStep) else [],
        "date": day_of(visit.settled_at),
    }


def _opinion(
    step: Step, state: CaseState, visit: StepState, signed: Sequence[AssignmentState], comments: Comments
) -> str:
    match step:
        case PublicityStep():
            return _publicity(state, visit)
        case BallotStep():
            return _ballot(visit)
        case ScoreStep() | VisitStep():
            return _panel(visit, signed)
        case DetermineStep():
            return next((f"{one.title}。" for one in step.outcomes if one.key == state.outcome), "")
        case _:
            return "\n".join(_signed(one, comments) for one in signed)


def _signed(one: AssignmentState, comments: Comments) -> str:
    said = "同意" if one.decision == "approve" else "不同意"
    comment = comments.get(one.id, "").strip().rstrip("。")
    return f"{said}：{comment}。" if comment else f"{said}。"


def _panel(visit: StepState, signed: Sequence[AssignmentState]) -> str:
    """What judges came to, or who went there."""
    if visit.kind == "score":
        return f"专家评分 {in_print(Fraction(visit.result['score']))} 分。" if visit.result else ""
    names = "、".join(one.name for one in signed if one.decision == "visited")
    return f"{names}到现场考察。" if names else ""


def _ballot(visit: StepState) -> str:
    tally = visit.tally
    if tally is None:
        return ""
    counted = f"同意 {tally.approve} 票，反对 {tally.reject} 票，弃权 {tally.abstain} 票"
    return f"应到 {tally.due} 人，实到 {tally.present} 人；{counted}。"


def _publicity(state: CaseState, visit: StepState) -> str:
    window = next(one for one in state.windows if one.id == visit.id)
    objections = [one for one in state.objections if one.step_id == visit.id]
    upheld = sum(one.upheld is True for one in objections)
    end = day_text(last_day(window.closes_at))
    found = f"收到异议 {len(objections)} 件，经核查 {upheld} 件成立" if objections else "无异议"
    return f"自{day_of(window.posted_at)}起公示，至{end}期满，{found}。"
