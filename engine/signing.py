"""Decisions of single persons: 会签, 或签, 依次审批, putting facts on file, and the determination."""

from collections.abc import Mapping

from engine import commands as c
from engine import events as e
from engine.deadlines import local_text
from engine.definition import DetermineStep, RecordStep, SignStep
from engine.forms import must_be_complete
from engine.guards import admit, must_allow, must_be_brief, must_explain
from engine.matter import Matter, Turn
from engine.opinions import require_valid
from engine.refusals import OutcomeUnknown
from engine.routing import reject, settle
from engine.state import Decision, facts_of


def decide(matter: Matter, command: c.Decide) -> list[e.Event]:
    """Approve or reject at a sign step; complete a record or a determine step."""
    turn = admit(matter, command.actor, command.assignment)
    must_be_brief(command.comment)
    match turn.step:
        case SignStep() if command.decision == "approve":
            return _approve(matter, turn, turn.step, command)
        case RecordStep() if command.decision == "approve":
            return _record(matter, turn, command)
        case DetermineStep() if command.decision == "approve":
            return _determine(matter, turn, turn.step, command)
    must_allow(turn, "approve" if command.decision == "approve" else "reject")
    return _reject(matter, turn, command)


def decided(
    turn: Turn, command: c.Decide, decision: Decision, answers: Mapping[str, object] | None = None
) -> e.AssignmentDecided:
    """The fact that the actor did his or her share."""
    return e.AssignmentDecided(
        id=turn.mine.id,
        by=command.actor.id,
        decision=decision,
        comment=command.comment,
        answers=answers or {},
    )


def _approve(matter: Matter, turn: Turn, step: SignStep, command: c.Decide) -> list[e.Event]:
    require_valid(matter, step)
    _require_complete(matter, turn, {**_given(matter, turn), **command.answers})
    events: list[e.Event] = [decided(turn, command, "approve", command.answers)]
    after = matter.after(events)
    left = [one for one in after.state.share_of(turn.visit.id) if one.status in ("open", "waiting")]
    if not left or step.mode == "any":
        return events + settle(after.process, after.state, turn.visit, "approved", _by(matter, turn))
    if step.mode == "sequence":
        upcoming = min(left, key=lambda one: one.position)
        events.append(e.AssignmentOpened(id=upcoming.id, due_at=turn.visit.due_at))
    return events


def _given(matter: Matter, turn: Turn) -> dict[str, object]:
    """What a colleague filled in when signing this visit: the next need not type it again, a new visit must."""
    if not any(one.decision == "approve" for one in matter.state.share_of(turn.visit.id)):
        return {}
    fields = {field.key for field in matter.process.fields_at(turn.step.key)}
    return {key: value for key, value in matter.state.answers.items() if key in fields}


def _reject(matter: Matter, turn: Turn, command: c.Decide) -> list[e.Event]:
    """One no ends the step and the case, also where all must sign (会签)."""
    must_explain("不同意", command.comment)
    events: list[e.Event] = [decided(turn, command, "reject")]
    after = matter.after(events)
    return events + reject(after.process, after.state, turn.visit, command.comment)


def _record(matter: Matter, turn: Turn, command: c.Decide) -> list[e.Event]:
    require_valid(matter, turn.step)
    _require_complete(matter, turn, command.answers)
    events: list[e.Event] = [decided(turn, command, "record", command.answers)]
    after = matter.after(events)
    return events + settle(after.process, after.state, turn.visit, "done", _by(matter, turn))


def _determine(matter: Matter, turn: Turn, step: DetermineStep, command: c.Decide) -> list[e.Event]:
    outcome = next((one for one in step.outcomes if one.key == command.outcome), None)
    if outcome is None:
        raise OutcomeUnknown(allowed="、".join(one.title for one in step.outcomes))
    if outcome.granted:
        require_valid(matter, step)
    _require_complete(matter, turn, command.answers)
    events: list[e.Event] = [
        decided(turn, command, "determine", command.answers),
        e.CaseDetermined(outcome=outcome.key, granted=outcome.granted, by=command.actor.id),
    ]
    after = matter.after(events)
    return events + settle(after.process, after.state, turn.visit, "done", _by(matter, turn))


def _require_complete(matter: Matter, turn: Turn, answers: Mapping[str, object]) -> None:
    must_be_complete(matter.process, turn.step.key, answers, facts_of(matter.state))


def _by(matter: Matter, turn: Turn) -> str:
    return f"已由 {turn.mine.name} 于 {local_text(matter.now)} 办理"
