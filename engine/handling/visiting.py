"""现场考察: one reports, and so many people in all confirm the same report."""

from collections.abc import Mapping

from engine import commands as c
from engine import events as e
from engine.definition import VisitStep
from engine.forms.answers import must_be_complete
from engine.handling.guards import must_allow
from engine.handling.opinions import require_valid
from engine.matter import Matter, Turn
from engine.refusals import ReportDiffers
from engine.state import AssignmentState, facts_of
from engine.way.routing import settle


def confirm_report(matter: Matter, turn: Turn, step: VisitStep, command: c.Decide) -> list[e.Event]:
    """Fill in the report, or confirm what a colleague reported. Raises ReportDiffers for another report than that.

    When as many people as the step says have confirmed, the visit is done; the others need not.
    """
    must_allow(turn, "visit")
    require_valid(matter, step)
    report = _report(matter, turn, command.answers)
    must_be_complete(matter.process, step.key, report, facts_of(matter.state))
    decided = e.AssignmentDecided(
        id=turn.mine.id,
        by=command.actor.id,
        decision="visited",
        comment=command.comment,
        answers=command.answers,
    )
    after = matter.after([decided])
    there = _confirmed(after, turn)
    if len(there) < step.people:
        return [decided]
    because = f"{'、'.join(one.name for one in there)} 已到现场考察并确认报告"
    return [decided, *settle(after.process, after.state, turn.visit, "done", because)]


def _confirmed(matter: Matter, turn: Turn) -> list[AssignmentState]:
    return [one for one in matter.state.share_of(turn.visit.id) if one.decision == "visited"]


def _report(matter: Matter, turn: Turn, answers: Mapping[str, object]) -> dict[str, object]:
    """The report as it stands: the first one writes it, and whoever comes after confirms just that."""
    before = _confirmed(matter, turn)
    if not before:
        return dict(answers)
    fields = {one.key: one.label for one in matter.process.fields_at(turn.step.key)}
    standing = {key: value for key, value in matter.state.answers.items() if key in fields}
    other = [fields.get(key, key) for key, value in answers.items() if value != standing.get(key)]
    if other:
        raise ReportDiffers(who=before[0].name, fields="、".join(other))
    return standing
