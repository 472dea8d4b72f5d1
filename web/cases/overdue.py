"""催办与上报: what was sent to whom because a step was late, and when it was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.definition import Process
from engine.state import CaseState, StepState
from models.journal import Entry
from web.wording import Translate

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Nudge:
    """One line of the log; ``answered`` is when the share, or the step, was done."""

    at: datetime
    text: str
    to: str
    answered: datetime | None


def sentence(process: Process, event: str, facts: Facts, say: Translate) -> tuple[str, str]:
    """What a rung of the ladder did, and the clause by which it did so."""
    home = process.homes.get(facts["step"])
    step = home.entry.title if home else facts["step"]
    if facts.get("objection"):
        step = say("{step}（核查异议）").format(step=step)
    match event:
        case "overdue.reminded":
            return say("“{step}”超过时限，再次催办").format(step=step), ""
        case "overdue.escalated":
            return _escalated(process, facts, step, say), ""
        case "overdue.passed_on":
            return _passed_on(process, facts, step, say), ""
        case "overdue.refused":
            return say("“{step}”超时自动不予通过（按规则）").format(step=step), facts["clause"]
        case _:
            return say("“{step}”超时自动通过（按规则）").format(step=step), facts["clause"]


def nudges(process: Process, state: CaseState, entries: Sequence[Entry], say: Translate) -> list[Nudge]:
    """The log of a case, latest first: nudges before and after the due date, by the clock and by people."""
    told = [one for entry in entries for one in _nudges(process, state, entry, say)]
    return told[::-1]


def _nudges(process: Process, state: CaseState, entry: Entry, say: Translate) -> list[Nudge]:
    facts = entry.payload
    match entry.event:
        case "assignment.reminded":
            return _to_holders(state, entry, [facts["id"]], say("临近时限，已催办"))
        case "assignment.overdue" if facts.get("told", True):
            return _to_holders(state, entry, [facts["id"]], say("办理超过时限"))
        case "overdue.reminded":
            return _to_holders(state, entry, facts["shares"], sentence(process, entry.event, facts, say)[0])
        case "case.urged":
            return _to_holders(state, entry, facts["assignments"], say("催办"))
        case "overdue.escalated" | "overdue.passed_on":
            to = "、".join(one["name"] for one in facts.get("people") or facts.get("assignments") or ())
            visit = _visit(state, facts["id"])
            text = sentence(process, entry.event, facts, say)[0]
            return [Nudge(entry.at, text, to, visit.settled_at if visit else None)]
        case _:
            return []


def _to_holders(state: CaseState, entry: Entry, shares: Sequence[str], text: str) -> list[Nudge]:
    """A line for each share that was nudged. Where a colleague settled the step, that is the answer."""
    held = [one for share in shares if (one := state.assignment(share)) is not None]
    visits = {one.id: one for one in state.steps}
    return [Nudge(entry.at, text, one.name, one.decided_at or visits[one.step_id].settled_at) for one in held]


def _escalated(process: Process, facts: Facts, step: str, say: Translate) -> str:
    body = _body(process, facts)
    if not facts["people"]:
        return say("“{step}”超过时限，应上报{body}，但没有可以上报的人").format(step=step, body=body)
    return say("“{step}”超过时限，上报{body}").format(step=step, body=body)


def _passed_on(process: Process, facts: Facts, step: str, say: Translate) -> str:
    body = _body(process, facts)
    if not facts.get("assignments"):
        return say("“{step}”超过时限，应转交{body}，但没有可以接手的人").format(step=step, body=body)
    people = "、".join(one["name"] for one in facts["assignments"])
    return say("“{step}”超过时限，转交{body}：{people}").format(step=step, body=body, people=people)


def _body(process: Process, facts: Facts) -> str:
    body = process.bodies.get(facts["body"])
    return body.title if body else str(facts["body"])


def _visit(state: CaseState, identity: str) -> StepState | None:
    return next((one for one in state.steps if one.id == identity), None)
