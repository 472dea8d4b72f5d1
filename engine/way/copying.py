"""抄送 by rule: who gets a copy when a step opens or ends, and when the case is determined in a certain way."""

from collections.abc import Iterator, Sequence

from engine import commands as c
from engine import events as e
from engine.definition import Body, CopyRule, DetermineStep, On, Process, Step
from engine.matter import Matter
from engine.people.recusal import concerns
from engine.said import Said
from engine.state import CaseState, CopyState, Person
from engine.way.identity import id_within
from engine.way.spots import key_of

ON_LABELS: dict[On, str] = {
    "opened": "开始办理",
    "approved": "办结",
    "rejected": "未通过",
    "returned": "退回",
    "closed": "结束",
}
_NOTES: dict[On, str] = {
    "opened": "“{step}”开始办理",
    "approved": "“{step}”已办结",
    "rejected": "“{step}”未通过",
    "returned": "“{step}”退回了本件",
    "closed": "“{step}”已结束",
}


def occasions_of(event: e.Event) -> tuple[str, tuple[On, ...]] | None:
    """The visit that a fact is about, and what rules would call it; None for a fact that no rule knows."""
    match event:
        case e.StepOpened():
            return event.id, ("opened",)
        case e.StepSettled(outcome="approved" | "done"):
            return event.id, ("approved", "closed")
        case e.StepSettled(outcome="rejected"):
            return event.id, ("rejected", "closed")
        case e.StepSettled(outcome="sent_back"):
            return event.id, ("returned", "closed")
        case _:
            return None


def has_rules(process: Process) -> bool:
    """Whether anything of this process is copied by rule."""
    return any(_every_rule(step) for step in process.steps)


def bodies_copied(step: Step) -> list[str]:
    """The bodies that get copies because of this step."""
    return list(dict.fromkeys(body for rule in _every_rule(step) for body in rule.to))


def bodies_to_copy(process: Process, state: CaseState, step_id: str, on: tuple[On, ...]) -> dict[str, Body]:
    """The bodies whose people ``CopyByRule`` needs."""
    needed = [body for rule in _rules(process, state, step_id, on) for body in rule.to]
    return {key: process.bodies[key] for key in needed}


def copied_on(step: Step, on: tuple[On, ...], outcome: str | None) -> list[CopyRule]:
    """The rules of the step that hold on these occasions, those of the outcome among them."""
    rules = [one for one in step.copy_to if one.on in on]
    if isinstance(step, DetermineStep) and "approved" in on:
        to = next((one.copy_to for one in step.outcomes if one.key == outcome), [])
        rules += [CopyRule(to=to, on="approved")] if to else []
    return rules


def copies_told(process: Process, state: CaseState, events: Sequence[e.Event]) -> list[str]:
    """Who gets a copy by what happens, and by what opens then: a sentence for the button that does it."""
    rules: list[CopyRule] = []
    for event in events:
        if isinstance(event, e.StepSettled) and (found := occasions_of(event)):
            rules += copied_on(process.step(event.step), found[1], state.outcome)
    for spot in state.pending:
        rules += copied_on(process.step(key_of(spot)), ("opened",), None)
    titles = dict.fromkeys(process.bodies[body].title for rule in rules for body in rule.to)
    return [Said("抄送{bodies}", bodies="、".join(titles))] if titles else []


def copy_by_rule(matter: Matter, command: c.CopyByRule) -> list[e.Event]:
    """Send the copies of an occasion. Asked twice, nothing happens the second time."""
    events: list[e.Event] = []
    for rule in _rules(matter.process, matter.state, command.step_id, command.on):
        people = [one for body in rule.to for one in command.staff[body]]
        events += _sent(matter.after(events), command.step_id, rule, people)
    return events


def _rules(process: Process, state: CaseState, step_id: str, on: tuple[On, ...]) -> list[CopyRule]:
    visit = next((one for one in state.steps if one.id == step_id), None)
    return copied_on(process.step(visit.key), on, state.outcome) if visit else []


def _every_rule(step: Step) -> list[CopyRule]:
    outcomes = step.outcomes if isinstance(step, DetermineStep) else []
    return [*step.copy_to, *(CopyRule(to=one.copy_to, on="approved") for one in outcomes if one.copy_to)]


def _sent(matter: Matter, step_id: str, rule: CopyRule, people: list[Person]) -> list[e.Event]:
    occasion = f"{step_id} {rule.on}"
    copies = tuple(_new(matter, rule, occasion, people))
    if not copies:
        return []
    visit = matter.visit(step_id)
    title = matter.step_of(visit).title if visit else ""
    note = _NOTES[rule.on].format(step=title)
    return [e.CaseCopied(by=None, copies=copies, note=note, occasion=occasion)]


def _new(matter: Matter, rule: CopyRule, occasion: str, people: list[Person]) -> Iterator[e.CopySent]:
    """Once a person and case, or once an occasion where the rule says again; never to whom the case is about."""
    known = {one.person: one for one in matter.state.copies}
    for one in dict.fromkeys(people):
        if not concerns(matter.state, one) and _is_due(known.get(one.id), rule, occasion):
            yield e.CopySent(id=id_within(matter.state.id, "copy", one.id), person=one.id, name=one.name)


def _is_due(copy: CopyState | None, rule: CopyRule, occasion: str) -> bool:
    return copy is None or (rule.again and copy.occasion != occasion)
