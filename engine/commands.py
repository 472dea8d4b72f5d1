"""All that can be asked of a case, imperative. Each names who asks; the clock's own commands name nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.state import Answer, Person, Tally, Unit

Staff = Mapping[str, tuple[Person, ...]]
Choice = Literal["approve", "reject", "abstain"]


@dataclass(frozen=True, slots=True)
class Places:
    """A unit's quota line as it stands under its lock."""

    unit_name: str
    places: int
    used: int


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Begin a case of a unit under a published version; its first step goes to the unit's people at once."""

    version: str
    actor: Person
    case_id: str
    number: str
    unit: Unit
    round: str | None
    staff: Staff


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand in the form. ``answers`` are checked and sealed already where sealing is needed."""

    actor: Person
    assignment: str
    answers: Mapping[str, object]
    subject: str
    identity: str | None
    places: Places | None = None


@dataclass(frozen=True, slots=True)
class Decide:
    """Approve or reject at a sign step, or complete a record or determine step."""

    actor: Person
    assignment: str
    decision: Literal["approve", "reject"]
    comment: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class SendBack:
    """Return the case to an earlier step, with the reason (退回补正)."""

    actor: Person
    assignment: str
    to: str
    comment: str


@dataclass(frozen=True, slots=True)
class CastVote:
    """Drop a paper. ``box`` is what lies in the box before it; a secret choice never enters an event."""

    actor: Person
    assignment: str
    choice: Choice
    box: Tally


@dataclass(frozen=True, slots=True)
class CloseBallot:
    """Count the papers although not everybody has voted."""

    actor: Person
    assignment: str
    box: Tally


@dataclass(frozen=True, slots=True)
class RecordOpinion:
    """Put an outside body's written answer on file."""

    actor: Person
    assignment: str
    agency: str
    answer: Answer
    reason: str = ""
    document: str | None = None


@dataclass(frozen=True, slots=True)
class FileObjection:
    """Object to what is shown. Asked by the public; ``staff`` are those who look into it."""

    objection_id: str
    step: str
    staff: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """Say what the inquiry into an objection found."""

    actor: Person
    assignment: str
    objection: str
    upheld: bool
    reason: str


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
class Advance:
    """Open what follows. ``staff`` holds the people of every body that the pending steps name."""

    staff: Staff


@dataclass(frozen=True, slots=True)
class FinishMachine:
    """A machine step's work is done."""

    step_id: str
    result: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FailMachine:
    """A machine step failed for good: hold the case for an administrator."""

    step_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Resume:
    """An administrator has the held case go on."""

    actor: Person


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The nominating unit takes its case back (撤回)."""

    actor: Person
    reason: str


Command = (
    OpenCase
    | Submit
    | Decide
    | SendBack
    | CastVote
    | CloseBallot
    | RecordOpinion
    | FileObjection
    | RecordFinding
    | CloseWindow
    | Remind
    | Advance
    | FinishMachine
    | FailMachine
    | Resume
    | Withdraw
)
