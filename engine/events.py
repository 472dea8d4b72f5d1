"""All that can have happened, past tense, with the dotted name each has in journal, outbox and templates."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from engine.state import Answer, CaseStatus, Decision, LinkKind, StepOutcome, Via


class _Fact(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AssignmentOffered(_Fact):
    """A person's share: who, for which body, at which turn, why this person, and from which share it came.

    A standing substitute has it for somebody (``for_person``) who is away ``for_until`` then.
    """

    id: str
    body: str
    person: str
    name: str
    unit: str
    position: int
    waiting: bool
    why: str
    via: Via = "offer"
    parent: str | None = None
    weight: int = 1
    for_person: str | None = None
    for_name: str | None = None
    for_until: datetime | None = None


class OpinionAsked(_Fact):
    """One outside body that is asked; ``carried`` is an earlier consent that is still valid."""

    id: str
    agency: str
    title: str
    carried: str | None = None
    carried_at: datetime | None = None
    valid_until: datetime | None = None


class CaseOpened(_Fact):
    """A unit began a case."""

    event: Literal["case.opened"] = "case.opened"
    case: str
    number: str
    process: str
    version: str
    unit: str
    unit_name: str
    unit_direct: bool
    unit_sector: str | None
    unit_city: str | None
    round: str | None
    by: str


class CaseSubmitted(_Fact):
    """The form was handed in, complete."""

    event: Literal["case.submitted"] = "case.submitted"
    answers: Mapping[str, object]
    subject: str
    identity: str | None


class StepOpened(_Fact):
    """A step opened: the nth visit, its people, its due date."""

    event: Literal["step.opened"] = "step.opened"
    id: str
    step: str
    kind: str
    visit: int
    due_at: datetime | None
    assignments: tuple[AssignmentOffered, ...] = ()
    recused: tuple[str, ...] = ()
    status: CaseStatus
    at: str = ""
    line: str | None = None
    back: tuple[str, ...] = ()


class StepSkipped(_Fact):
    """The definition says that this case does not pass here; ``because`` names the rows of tables that say so."""

    event: Literal["step.skipped"] = "step.skipped"
    id: str
    step: str
    kind: str
    visit: int
    next: tuple[str, ...]
    at: str = ""
    because: str = ""


class StepSettled(_Fact):
    """A visit is over; ``next`` are the steps that follow. Open shares of it are closed with ``because``."""

    event: Literal["step.settled"] = "step.settled"
    id: str
    step: str
    visit: int
    outcome: StepOutcome
    next: tuple[str, ...]
    because: str


class AssignmentOpened(_Fact):
    """In a sequence, the turn came to this person."""

    event: Literal["assignment.opened"] = "assignment.opened"
    id: str
    due_at: datetime | None


class AssignmentDecided(_Fact):
    """A person did his or her share; with ``by_rule`` the definition did it, and ``comment`` says why."""

    event: Literal["assignment.decided"] = "assignment.decided"
    id: str
    by: str
    decision: Decision
    comment: str
    answers: Mapping[str, object] = Field(default_factory=dict)
    by_rule: bool = False


class AssignmentReminded(_Fact):
    """The time to the due date has run down to the reminder."""

    event: Literal["assignment.reminded"] = "assignment.reminded"
    id: str


class AssignmentOverdue(_Fact):
    """The due date has passed; ``told`` is false where the ladder of the step nudges at the same moment."""

    event: Literal["assignment.overdue"] = "assignment.overdue"
    id: str
    told: bool = True


class _RungFired(_Fact):
    """The ``rung``-th rung of the ladder of an overdue visit, counted from 1."""

    id: str
    step: str
    rung: int


class OverdueReminded(_RungFired):
    """Those who hold these shares of an overdue visit were nudged again."""

    event: Literal["overdue.reminded"] = "overdue.reminded"
    shares: tuple[str, ...]


class Informed(_Fact):
    """Somebody who was told."""

    person: str
    name: str


class OverdueEscalated(_RungFired):
    """A body was told that a visit is overdue; nobody, when none of its people may know (上报)."""

    event: Literal["overdue.escalated"] = "overdue.escalated"
    body: str
    people: tuple[Informed, ...]


class OverduePassedOn(_RungFired):
    """The shares not done were given to the people of another body; all stay where they are when nobody may act."""

    event: Literal["overdue.passed_on"] = "overdue.passed_on"
    body: str
    because: str
    closes: tuple[str, ...] = ()
    due_at: datetime | None = None
    assignments: tuple[AssignmentOffered, ...] = ()


class OverdueRefused(_RungFired):
    """The definition refuses what nobody decided in time (按规则)."""

    event: Literal["overdue.refused"] = "overdue.refused"
    clause: str


class OverduePassed(_RungFired):
    """The definition passes what nobody decided in time (按规则)."""

    event: Literal["overdue.passed"] = "overdue.passed"
    clause: str


class VoteCast(_Fact):
    """A member voted. Of a secret ballot the choice lies in the box and never here (票决)."""

    event: Literal["vote.cast"] = "vote.cast"
    id: str
    by: str
    choice: Literal["approve", "reject", "abstain"] | None


class BallotCounted(_Fact):
    """The papers were counted."""

    event: Literal["ballot.counted"] = "ballot.counted"
    id: str
    step: str
    due: int
    approve: int
    reject: int
    abstain: int
    quorate: bool
    passed: bool


class ScoreGiven(_Fact):
    """A judge handed in a sheet; ``total`` is what the points come to, exactly."""

    event: Literal["score.given"] = "score.given"
    id: str
    by: str
    points: Mapping[str, str]
    total: str
    comment: str = ""


class ScoreCounted(_Fact):
    """All sheets are in: the score, exactly, the means by criterion, and the shares whose totals were dropped."""

    event: Literal["score.counted"] = "score.counted"
    id: str
    step: str
    judges: int
    score: str
    criteria: Mapping[str, str]
    dropped: tuple[str, ...] = ()
    passed: bool | None = None


class PublicityOpened(_Fact):
    """The public showing began."""

    event: Literal["publicity.opened"] = "publicity.opened"
    id: str
    step: str
    level: str
    closes_at: datetime


class PublicitySuspended(_Fact):
    """An objection stopped the window of this case, and of no other."""

    event: Literal["publicity.suspended"] = "publicity.suspended"
    id: str
    days_left: int


class PublicityResumed(_Fact):
    """The inquiry found nothing; the window runs for its remaining working days."""

    event: Literal["publicity.resumed"] = "publicity.resumed"
    id: str
    closes_at: datetime


class PublicityClosed(_Fact):
    """The public showing ended."""

    event: Literal["publicity.closed"] = "publicity.closed"
    id: str
    step: str


class ObjectionFiled(_Fact):
    """Somebody objected; these people look into it."""

    event: Literal["objection.filed"] = "objection.filed"
    id: str
    step_id: str
    step: str
    visit: int
    due_at: datetime | None
    assignments: tuple[AssignmentOffered, ...]


class ObjectionAssigned(_Fact):
    """An objection that nobody could look into was given to people who can."""

    event: Literal["objection.assigned"] = "objection.assigned"
    id: str
    step_id: str
    assignments: tuple[AssignmentOffered, ...]


class ObjectionSettled(_Fact):
    """The inquiry into an objection ended."""

    event: Literal["objection.settled"] = "objection.settled"
    id: str
    upheld: bool
    reason: str
    by: str


class OpinionsAsked(_Fact):
    """Outside bodies were asked for their opinion."""

    event: Literal["opinion.asked"] = "opinion.asked"
    step_id: str
    opinions: tuple[OpinionAsked, ...]
    due_at: datetime | None


class OpinionReceived(_Fact):
    """An outside body answered by its signed link; whoever asked puts it on file, or asks again."""

    event: Literal["opinion.received"] = "opinion.received"
    id: str
    agency: str
    answer: Answer
    reason: str
    document: str
    signer: str


class OpinionRecorded(_Fact):
    """An outside body's answer was put on file."""

    event: Literal["opinion.recorded"] = "opinion.recorded"
    id: str
    agency: str
    answer: Answer
    reason: str
    document: str | None
    valid_until: datetime | None
    by: str


