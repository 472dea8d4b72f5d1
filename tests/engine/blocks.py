"""Definitions with blocks, and an office whose people act wherever the case is."""

from collections.abc import Mapping
from typing import Any

from engine import commands as c
from engine.events import Event
from engine.state import AssignmentState, CaseState, Person
from tests.engine.builders import ANSWERS, FIELDS, LIN, STAFF, Office, a_process, sign

Raw = dict[str, Any]
LISTED: list[Raw] = [*FIELDS, {"key": "experts", "label": "评审专家", "type": "list", "required": False}]


def branch(*steps: Mapping[str, Any], **more: object) -> Raw:
    """One way through a block."""
    return {"steps": list(steps), **more}


def parallel(*branches: Mapping[str, Any], join: str | int = "all", key: str = "fork") -> Raw:
    """All at once."""
    return {"key": key, "title": key, "kind": "parallel", "join": join, "branches": list(branches)}


def choice(*branches: Mapping[str, Any], mode: str = "one", key: str = "way") -> Raw:
    """One of them, or those that hold."""
    return {"key": key, "title": key, "kind": "choice", "mode": mode, "branches": list(branches)}


def race(*branches: Mapping[str, Any], key: str = "race") -> Raw:
    """Whichever comes first."""
    return {"key": key, "title": key, "kind": "race", "branches": list(branches)}


def each(*steps: Mapping[str, Any], **more: object) -> Raw:
    """For each expert of the form."""
    return {
        "key": "each",
        "title": "逐项",
        "kind": "for_each",
        "over": "experts",
        "steps": list(steps),
        **more,
    }


def repeat(*steps: Mapping[str, Any], until: Mapping[str, Any], limit: int = 3) -> Raw:
    """Again and again."""
    return {
        "key": "again",
        "title": "重复",
        "kind": "repeat",
        "until": until,
        "limit": limit,
        "steps": list(steps),
    }


def wait(key: str = "pause", lasts: str = "5 working days") -> Raw:
    """Time passes."""
    return {"key": key, "title": key, "kind": "wait", "for": lasts}


def when(field: str, value: object, op: str = "==") -> Raw:
    """A plain condition."""
    return {"field": field, "op": op, "value": value}


def one_signs(key: str, by: str = "clerk", **more: Any) -> Raw:  # noqa: ANN401 - whatever a step may say
    """A step that one person of the body signs."""
    return sign(key, by, "any", **more)


class Paths(Office):
    """People act by the name of the step."""

    def share(self, step: str, line: str | None = None) -> AssignmentState:
        """The open share at the step (for the line)."""
        visits = [one.id for one in self.state.steps if one.key == step and line in (None, one.line)]
        return next(one for one in self.state.assignments if one.step_id in visits and one.status == "open")

    def signs(self, *steps: str, line: str | None = None) -> "Paths":
        """Approve at each of these steps, one after the other."""
        for step in steps:
            share = self.share(step, line)
            self.ask(c.Decide(self.person(share), share.id, "approve"))
            self.advances()
        return self

    def refuses(self, step: str) -> "Paths":
        share = self.share(step)
        self.ask(c.Decide(self.person(share), share.id, "reject", "不符合条件"))
        return self

    def goes_back(self, step: str, to: str, line: str | None = None) -> "Paths":
        share = self.share(step, line)
        self.ask(c.SendBack(self.person(share), share.id, to, "请补正"))
        self.advances()
        return self

    def takes_back(self, step: str) -> list[Event]:
        share = next(
            one for one in reversed(self.state.assignments) if one.step == step and one.status == "decided"
        )
        return self.ask(c.TakeBack(self.person(share), share.id))

    def elapses(self, step: str) -> "Paths":
        visit = next(one for one in reversed(self.state.steps) if one.key == step)
        self.ask(c.Elapse(visit.id))
        self.advances()
        return self

    def person(self, share: AssignmentState) -> Person:
        """Whose share it is."""
        return next(one for people in self.staff.values() for one in people if one.id == share.person)

    @property
    def here(self) -> list[str]:
        """The open steps, with the line where there is one."""
        return [
            f"{one.key}:{one.line}" if one.line else one.key
            for one in self.state.steps
            if one.status == "open"
        ]


def walked(*between: Mapping[str, Any], answers: Mapping[str, object] | None = None, **more: object) -> Paths:
    """A case handed in under a definition with these steps and blocks."""
    fields = {"form": {"subject": "name", "identity": "id_no", "fields": LISTED}}
    office = Paths(a_process(*between, **{**fields, **more}), staff=STAFF)
    office.opens()
    office.submits(LIN, answers={**ANSWERS, **(answers or {})})
    return office


def is_waiting(state: CaseState) -> bool:
    """Whether an open case waits for somebody or something that will come."""
    people = any(one.status == "open" for one in state.assignments)
    things = any(
        one.status == "open" and one.kind in ("machine", "publicity", "wait", "sub_case", "consult")
        for one in state.steps
    )
    return bool(people or things or state.pending or state.held)
