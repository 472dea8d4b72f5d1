"""All that can be asked of a case, imperative. Each names who asks; the clock's own commands name nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.definition import On, Process, Then
from engine.events import CaseMoved
from engine.state import Answer, CaseStatus, LinkKind, Person, Tally, Unit

Staff = Mapping[str, tuple[Person, ...]]
Choice = Literal["approve", "reject", "abstain"]
Place = Literal["before", "beside", "after"]


@dataclass(frozen=True, slots=True)
class Places:
    """A unit's quota line as it stands under its lock."""

    unit_name: str
    places: int
    used: int


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Begin a case of a unit under a published version; its first step goes to the unit's people at once.

    With a ``parent`` (its id and number) another case asks for this one: the office opens it by itself.
    """

    version: str
    actor: Person
    case_id: str
    number: str
    unit: Unit
    round: str | None
    staff: Staff
    parent: tuple[str, str] | None = None


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
    """Approve, reject or abstain at a sign step, or complete a record or determine step."""

    actor: Person
    assignment: str
    decision: Choice
    comment: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    outcome: str | None = None


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
class Score:
    """Hand in a score sheet (评分): the points by criterion, as they were typed, and a remark."""

    actor: Person
    assignment: str
    points: Mapping[str, object]
    comment: str = ""


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
class ReceiveOpinion:
    """An outside body answers by its signed link: ``opinion`` says which one, ``signer`` who signs for the body."""

    opinion: str
    answer: Answer
    reason: str
    document: str | None
    signer: str


@dataclass(frozen=True, slots=True)
class AcceptOpinion:
    """Put on file what an outside body answered by its signed link (核收)."""

    actor: Person
    assignment: str
    agency: str


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
class AddLine:
    """Add a line to the list for whose lines the case is being walked (增加一项)."""

    actor: Person
    assignment: str
    line: str


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
class Claim:
    """Take a pooled share for oneself (认领): the colleagues' shares wait."""

    actor: Person
    assignment: str


@dataclass(frozen=True, slots=True)
class GiveBack:
    """Give a claimed share back to the pool, or a delegated one to whoever delegated it (退还)."""

    actor: Person
    assignment: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExpireClaim:
    """The clock gives a forgotten claim back."""

    assignment: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """Hand a share over for good (转办)."""

    actor: Person
    assignment: str
    to: Person
    note: str = ""


@dataclass(frozen=True, slots=True)
class Recuse:
    """Declare a conflict of interest (申请回避). ``staff`` are those who may act instead."""

    actor: Person
    assignment: str
    reason: str
    staff: Staff = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True)
class Delegate:
    """Ask another for an opinion and get the share back (委派)."""

    actor: Person
    assignment: str
    to: Person
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddSigner:
    """Have another sign as well: before me, beside me or after me (加签)."""

    actor: Person
    assignment: str
    to: Person
    place: Place
    note: str = ""


@dataclass(frozen=True, slots=True)
class RemoveSigner:
    """Take away a signer who was added and has not signed yet (减签)."""

    actor: Person
    assignment: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take one's own decision or hand-over back, until the next one has acted (撤回)."""

    actor: Person
    assignment: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the applicant something; where the definition says so, the clock stands until the answer."""

    actor: Person
    assignment: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Answer what was asked; ``assignment`` is the question's."""

    actor: Person
    assignment: str
    text: str


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
class Urge:
    """Nudge those for whom the case waits (催办)."""

    actor: Person


@dataclass(frozen=True, slots=True)
class CopyTo:
    """Send the case to people for information (抄送); ``again`` also to those who have it already."""

    actor: Person
    people: tuple[Person, ...]
    note: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class CopyByRule:
    """Send the copies that the definition says of an occasion of a visit (抄送). Nobody asks: it is the rule."""

    step_id: str
    on: tuple[On, ...]
    staff: Staff


@dataclass(frozen=True, slots=True)
class MarkRead:
    """Say that one has read one's copy (已阅)."""

    actor: Person
    copy: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The nominating unit takes its case back (撤回)."""

    actor: Person
    reason: str


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


@dataclass(frozen=True, slots=True)
class Disclose:
    """Have the whole ID numbers of the case, with the reason: an open matter or one that is over."""

    actor: Person
    reason: str


Command = (
    OpenCase
    | Submit
    | Decide
    | SendBack
    | CastVote
    | CloseBallot
    | Score
    | RecordOpinion
    | ReceiveOpinion
    | AcceptOpinion
    | FileObjection
    | RecordFinding
    | CloseWindow
    | Remind
    | Climb
    | Advance
    | FinishMachine
    | FailMachine
    | Resume
    | Withdraw
    | Claim
    | GiveBack
    | ExpireClaim
    | Transfer
    | Recuse
    | ReplaceLeaver
    | StandInFor
    | EndStandIn
    | Delegate
    | AddSigner
    | RemoveSigner
    | TakeBack
    | Ask
    | AnswerQuestion
    | Terminate
    | Hold
    | Urge
    | CopyTo
    | CopyByRule
    | MarkRead
    | Elapse
    | AttachSubCase
    | CloseSubCase
    | AddLine
    | Link
    | Unlink
    | Move
    | UndoMove
    | Disclose
)