class MachineFinished(_Fact):
    """A machine step did its work."""

    event: Literal["machine.finished"] = "machine.finished"
    id: str
    step: str
    result: Mapping[str, str]


class QuotaTaken(_Fact):
    """The case took one of its unit's places."""

    event: Literal["quota.taken"] = "quota.taken"


class QuotaReturned(_Fact):
    """The case gave its place back."""

    event: Literal["quota.returned"] = "quota.returned"


class CaseReturned(_Fact):
    """The case went back to an earlier step for correction; ``back`` are the spots to which it then comes straight."""

    event: Literal["case.returned"] = "case.returned"
    step: str
    to: str
    by: str
    reason: str
    at: str = ""
    back: tuple[str, ...] = ()


class CaseHeld(_Fact):
    """The case waits for an administrator, who had it wait (``by``) or has to help."""

    event: Literal["case.held"] = "case.held"
    reason: str
    by: str | None = None


class CaseResumed(_Fact):
    """An administrator had it go on."""

    event: Literal["case.resumed"] = "case.resumed"
    by: str


class CaseDetermined(_Fact):
    """The outcome of the case is fixed."""

    event: Literal["case.determined"] = "case.determined"
    outcome: str
    granted: bool
    by: str


class CaseRejected(_Fact):
    """The case ended without success, with the reason."""

    event: Literal["case.rejected"] = "case.rejected"
    step: str
    reason: str


