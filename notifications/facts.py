"""What a template may know about a case: where it is and what happened; nothing that people wrote in it.

Mail leaves the house. A reason, a comment or a finding may name the nominee or let the objector be guessed:
templates do not get them, they are read on the case page, by those who may.
"""

from dataclasses import dataclass
from typing import Any

from engine import events as e
from engine.definition import Process
from engine.handling.judging import is_judged_blindly
from engine.state import CaseState
from engine.way.spots import key_of

_WRITTEN_BY_PEOPLE = {
    "after",
    "answers",
    "before",
    "because",
    "comment",
    "identity",
    "note",
    "reason",
    "recused",
    "subject",
    "text",
}


@dataclass(frozen=True, slots=True)
class Case:
    """The outside of a case."""

    number: str
    process: str
    unit: str


@dataclass(frozen=True, slots=True)
class Station:
    """The step an event is about, and which visit of it."""

    title: str
    visit: int


def facts_of(process: Process, state: CaseState, event: e.Event) -> dict[str, object]:
    """What all who hear of ``event`` may know."""
    case = Case(state.number, process.title, state.unit.name)
    facts: dict[str, object] = {
        "case": case,
        "matter": f"{case.number}（{case.process}，{case.unit}）",
        "event": _said(event),
        "form": process.form.title,
        "titles": {step.key: step.title for step in process.steps},
        "back_to": [process.step(key_of(spot)).title for spot in getattr(event, "back", ())],
        "outcomes": {key: one.title for key, one in process.outcomes.items()},
    }
    station = _station(process, state, event)
    return facts if station is None else facts | {"step": station}


def facts_for(process: Process, state: CaseState, event: e.Event, person: str) -> dict[str, object]:
    """What only ``person`` is told: the own share of the step or inquiry; of a case judged blindly, not whose it is."""
    own = (one for one in state.assignments if one.person == person and one.status == "open")
    places = set(event.assignments) if isinstance(event, e.CaseUrged) else {_place(event)}
    share = next((one for one in own if places & {one.id, one.objection, one.step_id}), None)
    own_facts: dict[str, object] = {} if share is None else {"share": share}
    return own_facts | (_unnamed(process, state) if is_judged_blindly(process, state, person) else {})


def _unnamed(process: Process, state: CaseState) -> dict[str, object]:
    """The outside of a case without its unit."""
    case = Case(state.number, process.title, "匿名评审")
    return {"case": case, "matter": f"{case.number}（{case.process}，{case.unit}）"}


def is_urgent(process: Process, state: CaseState, event: e.Event) -> bool:
    """Whether the process, or the step that ``event`` is about, does not wait for office hours."""
    found = _spot(state, event)
    return process.urgent or (found is not None and process.step(found[0]).urgent)


def _said(event: e.Event) -> dict[str, Any]:
    return event.model_dump(exclude=_WRITTEN_BY_PEOPLE)


def _station(process: Process, state: CaseState, event: e.Event) -> Station | None:
    found = _spot(state, event)
    return None if found is None else Station(process.step(found[0]).title, found[1])


def _spot(state: CaseState, event: e.Event) -> tuple[str, int] | None:
    """Where the visit, share or objection lies whose id the event carries, or else the step it names."""
    found = _places(state).get(_place(event))
    key = getattr(event, "step", None)
    return found or (None if key is None else (key, state.visits(key)))


def _place(event: e.Event) -> str:
    """The share that was handed on, or what the event is about; an objection is known by its own id."""
    if isinstance(to := getattr(event, "to", None), e.AssignmentOffered):
        return to.id
    return str(getattr(event, "id", None) or getattr(event, "step_id", ""))


def _places(state: CaseState) -> dict[str, tuple[str, int]]:
    visits = {one.id: (one.key, one.visit) for one in state.steps}
    shares = {one.id: (one.step, one.visit) for one in state.assignments}
    objections = {one.id: visits[one.step_id] for one in state.objections}
    opinions = {one.id: visits[one.step_id] for one in state.opinions}
    return visits | shares | objections | opinions
