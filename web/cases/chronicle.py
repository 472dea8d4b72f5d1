"""Who tells the journal: people, shares and steps by their names, in the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.definition import Process
from engine.state import CaseState
from models.journal import Entry
from web.wording import Translate


@dataclass(frozen=True, slots=True)
class Teller:
    """A case and its names; ``former`` are titles of steps of earlier versions, ``hidden`` what is not told."""

    process: Process
    state: CaseState
    names: Mapping[str, str]
    say: Translate
    former: Mapping[str, str]
    hidden: frozenset[str]

    def who(self, person: str | None) -> str:
        """The name of somebody; the office itself for nobody."""
        return self.names.get(person or "", self.say("系统"))

    def acting(self, assignment: str, person: str | None) -> str:
        """Who acted with a share: a substitute for whom."""
        share = self.state.assignment(assignment)
        return share.whose if share and share.for_name else self.who(person)

    def step(self, key: str) -> str:
        """The title of a step, also of one that only an earlier version has."""
        home = self.process.homes.get(key)
        return home.entry.title if home else self.former.get(key, key)

    def step_of(self, assignment: str) -> str:
        """The title of the step of a share; empty for one that is not there."""
        one = self.state.assignment(assignment)
        return self.step(one.step) if one else ""

    def to(self, payload: Mapping[str, Any]) -> str:
        """The name of whoever a share was handed to."""
        return str(payload["to"]["name"])

    def shares(self, assignments: Sequence[str]) -> str:
        """The names of those who have these shares, each once."""
        found = [self.state.assignment(one) for one in assignments]
        return "、".join(dict.fromkeys(one.name for one in found if one is not None))

    def people(self, payload: Mapping[str, Any]) -> str:
        """The names of those who were offered something."""
        return "、".join(one["name"] for one in payload.get("assignments", ()))


Tell = Callable[[Teller, Entry], tuple[str, str]]
"""What a line says, and the words that go with it."""


def plainly(sentence: str) -> Tell:
    """The same sentence whatever the line holds."""
    return lambda t, _entry: (t.say(sentence), "")


def with_reason(sentence: str) -> Tell:
    """The sentence, and the reason as it was written."""
    return lambda t, entry: (t.say(sentence), str(entry.payload.get("reason", "")))
