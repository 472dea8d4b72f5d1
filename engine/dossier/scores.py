"""评分: every sheet added up and every score counted again; what is withheld must be a sheet nobody may read."""

from collections.abc import Iterator

from engine.definition import ScoreStep
from engine.dossier.content import JOURNAL, SHEET
from engine.dossier.findings import Flaw
from engine.dossier.reading import Dossier
from engine.dossier.walking import Stride, walk
from engine.events import ScoreCounted, ScoreGiven
from engine.handling.judging import counted, is_sealed, sheet_at
from engine.scores.scoring import exact, total_of
from engine.state import AssignmentState, CaseState


def scores(dossier: Dossier) -> Iterator[Flaw | str]:
    """Totals, means, sheets that were dropped, and whether the mark was met."""
    strides = list(walk(dossier.lines))
    for line, stride in zip(dossier.lines, strides, strict=True):
        where = f"{JOURNAL} 第 {stride.seq} 行"
        if line.withheld == SHEET:
            yield from (Flaw(where, one) for one in _withheld(dossier, stride, strides[-1].after))
        elif isinstance(stride.event, ScoreGiven):
            yield from (Flaw(where, one) for one in _sheet(dossier, stride.after, stride.event))
        elif isinstance(stride.event, ScoreCounted) and stride.before is not None:
            yield from (Flaw(where, one) for one in _count(dossier, stride.before, stride.event))
    yield f"计分 {sum(isinstance(one.event, ScoreCounted) for one in strides)} 次"


def _withheld(dossier: Dossier, stride: Stride, last: CaseState) -> Iterator[str]:
    event = stride.event
    if not isinstance(event, ScoreGiven):
        yield "这一条没有可以不写的内容"
        return
    visit = next(one for one in last.steps if one.id == _share(last, event).step_id)
    if not is_sealed(dossier.definition(last.version), last, visit):
        yield "评分已经可以公开，却没有写出"


def _sheet(dossier: Dossier, state: CaseState, event: ScoreGiven) -> Iterator[str]:
    process = dossier.definition(state.version)
    step = process.step(_share(state, event).step)
    if not isinstance(step, ScoreStep):
        yield "评分的环节不是评分环节"
    elif (total := exact(total_of(sheet_at(process, step), event.points))) != event.total:
        yield f"各项合计应为 {total}，却记为 {event.total}"


def _count(dossier: Dossier, state: CaseState, event: ScoreCounted) -> Iterator[str]:
    process = dossier.definition(state.version)
    visit = next(one for one in state.steps if one.id == event.id)
    step, score = process.step(visit.key), counted(process, state, visit)
    if not isinstance(step, ScoreStep) or score is None:
        yield "没有评分表，却计了分"
        return
    criteria = {key: exact(mean) for key, mean in score.criteria.items()}
    if (exact(score.mean), criteria) != (event.score, dict(event.criteria)):
        yield f"得分应为 {exact(score.mean)}，却记为 {event.score}（或各项平均不符）"
    if (len(score.totals), score.dropped) != (event.judges, event.dropped):
        yield "评分表的份数或去掉的最高、最低分不符"
    if (step.pass_.is_met(score.mean) if step.pass_ else None) != event.passed:
        yield "是否达标与得分不符"


def _share(state: CaseState, event: ScoreGiven) -> AssignmentState:
    return next(one for one in state.assignments if one.id == event.id)
