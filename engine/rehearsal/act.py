"""What acts of a script have in common: a name, a moment, somebody who does it, a share that it is done to."""

from abc import abstractmethod
from typing import ClassVar

from engine import commands as c
from engine.definition import Key, Strict
from engine.handling.acts import ActName
from engine.refusals import NoSuchAssignment
from engine.rehearsal.script import Moment
from engine.rehearsal.stage import Stage
from engine.state import AssignmentState, Person


class Act(Strict):
    """What every act has: its name, and its moment (without ``at`` the same as that of the line before)."""

    act: str
    at: Moment | None = None
    actor: str | None = None

    @abstractmethod
    def command(self, stage: Stage) -> c.Command | None:
        """What the engine is asked; None for what changes the stage alone.

        Raises the refusal of what does not even make a command.
        """

    def named(self) -> tuple[str, ...]:
        """The people whom the act names besides the actor."""
        return ()


class Personal(Act):
    """An act of somebody."""

    actor: str

    def person(self, stage: Stage) -> Person:
        """Who acts."""
        return stage.cast.person(self.actor)


class OnAssignment(Personal):
    """An act on a share of the case.

    ``step`` says of which step, and ``line`` for which line of a list, where somebody has several.
    """

    step: Key | None = None
    line: str | None = None
    names: ClassVar[frozenset[ActName]]

    def share(self, stage: Stage, objection: str | None = None) -> AssignmentState:
        """The share that is meant. Raises NoSuchAssignment when the case has none at all."""
        share = stage.share(self.actor, self.names, self.step, objection=objection, line=self.line)
        if share is None:
            raise NoSuchAssignment
        return share


class ByAdministrator(Personal):
    """An act of whoever looks after the office."""
