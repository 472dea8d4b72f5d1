"""评分 as people do it: a sheet is handed in, the last one has the score counted."""

from collections.abc import Mapping

from engine import commands as c
from engine import events as e
from engine.definition import Process, ScoreStep
from engine.forms.rights import hidden_fields, without
from engine.handling.guards import admit, must_allow, must_be_brief
from engine.handling.opinions import require_valid
from engine.matter import Matter, Turn
from engine.refusals import ActNotAllowed, SheetIncomplete
from engine.scores.scoring import (
    Score,
    Sheeted,
    check_points,
    exact,
    in_print,
    score_of_sheets,
    total_of,
    written_points,
)
from engine.sheets import Sheet
from engine.state import AssignmentState, CaseState, StepOutcome, StepState
from engine.way.routing import reject, settle

FILE_OF_A_JUDGE = "附件"  # people name their files after themselves


def give_score(matter: Matter, command: c.Score) -> list[e.Event]:
    """Hand in a sheet. Raises SheetIncomplete with every defect; nothing is kept of a sheet with one."""
    turn = admit(matter, command.actor, command.assignment)
    step = _scoring(turn)
    must_allow(turn, "score")
    must_be_brief(command.comment)
    require_valid(matter, step)
    sheet = sheet_at(matter.process, step)
    if findings := check_points(sheet, command.points):
        raise SheetIncomplete(findings)
    points = written_points(command.points)
    given = e.ScoreGiven(
        id=turn.mine.id,
        by=command.actor.id,
        points=points,
        total=exact(total_of(sheet, points)),
        comment=command.comment,
    )
    after = matter.after([given])
    if is_whole_panel(matter.process, step) and _left(after, turn.visit):
        return [given]
    return [given, *_count(after, turn.visit, step, sheet)]


def go_on_without(matter: Matter, visit: StepState, step: ScoreStep) -> list[e.Event] | None:
    """A judge is gone: the score is counted when only that sheet was missing. None with too few judges left."""
    panel = [one for one in matter.state.share_of(visit.id) if one.status != "closed"]
    if len(panel) < max(step.judges or 1, len(step.drop) + 1):
        return None
    return [] if _left(matter, visit) else _count(matter, visit, step, sheet_at(matter.process, step))


def sheet_at(process: Process, step: ScoreStep) -> Sheet:
    """The sheet of a step. Raises LookupError when there is none: the checks publish no such definition."""
    sheet = process.sheet_of(step.key)
    if sheet is None:
        raise LookupError(step.key)
    return sheet


def is_whole_panel(process: Process, step: ScoreStep) -> bool:
    """Whether everybody has to score: the members of an organ do; of a unit's own people one is enough."""
    return process.bodies[step.by].organ is not None


def sheets_in(state: CaseState, visit: StepState) -> list[Sheeted]:
    """The sheets handed in during a visit, in the order of the body."""
    return [Sheeted(one.id, one.points) for one in state.share_of(visit.id) if one.points is not None]


def counted(process: Process, state: CaseState, visit: StepState) -> Score | None:
    """The score of a visit from its sheets; None before any is in."""
    step, sheets = process.step(visit.key), sheets_in(state, visit)
    if not isinstance(step, ScoreStep) or not sheets:
        return None
    return score_of_sheets(sheet_at(process, step), step.drop, sheets)


def is_sealed(process: Process, state: CaseState, visit: StepState) -> bool:
    """Whether nobody reads another's sheet: in a blind step, until it is scored (at last) or the case is over."""
    step = process.step(visit.key)
    if not isinstance(step, ScoreStep) or not step.blind or state.closed_at is not None:
        return False
    return not any(one.result for one in state.steps if (one.key, one.at) == (visit.key, visit.at))


def is_judged_blindly(process: Process, state: CaseState, person: str) -> bool:
    """Whether ``person`` judges the case and may not learn yet whose it is (匿名评审)."""
    judged = {one.step_id for one in state.assignments if one.person == person}
    return any(
        one.id in judged and one.status == "open" and is_sealed(process, state, one) for one in state.steps
    )


def hidden_from_judges(process: Process, state: CaseState, person: str) -> frozenset[str]:
    """The fields that tell whose case it is: the subject, the identity, and what the blind steps name besides."""
    judged = {one.step for one in state.assignments if one.person == person}
    steps = [one for one in process.steps if isinstance(one, ScoreStep) and one.blind and one.key in judged]
    named = {key for step in steps for key in step.hides}
    return frozenset({process.form.subject, process.form.identity or "", *named})


def shown_to_judges(process: Process, state: CaseState, person: str) -> dict[str, object]:
    """The answers that a judge of a blind step reads: without those that tell, and files without their names."""
    hidden = hidden_fields(process, state, person) | hidden_from_judges(process, state, person)
    return {key: _nameless(value) for key, value in without(state.answers, hidden).items()}


def _nameless(value: object) -> object:
    return {**value, "name": FILE_OF_A_JUDGE} if isinstance(value, Mapping) and "digest" in value else value


def _scoring(turn: Turn) -> ScoreStep:
    if isinstance(turn.step, ScoreStep):
        return turn.step
    must_allow(turn, "score")
    raise ActNotAllowed(step=turn.step.title, act="评分", allowed="")


def _left(matter: Matter, visit: StepState) -> list[AssignmentState]:
    return [one for one in matter.state.share_of(visit.id) if one.status == "open"]


def _count(matter: Matter, visit: StepState, step: ScoreStep, sheet: Sheet) -> list[e.Event]:
    score = score_of_sheets(sheet, step.drop, sheets_in(matter.state, visit))
    passed = step.pass_.is_met(score.mean) if step.pass_ else None
    event = e.ScoreCounted(
        id=visit.id,
        step=step.key,
        judges=len(score.totals),
        score=exact(score.mean),
        criteria={key: exact(mean) for key, mean in score.criteria.items()},
        dropped=score.dropped,
        passed=passed,
    )
    after = matter.after([event])
    sentence = _sentence(step, score)
    if passed is False and step.below == "reject":
        return [event, *reject(after.process, after.state, visit, f"评分未达标：{sentence}")]
    outcome: StepOutcome = "approved" if passed else "done"
    return [event, *settle(after.process, after.state, visit, outcome, sentence)]


def _sentence(step: ScoreStep, score: Score) -> str:
    said = f"{len(score.totals)} 份评分，得 {in_print(score.mean)} 分"
    if score.dropped:
        said += f"（去掉 {len(score.dropped)} 份最高或最低分）"
    return f"{said}，应{step.pass_.in_words}" if step.pass_ else said