class CaseWithdrawn(_Fact):
    """The nominating unit took its case back."""

    event: Literal["case.withdrawn"] = "case.withdrawn"
    by: str
    reason: str


class AssignmentClaimed(_Fact):
    """Somebody took a pooled share; the colleagues' shares (``waits``) wait, at most until ``until``."""

    event: Literal["assignment.claimed"] = "assignment.claimed"
    id: str
    by: str
    until: datetime
    waits: tuple[str, ...] = ()


class AssignmentGivenBack(_Fact):
    """A claim ended (by the clock when ``by`` is nobody), or a delegate gave the share back without an opinion."""

    event: Literal["assignment.given_back"] = "assignment.given_back"
    id: str
    by: str | None
    note: str = ""


class AssignmentTransferred(_Fact):
    """A share was handed over for good; by nobody when an absence begins or ends (代理)."""

    event: Literal["assignment.transferred"] = "assignment.transferred"
    id: str
    by: str | None
    to: AssignmentOffered
    note: str = ""


class AssignmentVacated(_Fact):
    """Nobody holds the share any more: its holder declared a conflict of interest (``recused``), or has left."""

    event: Literal["assignment.vacated"] = "assignment.vacated"
    id: str
    by: str | None
    reason: str
    recused: bool


class AssignmentsOffered(_Fact):
    """More people were given a share of an open visit, in place of those who cannot act."""

    event: Literal["assignment.offered"] = "assignment.offered"
    step_id: str
    due_at: datetime | None
    assignments: tuple[AssignmentOffered, ...]


class AssignmentDelegated(_Fact):
    """A share waits until the one who was asked has given an opinion."""

    event: Literal["assignment.delegated"] = "assignment.delegated"
    id: str
    by: str
    to: AssignmentOffered
    note: str = ""


class AssignmentTakenBack(_Fact):
    """A person took a decision or a hand-over back.

    ``closes`` are the shares that had come of it, ``waits`` those that wait for this one again.
    """

    event: Literal["assignment.taken_back"] = "assignment.taken_back"
    id: str
    by: str
    closes: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()


class SignerAdded(_Fact):
    """Another signs as well, before, beside or after the one who added him or her."""

    event: Literal["signer.added"] = "signer.added"
    id: str
    by: str
    to: AssignmentOffered
    note: str = ""


class SignerRemoved(_Fact):
    """A signer who was added signs no more, nor do those whom he or she brought in (``closes``)."""

    event: Literal["signer.removed"] = "signer.removed"
    id: str
    by: str
    reason: str = ""
    closes: tuple[str, ...] = ()


