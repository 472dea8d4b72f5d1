"""更正: what was filled before is put right at a later step, by whom the definition lets; before and after are kept."""

from engine import commands as c
from engine import events as e
from engine.conditions import fields_named
from engine.definition import FormField, Process
from engine.forms.answers import Answers, check_answers, judge, looks_at
from engine.forms.differences import differences
from engine.forms.parts import asked
from engine.handling.guards import admit, must_explain
from engine.handling.settling import ADVICE
from engine.matter import Matter
from engine.refusals import FieldFinding, FormIncomplete, NothingCorrected, NothingToCorrect
from engine.state import AssignmentState, CaseState, facts_of


def correct(matter: Matter, command: c.Correct) -> list[e.Event]:
    """Put answers right. Raises NothingToCorrect, NothingCorrected, or FormIncomplete with every defect."""
    turn = admit(matter, command.actor, command.assignment)
    fields = correctable(matter.process, matter.state, turn.mine)
    if not fields:
        raise NothingToCorrect(step=turn.step.title)
    must_explain("更正", command.reason)
    after = _changed(matter.state.answers, command.answers, fields)
    if findings := _findings(matter, fields, command.answers, after):
        raise FormIncomplete(findings)
    if not after:
        raise NothingCorrected
    subject = matter.process.form.subject
    return [
        e.CaseCorrected(
            id=turn.mine.id,
            step=turn.step.key,
            by=command.actor.id,
            before={key: matter.state.answers.get(key) for key in after},
            after=after,
            reason=command.reason,
            subject=str(after[subject]) if subject in after else None,
        )
    ]


def correctable(process: Process, state: CaseState, mine: AssignmentState) -> list[FormField]:
    """The fields that the holder of a share may correct: none for those who only advise or answer."""
    if mine.via in ADVICE or mine.objection is not None:
        return []
    return [one for one in asked(process, facts_of(state)) if mine.step in one.corrected_at]


def _changed(before: Answers, said: Answers, fields: list[FormField]) -> dict[str, object]:
    """What is to stand where something else stood."""
    named = [one for one in fields if one.key in said]
    return {one.field.key: said[one.field.key] for one in differences(before, said, named)}


def _findings(matter: Matter, fields: list[FormField], said: Answers, after: Answers) -> list[FieldFinding]:
    """The defects of what changes, and the rules looked at before that it would break."""
    labels = {field.key: field.label for field in matter.process.form.fields}
    mine = {one.key for one in fields}
    found = [
        FieldFinding(key, labels.get(key, key), "本环节不能更正这一项") for key in said if key not in mine
    ]
    found += check_answers([one for one in fields if one.key in after], after)
    return found or _broken(matter, after)


def _broken(matter: Matter, after: Answers) -> list[FieldFinding]:
    process, facts = matter.process, {**facts_of(matter.state), **after}
    return [
        FieldFinding(rule.key, rule.title, evidence, rule.clause)
        for rule in process.rules
        if rule.waived_at is None
        and fields_named(looks_at(rule, process.tables)) & after.keys()
        and matter.state.visits(rule.checked_at)
        for met, evidence in [judge(rule, facts, process.tables)]
        if not met
    ]
