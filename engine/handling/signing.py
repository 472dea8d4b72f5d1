"""Decisions of single persons: 会签, 或签, 依次审批, n of m, advice, putting facts on file, the determination."""

from collections.abc import Mapping, Sequence

from engine import commands as c
from engine import definition_words
from engine import events as e
from engine.conditions import holds
from engine.deadlines import local_text
from engine.definition import DetermineStep, Outcome, RecordStep, SignStep, VisitStep
from engine.forms.answers import must_be_complete
from engine.forms.parts import counted
from engine.handling.guards import admit, must_allow, must_be_brief, must_explain
from engine.handling.opinions import require_valid
from engine.handling.questions import drop_questions
from engine.handling.settling import Voice, in_words, verdict, voices
from engine.handling.turns import whose_turn
from engine.handling.visiting import confirm_report
from engine.handling.waiving import must_be_waived
from engine.lists.ranking import must_be_within
from engine.matter import Matter, Turn
from engine.refusals import OutcomeDoesNotFit, OutcomeUnknown
from engine.showing.posting import must_be_postable
from engine.state import Decision, StepState, facts_of
from engine.tables import answered
from engine.way.routing import reject, settle


def decide(matter: Matter, command: c.Decide) -> list[e.Event]:
    """Approve, reject or abstain at a sign step; complete a record or a determine step; advise as a delegate."""
    turn = admit(matter, command.actor, command.assignment)
    must_be_brief(command.comment)
    if turn.mine.via == "delegate":
        return _advise(matter, turn, command)
    match turn.step:
        case SignStep() if command.decision == "approve":
            must_allow(turn, "approve")
            return _approve(matter, turn, turn.step, command)
        case RecordStep() if command.decision == "approve":
            must_allow(turn, "record")
            must_be_postable(matter, turn.step)
            return _record(matter, turn, command)
        case VisitStep() if command.decision == "approve":
            return confirm_report(matter, turn, turn.step, command)
        case DetermineStep() if command.decision == "approve":
            must_allow(turn, "determine")
            return _determine(matter, turn, turn.step, command)
    must_allow(turn, command.decision)
    return _refuse(matter, turn, command)


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


def _counted(matter: Matter, command: c.Decide) -> dict[str, object]:
    """What was filled in and is asked."""
    return counted(matter.process, command.answers, {**facts_of(matter.state), **command.answers})


def _approve(matter: Matter, turn: Turn, step: SignStep, command: c.Decide) -> list[e.Event]:
    must_be_within(matter, turn, command.level)
    require_valid(matter, step)
    answers = _counted(matter, command)
    _require_complete(matter, turn, {**_given(matter, turn), **answers})
    must_be_waived(matter, answers, step.key)
    events = [decided(turn, command, "approve", answers), *_unasked(matter, turn)]
    return events + conclude(matter.after(events), turn.visit, step, _by(matter, turn))


def _unasked(matter: Matter, turn: Turn) -> list[e.Event]:
    """Whoever decides needs no answer any more."""
    return drop_questions(matter, turn.visit, turn.mine)


def conclude(matter: Matter, visit: StepState, step: SignStep, because: str, no: str = "") -> list[e.Event]:
    """What the voices of the visit come to now: it settles, or it is the next one's turn.

    ``no`` is the reason of a refusal just given; it becomes the case's when the step ends with it.
    """
    said = voices(matter.state, visit.id)
    match verdict(step, said):
        case "approved":
            return settle(matter.process, matter.state, visit, "approved", because)
        case "rejected":
            return reject(matter.process, matter.state, visit, _reason(step, said, no))
        case _:
            return whose_turn(matter, visit)


def _reason(step: SignStep, said: Sequence[Voice], no: str) -> str:
    """Why the case ends: the one refusal that ended it, or else the count, with the last refusal's words."""
    if no and step.on_refusal in (None, "end"):
        return no
    return f"“{step.title}”未通过：{in_words(said)}{'。' if no else ''}{no}"


def _advise(matter: Matter, turn: Turn, command: c.Decide) -> list[e.Event]:
    """委派: the opinion is kept, and the share goes back to whoever asked for it."""
    must_allow(turn, command.decision)
    if command.decision == "reject":
        must_explain("不同意", command.comment)
    events: list[e.Event] = [decided(turn, command, command.decision)]
    return events + whose_turn(matter.after(events), turn.visit)


def _given(matter: Matter, turn: Turn) -> dict[str, object]:
    """What a colleague filled in when signing this visit: the next need not type it again, a new visit must."""
    if not any(one.decision == "approve" for one in matter.state.share_of(turn.visit.id)):
        return {}
    fields = {field.key for field in matter.process.fields_at(turn.step.key)}
    return {key: value for key, value in matter.state.answers.items() if key in fields}


def _refuse(matter: Matter, turn: Turn, command: c.Decide) -> list[e.Event]:
    """A no, with its reason, or an abstention: what it does is the step's policy."""
    if command.decision == "reject":
        must_explain("不同意", command.comment)
    events = [decided(turn, command, command.decision), *_unasked(matter, turn)]
    if not isinstance(turn.step, SignStep):
        return events
    no = command.comment if command.decision == "reject" else ""
    return events + conclude(matter.after(events), turn.visit, turn.step, _by(matter, turn), no)


def _record(matter: Matter, turn: Turn, command: c.Decide) -> list[e.Event]:
    require_valid(matter, turn.step)
    answers = _counted(matter, command)
    _require_complete(matter, turn, answers)
    events: list[e.Event] = [decided(turn, command, "record", answers)]
    after = matter.after(events)
    return events + settle(after.process, after.state, turn.visit, "done", _by(matter, turn))


def _determine(matter: Matter, turn: Turn, step: DetermineStep, command: c.Decide) -> list[e.Event]:
    outcome = next((one for one in step.outcomes if one.key == command.outcome), None)
    if outcome is None:
        raise OutcomeUnknown(allowed="、".join(one.title for one in step.outcomes))
    if outcome.granted:
        require_valid(matter, step)
    if outcome.needs_reason:
        must_explain(outcome.title, command.comment)
    answers = _counted(matter, command)
    _require_complete(matter, turn, answers)
    _must_fit(matter, outcome, answers)
    if outcome.granted:
        must_be_waived(matter, answers)
    events: list[e.Event] = [
        decided(turn, command, "determine", answers),
        e.CaseDetermined(outcome=outcome.key, granted=outcome.granted, by=command.actor.id),
    ]
    after = matter.after(events)
    return events + settle(after.process, after.state, turn.visit, "done", _by(matter, turn))


def _must_fit(matter: Matter, outcome: Outcome, answers: Mapping[str, object]) -> None:
    facts = answered(matter.process.tables, {**facts_of(matter.state), **answers})
    if outcome.when is not None and not holds(outcome.when, facts):
        needed = definition_words.in_words(matter.process, outcome.when)
        raise OutcomeDoesNotFit(outcome=outcome.title, needed=needed)


def _require_complete(matter: Matter, turn: Turn, answers: Mapping[str, object]) -> None:
    must_be_complete(matter.process, turn.step.key, answers, facts_of(matter.state))


def _by(matter: Matter, turn: Turn) -> str:
    return f"已由 {turn.mine.name} 于 {local_text(matter.now)} 办理"
