"""What happens on the way, event after event, and what may be looked at there."""

from engine import events as e
from engine.conditions import Facts
from engine.definition import Process
from engine.evolution import evolve
from engine.state import CaseState, facts_of
from engine.tables import answered
from engine.way.shape import lines_of
from engine.way.spots import written


class Walk:
    """What happens, event after event, and the case after it."""

    def __init__(self, process: Process, state: CaseState) -> None:
        self.process = process
        self.state = state
        self.events: list[e.Event] = []

    def say(self, *events: e.Event) -> None:
        """Have these happen. Ways do not depend on the hour, so that of the opening stands in for it."""
        for event in events:
            self.events.append(event)
            self.state = evolve(self.state, event, self.state.opened_at)


def facts_at(process: Process, state: CaseState, key: str, at: str) -> Facts:
    """What conditions may look at there: the case's facts, the tables' answers, and the line of the list."""
    lines = lines_of(process, state, key, at)
    own = {"line": lines[-1]} if lines else {}
    return answered(process.tables, {**facts_of(state), **own})


def after(process: Process, key: str, at: str) -> str | None:
    """The spot that follows in the same list, if there is one."""
    home = process.homes[key]
    following = home.siblings[home.place + 1 :]
    return written(following[0].key, at) if following else None
