"""Asked of a case as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.commands.parts import Places, Staff
from engine.commands.twins import Twin
from engine.definition import Process, Then
from engine.events import CaseMoved, Disclosed
from engine.state import CaseStatus, LinkKind, Person, Unit


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The case that a review looks at: how it ended, when, and who decided in it."""

    id: str
    number: str
    process: str
    unit: str
    status: CaseStatus
    granted: bool
    ended_at: datetime | None
    decided_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Begin a case of a unit under a published version; its first step goes to the unit's people at once.

    With a ``parent`` (its id and number) another case asks for this one: the office opens it by itself.
    With ``reviewed`` it is the review (复核) of that case. ``by_office``: something else than a person asks for it.
    ``chosen`` is the key of the variant that holds today, where somebody looked it up.
    """

    version: str
    actor: Person
    case_id: str
    number: str
    unit: Unit
    round: str | None
    staff: Staff
    parent: tuple[str, str] | None = None
    reviewed: Reviewed | None = None
    by_office: bool = False
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand in the form. ``answers`` are checked and sealed already where sealing is needed.

    ``holder`` is the identity of whoever holds the title that the case is about, where the form is about that person.
    ``leader`` is that of the title's leader now, where the form names another.
    """

    actor: Person
    assignment: str
    answers: Mapping[str, object]
    subject: str
    identity: str | None
    places: Places | None = None
    twins: tuple[Twin, ...] = ()
    holder: str | None = None
    leader: str | None = None


@dataclass(frozen=True, slots=True)
class SendBack:
    """Return the case to an earlier step, with the reason (退回补正).

    ``then`` is what follows the correction; where nothing is said, what the definition names first.
    """

    actor: Person
    assignment: str
    to: str
    comment: str
    then: Then | None = None


@dataclass(frozen=True, slots=True)
class Terminate:
    """An administrator ends the case, with the reason (终止)."""

    actor: Person
    reason: str


@dataclass(frozen=True, slots=True)
class Hold:
    """An administrator has the case wait, with the reason (暂挂)."""

    actor: Person
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


@dataclass(frozen=True, slots=True)
class Disclose:
    """Have the whole ID numbers of the case, or of its household, with the reason: a matter open or over."""

    actor: Person
    reason: str
    what: Disclosed = "dossier"


@dataclass(frozen=True, slots=True)
class Link:
    """Say that the case has to do with another one. By nobody: the office links them by itself."""

    actor: Person | None
    kind: LinkKind
    other: str
    number: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unlink:
    """Take a link back that was a mistake."""

    actor: Person
    link: str


@dataclass(frozen=True, slots=True)
class AttachSubCase:
    """The case of another process that a step asks for was opened."""

    step_id: str
    case: str
    number: str


@dataclass(frozen=True, slots=True)
class CloseSubCase:
    """The case that a step opened is over."""

    step_id: str
    case: str
    status: CaseStatus
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Correct:
    """Put right what was filled before (更正), at a step at which the definition lets, with the reason."""

    actor: Person
    assignment: str
    answers: Mapping[str, object]
    reason: str


@dataclass(frozen=True, slots=True)
class AddLine:
    """Add a line to the list for whose lines the case is being walked (增加一项)."""

    actor: Person
    assignment: str
    line: str


@dataclass(frozen=True, slots=True)
class Move:
    """Go on under another version; ``mapping`` says how steps are called there that have another name."""

    actor: Person
    version: str
    target: Process
    mapping: Mapping[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class UndoMove:
    """Go back to the version before; ``moved`` is what happened, ``since`` what has happened after it."""

    actor: Person
    moved: CaseMoved | None
    since: tuple[str, ...]
