"""Scoring and visits in words, for pages about a definition: what beside the sheet decides."""

from collections.abc import Iterator

from engine.definition import Process, ScoreStep, Step, VisitStep
from engine.scores.scoring import exact
from engine.sheets import Sheet

_DROPPED = {"highest": "最高分", "lowest": "最低分"}


def scoring_in_words(process: Process, step: Step) -> Iterator[str]:
    """至少 5 名评委；去掉最高分、最低分；不低于 80 分达标. Nothing for other steps."""
    match step:
        case ScoreStep():
            yield from _of_score(process, step)
        case VisitStep():
            yield f"{step.people} 人到场并确认报告"
            if step.sample:
                yield f"抽查 {step.sample}%"


def sheet_lines(sheet: Sheet) -> Iterator[tuple[str, str, str, str]]:
    """Title, most points, what they count for, help: line by line."""
    for one in sheet.criteria:
        yield one.title, str(one.max), exact(one.counts), one.help


def _of_score(process: Process, step: ScoreStep) -> Iterator[str]:
    if step.draw:
        yield f"每件抽 {step.draw.per_case} 名评委"
    if step.judges:
        yield f"至少 {step.judges} 名评委"
    if step.sample:
        yield f"抽查 {step.sample}%"
    if step.drop:
        yield f"去掉{'、'.join(_DROPPED[one] for one in step.drop)}"
    if step.blind:
        yield "交齐前互不公开"
    if step.pass_:
        below = "事项未通过" if step.below == "reject" else "带分继续"
        yield f"{step.pass_.in_words}达标，未达标的{below}"
    if step.places:
        yield f"取前 {step.places} 名"
    if step.ties:
        yield f"同分依次看{'、'.join(_tie(process, step, one) for one in step.ties)}"


def _tie(process: Process, step: ScoreStep, key: str) -> str:
    sheet = process.sheet_of(step.key)
    found = sheet.criterion(key) if sheet else None
    return found.title if found else f"“{process.step(key).title}”"
