"""Asked by nobody: the clock, the machine, and the office itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.commands.parts import Staff
from engine.events import MeetingVote
from engine.state import Person


@dataclass(frozen=True, slots=True)
class CloseWindow:
    """The clock asks to close a window that has run out."""

    step_id: str


@dataclass(frozen=True, slots=True)
class Remind:
    """The clock asks for a nudge before (``soon``) or after (``overdue``) an assignment's due date."""

    assignment: str
    when: Literal["soon", "overdue"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a draw says of the case at a step: whether it is in the sample, and its judges where judges are drawn."""

    chosen: bool = True
    judges: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Climb:
    """The clock asks what the ladder of an overdue visit says by now; ``staff`` are the bodies it names."""

    step_id: str
    staff: Staff


@dataclass(frozen=True, slots=True)
class Advance:
    """Open what follows. ``staff`` holds the people of every body that the pending steps name.

    ``gates`` are the gates of the round that are open: a step behind another one stays pending. So does a step that
    needs a draw, until ``drawn`` says by its key what came of it.
    """

    staff: Staff
    gates: frozenset[str] = frozenset()
    drawn: Mapping[str, Drawn] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Elapse:
    """The clock asks to end a wait whose time has run out."""

    step_id: str


@dataclass(frozen=True, slots=True)
class FinishMachine:
    """A machine step's work is done; ``answers`` are what it fills into the form."""

    step_id: str
    result: Mapping[str, str]
    answers: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FailMachine:
    """A machine step failed for good: hold the case for an administrator."""

    step_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class EndWithTitle:
    """The title that the case is about was cancelled or taken back (``how``) by the case with this number."""

    title: str
    how: str
    number: str


@dataclass(frozen=True, slots=True)
class CountAtMeeting:
    """A meeting voted on the case: the papers counted there, and members who stayed out of it, with their reasons."""

    step_id: str
    due: int
    approve: int
    reject: int
    abstain: int
    vote: MeetingVote
    recused: Mapping[str, str]
    by: str


@dataclass(frozen=True, slots=True)
class ExpireClaim:
    """The clock gives a forgotten claim back."""

    assignment: str


@dataclass(frozen=True, slots=True)
class ReplaceLeaver:
    """The clock found that whoever holds the share has left. ``staff`` are those who may act instead."""

    assignment: str
    staff: Staff


@dataclass(frozen=True, slots=True)
class StandInFor:
    """The clock found that the holder is away: ``principal`` carries the substitute."""

    assignment: str
    principal: Person


@dataclass(frozen=True, slots=True)
class EndStandIn:
    """The clock found that the ``principal`` for whom the holder acted is back."""

    assignment: str
    principal: Person