class StepReopened(_Fact):
    """A settled visit goes on: ``reopens`` are the shares its end had closed, ``drops`` the steps not to open."""

    event: Literal["step.reopened"] = "step.reopened"
    id: str
    step: str
    status: CaseStatus
    reopens: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()


class QuestionAsked(_Fact):
    """The applicant was asked something."""

    event: Literal["question.asked"] = "question.asked"
    id: str
    by: str
    to: AssignmentOffered
    text: str
    stops_clock: bool


class QuestionAnswered(_Fact):
    """The applicant answered; the words are those of the decision on the question's share."""

    event: Literal["question.answered"] = "question.answered"
    id: str
    asked_by: str
    by: str


class QuestionDropped(_Fact):
    """A question needs no answer any more: whoever asked went on without it."""

    event: Literal["question.dropped"] = "question.dropped"
    id: str


class NewDue(_Fact):
    """A share's new due date."""

    id: str
    due_at: datetime


class DueShifted(_Fact):
    """Time that was not the reviewers' own is added to their due dates."""

    event: Literal["step.due_shifted"] = "step.due_shifted"
    id: str
    step: str
    due_at: datetime | None
    shares: tuple[NewDue, ...] = ()


class CaseUrged(_Fact):
    """Somebody nudged those for whom the case waits."""

    event: Literal["case.urged"] = "case.urged"
    by: str
    assignments: tuple[str, ...]


class CopySent(_Fact):
    """One copy: to whom."""

    id: str
    person: str
    name: str


class CaseCopied(_Fact):
    """The case was sent to people for information; by nobody where the definition says so, on an ``occasion``."""

    event: Literal["case.copied"] = "case.copied"
    by: str | None
    copies: tuple[CopySent, ...]
    note: str = ""
    occasion: str | None = None


class CopyRead(_Fact):
    """Somebody has read the copy."""

    event: Literal["copy.read"] = "copy.read"
    id: str
    by: str


class BlockOpened(_Fact):
    """Several ways are taken at once, or one of several: ``next`` are the first spots of each.

    ``because`` names the rows of decision tables by which a way was chosen.
    """

    event: Literal["block.opened"] = "block.opened"
    id: str
    block: str
    kind: str
    visit: int
    at: str
    branches: tuple[int, ...]
    needed: int | None
    lines: tuple[str, ...] = ()
    next: tuple[str, ...]
    because: str = ""


class BranchFinished(_Fact):
    """One way through the block was walked to its end."""

    event: Literal["branch.finished"] = "branch.finished"
    id: str
    block: str
    branch: int


class BlockReopened(_Fact):
    """A block goes on: the act that ended it was taken back."""

    event: Literal["block.reopened"] = "block.reopened"
    id: str
    block: str


class BlockResumed(_Fact):
    """A block that a return had stopped goes on as it was: the case has come straight back."""

    event: Literal["block.resumed"] = "block.resumed"
    id: str
    block: str


class BranchReopened(_Fact):
    """A branch that was finished goes on: its last act was taken back."""

    event: Literal["branch.reopened"] = "branch.reopened"
    id: str
    block: str
    branch: int


class BranchChosen(_Fact):
    """In a race this branch was first: the others are stopped, and what had not begun there (``drops``) is not."""

    event: Literal["branch.chosen"] = "branch.chosen"
    id: str
    block: str
    branch: int
    drops: tuple[str, ...] = ()


class BlockGrown(_Fact):
    """The list got another line while the case was at it."""

    event: Literal["block.grown"] = "block.grown"
    id: str
    block: str
    line: str
    by: str
    next: tuple[str, ...]


class BlockRepeated(_Fact):
    """The steps of the block are walked once more."""

    event: Literal["block.repeated"] = "block.repeated"
    id: str
    block: str
    times: int
    next: tuple[str, ...]


class BlockSettled(_Fact):
    """The block is over; what had not begun in it (``drops``) does not begin."""

    event: Literal["block.settled"] = "block.settled"
    id: str
    block: str
    outcome: StepOutcome
    drops: tuple[str, ...] = ()
    next: tuple[str, ...] = ()


