"""What the reader may do on a case page: one panel for each open assignment, with its buttons and fields."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.deadlines import Calendar
from engine.definition import FormField, Process, Rule
from engine.forms.parts import asked_at
from engine.handling.correcting import correctable
from engine.handling.settling import ADVICE
from engine.handling.waiving import waivable
from engine.offering.choices import Choice, choices
from engine.refusals import FieldFinding
from engine.state import AssignmentState, CaseState, OpinionState, facts_of
from models import drafts, publicity
from models.sealing import Seal
from models.session import Session
from web.cases.fields import Drawn, beside_no_field, drawn
from web.cases.scores import SheetLine, sheet_lines
from web.households.page import in_one_line_of
from web.speaking import Viewer


@dataclass(frozen=True, slots=True)
class Refused:
    """An act that was refused on this page: shown at its place, with what was typed."""

    assignment: str
    sentence: str
    findings: Sequence[FieldFinding] = ()
    typed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """A case before a reader, at one moment; ``hidden`` are the fields that this reader may not see."""

    session: Session
    seal: Seal
    me: Viewer
    process: Process
    state: CaseState
    calendar: Calendar
    refused: Refused | None
    hidden: frozenset[str]


@dataclass(frozen=True, slots=True)
class Task:
    """One open assignment of the reader; ``sent_by`` is who handed it on."""

    assignment: AssignmentState
    kind: str
    title: str
    choices: Sequence[Choice]
    fields: Sequence[Drawn]
    loose: Sequence[FieldFinding]
    opinions: Sequence[OpinionState]
    letter: Mapping[str, str]
    refused: Refused | None
    sent_by: str
    sheet: Sequence[SheetLine]
    corrections: Sequence[Drawn]
    waivable: Sequence[Rule]

    def of(self, act: str) -> list[Choice]:
        """The buttons of one act."""
        return [one for one in self.choices if one.act == act]

    def typed(self, name: str) -> str:
        """What was typed into a field of the page before the act was refused."""
        return str(self.refused.typed.get(name, "")) if self.refused else ""


def tasks(desk: Desk) -> list[Task]:
    """The reader's open assignments in the case, in their order; none while it waits for an administrator."""
    if desk.state.held is not None:
        return []
    mine = [one for one in desk.state.assignments if one.person == desk.me.person.id and one.status == "open"]
    return [_task(desk, one) for one in mine]


def _task(desk: Desk, mine: AssignmentState) -> Task:
    step = desk.process.step(mine.step)
    here = desk.refused if desk.refused and desk.refused.assignment == mine.id else None
    offered = choices(desk.process, desk.state, mine.id, now=desk.me.now, calendar=desk.calendar)
    plain = step.kind == "submit" or mine.objection or mine.via in ADVICE
    fields = [] if plain else asked_at(desk.process, step.key, facts_of(desk.state))
    correcting = here if here and here.typed.get("correcting") else None
    deciding = None if correcting else here
    findings = deciding.findings if deciding else ()
    return Task(
        assignment=mine,
        kind=_kind(mine, step.kind, offered),
        title=f"{step.title}（{line}）" if (line := _line(desk, mine)) else step.title,
        choices=offered,
        fields=drawn(fields, _values(desk, mine, deciding), findings),
        loose=beside_no_field([*fields, *_corrected(desk, mine)], here.findings if here else ()),
        opinions=[one for one in desk.state.opinions if one.step_id == mine.step_id],
        letter=letter_of(desk, mine),
        refused=here,
        sent_by=sender.name if (sender := desk.state.assignment(mine.parent or "")) else "",
        sheet=sheet_lines(desk.process, step.key, here.typed if here else {}, findings),
        corrections=_corrections(desk, mine, correcting),
        waivable=waivable(desk.process, desk.state, mine, desk.me.person.id),
    )


def _corrections(desk: Desk, mine: AssignmentState, refused: Refused | None) -> list[Drawn]:
    """What may be put right here, as it stands or as it was typed just now."""
    values = {**desk.state.answers, **(refused.typed if refused else {})}
    findings = refused.findings if refused else ()
    return drawn(_corrected(desk, mine), values, findings)


def _corrected(desk: Desk, mine: AssignmentState) -> list[FormField]:
    return correctable(desk.process, desk.state, mine)


def _line(desk: Desk, mine: AssignmentState) -> str | None:
    """The line of the list for which the step is walked."""
    return next(one.line for one in desk.state.steps if one.id == mine.step_id)


def _values(desk: Desk, mine: AssignmentState, here: Refused | None) -> dict[str, Any]:
    kept = drafts.of(desk.session, mine.id)
    asked = [one.key for one in desk.process.fields_at(mine.step) if one.type == "household"]
    told = {"words": in_one_line_of(desk.session, desk.state.id, desk.seal)} if asked else {}
    typed = here.typed if here else {}
    return {**desk.state.answers, **(kept.answers if kept else {}), **typed, **dict.fromkeys(asked, told)}


def _kind(mine: AssignmentState, kind: str, offered: Sequence[Choice]) -> str:
    """Which panel is drawn: the step's kind, but a question, an inquiry and a count have panels of their own.

    A ballot in which nobody can do anything here is held at a meeting.
    """
    if mine.via in ADVICE:
        return "question" if mine.via == "question" else "sign"
    if mine.objection is not None:
        return "objection"
    if kind == "ballot" and not offered:
        return "meeting"
    return "count" if any(one.act == "close_ballot" for one in offered) else kind


def letter_of(desk: Desk, mine: AssignmentState) -> dict[str, str]:
    """The objection's own words: opened only for whoever has to look into it."""
    sealed = publicity.letter(desk.session, mine.objection) if mine.objection else None
    return dict(json.loads(desk.seal.open(sealed))) if sealed else {}
