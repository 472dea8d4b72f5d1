"""What a step says besides who does what in which time: returns, copies, scoring, bulk, being late. For pages."""

from collections.abc import Iterator

from engine.deadlines import in_words
from engine.definition import DetermineStep, Process, Step
from engine.handling.overdue_rungs import what, when
from engine.scores.words import scoring_in_words
from engine.way.copying import ON_LABELS


def beside_in_words(process: Process, step: Step) -> str:
    """退回后可直接回来；办结时抄送市教育工会；可批量办理. Empty for a step that says nothing of it."""
    return "；".join(_parts(process, step))


def _parts(process: Process, step: Step) -> Iterator[str]:
    if step.returns != ["rerun"]:
        both = "、".join("改好后直接回来" if one == "straight_back" else "重新走" for one in step.returns)
        yield f"退回后{both}"
    for rule in step.copy_to:
        again = "（每次）" if rule.again else ""
        yield f"{ON_LABELS[rule.on]}时抄送{_titles(process, rule.to)}{again}"
    for outcome in step.outcomes if isinstance(step, DetermineStep) else []:
        if outcome.copy_to:
            yield f"“{outcome.title}”时抄送{_titles(process, outcome.copy_to)}"
    yield from scoring_in_words(process, step)
    if step.bulk:
        yield "可批量办理"
    yield from _when_it_is_late(process, step)


def _when_it_is_late(process: Process, step: Step) -> Iterator[str]:
    """提前 3 个工作日催办；超时 2 个工作日上报省业务部."""
    if step.remind is not None:
        yield f"提前 {'、'.join(in_words(lead) for lead in step.remind.before)}催办"
    for rung in step.overdue:
        clause = f"：{rung.clause}" if rung.clause else ""
        yield f"{when(rung)}{what(process, rung)}{clause}"
    if step.urgent:
        yield "紧急，信息不分昼夜发出"


def _titles(process: Process, bodies: list[str]) -> str:
    return "、".join(process.bodies[one].title for one in bodies)