class SubCaseAsked(_Fact):
    """A case of another process is to be opened."""

    event: Literal["subcase.asked"] = "subcase.asked"
    id: str
    step: str
    process: str


class SubCaseOpened(_Fact):
    """A case of another process was opened for this one."""

    event: Literal["subcase.opened"] = "subcase.opened"
    id: str
    step: str
    case: str
    number: str


class SubCaseClosed(_Fact):
    """The case that this one waited for is over."""

    event: Literal["subcase.closed"] = "subcase.closed"
    id: str
    step: str
    case: str
    status: CaseStatus
    outcome: str | None


class CaseLinked(_Fact):
    """The case has to do with another one; ``by`` is nobody where the office linked them by itself."""

    event: Literal["case.linked"] = "case.linked"
    id: str
    kind: LinkKind
    other: str
    number: str
    by: str | None = None
    note: str = ""


class CaseUnlinked(_Fact):
    """A link was a mistake."""

    event: Literal["case.unlinked"] = "case.unlinked"
    id: str
    by: str


class CaseTerminated(_Fact):
    """An administrator ended the case."""

    event: Literal["case.terminated"] = "case.terminated"
    by: str
    reason: str


class Renamed(_Fact):
    """What a visit, a block or a share's body is called in the old version, and in the new one."""

    id: str
    was: str
    now: str


class CaseMoved(_Fact):
    """The case goes on under another version of its definition; ``undone`` when it goes back to the one before."""

    event: Literal["case.moved"] = "case.moved"
    by: str
    reason: str
    from_version: str
    to_version: str
    mapping: Mapping[str, str] = Field(default_factory=dict)
    visits: tuple[Renamed, ...] = ()
    blocks: tuple[Renamed, ...] = ()
    bodies: tuple[Renamed, ...] = ()
    undone: bool = False


class CaseDisclosed(_Fact):
    """Somebody had the case's whole ID numbers handed out, with the reason."""

    event: Literal["case.disclosed"] = "case.disclosed"
    by: str
    reason: str


class CaseClosed(_Fact):
    """Nothing is left to do."""

    event: Literal["case.closed"] = "case.closed"


Event = (
    CaseOpened
    | CaseSubmitted
    | StepOpened
    | StepSkipped
    | StepSettled
    | AssignmentOpened
    | AssignmentDecided
    | AssignmentReminded
    | AssignmentOverdue
    | OverdueReminded
    | OverdueEscalated
    | OverduePassedOn
    | OverdueRefused
    | OverduePassed
    | VoteCast
    | BallotCounted
    | ScoreGiven
    | ScoreCounted
    | PublicityOpened
    | PublicitySuspended
    | PublicityResumed
    | PublicityClosed
    | ObjectionFiled
    | ObjectionAssigned
    | ObjectionSettled
    | OpinionsAsked
    | OpinionReceived
    | OpinionRecorded
    | MachineFinished
    | QuotaTaken
    | QuotaReturned
    | CaseReturned
    | CaseHeld
    | CaseResumed
    | CaseDetermined
    | CaseRejected
    | CaseWithdrawn
    | CaseClosed
    | AssignmentClaimed
    | AssignmentGivenBack
    | AssignmentTransferred
    | AssignmentVacated
    | AssignmentsOffered
    | AssignmentDelegated
    | AssignmentTakenBack
    | SignerAdded
    | SignerRemoved
    | StepReopened
    | QuestionAsked
    | QuestionAnswered
    | QuestionDropped
    | DueShifted
    | CaseUrged
    | CaseCopied
    | CopyRead
    | CaseTerminated
    | BlockOpened
    | BranchFinished
    | BranchReopened
    | BlockReopened
    | BlockResumed
    | BranchChosen
    | BlockGrown
    | BlockRepeated
    | BlockSettled
    | SubCaseAsked
    | SubCaseOpened
    | SubCaseClosed
    | CaseLinked
    | CaseUnlinked
    | CaseMoved
    | CaseDisclosed
)

_ANY: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="event")])


def read_event(payload: Mapping[str, object]) -> Event:
    """The event stored as ``payload``. Raises pydantic's ValidationError when it is none of ours."""
    return _ANY.validate_python(dict(payload))
