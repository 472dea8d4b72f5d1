"""The shapes of requests and answers. Moments are UTC with their offset; field names are those of the engine."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from engine.events.twins import Verdict
from engine.field_rights import without
from engine.state import CaseState

Answers = Annotated[
    dict[str, Any], Field(description="by field key; files as the object that uploading returned")
]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Refused(BaseModel):
    """The rules said no: nothing was changed."""

    refused: str | None = Field(description="name of the refusal, e.g. AlreadyDecided")
    sentence: str
    findings: list[dict[str, str]] = Field(
        description="every defect of a form: field, label, message, clause, and of a table the cell (3.born)"
    )
    request: str = Field(description="number of the request, also in the journal and the log")


class Done(BaseModel):
    """The act was done; the case's new state can be asked for."""

    case: str


class Open(_In):
    """Begin a case of one's unit."""

    process: str


class Fill(_In):
    """A draft, or the form to be handed in."""

    answers: Answers


class Decision(_In):
    """Approve, reject, abstain, record (approve), or determine (approve with an outcome)."""

    decision: Literal["approve", "reject", "abstain"] = "approve"
    comment: str = ""
    outcome: str | None = None
    answers: Answers = {}


class Correction(_In):
    """What is to stand in the form, and why."""

    answers: Answers
    reason: str


class Waiver(_In):
    """An exception from a rule of the process, by its key, and why."""

    rule: str
    reason: str


class Return(_In):
    """Back to an earlier step; ``then`` every step again, or straight back, where the definition has both."""

    to: str
    comment: str
    then: Literal["rerun", "straight_back"] | None = None


class Vote(_In):
    """A paper for the box."""

    choice: Literal["approve", "reject", "abstain"]


class VoteForeseen(_Out):
    """A paper before it is cast: how it is counted, and what follows when the ballot passes or fails."""

    label: str
    secret: bool
    weight: int
    due: int
    left: int = Field(description="how many have not voted after it")
    quorum: str
    threshold: str
    passed: tuple[str, ...]
    failed: tuple[str, ...]


class Sheet(_In):
    """A score sheet: points by criterion, as numbers or in writing."""

    points: dict[str, Decimal | str | None]
    comment: str = ""


class JudgeLine(_Out):
    """One judge's sheet; ``dropped`` as the highest or the lowest."""

    name: str
    points: list[str] = Field(description="in the order of the criteria")
    total: str
    dropped: bool
    comment: str


class CriterionLine(_Out):
    """A line of the sheet."""

    key: str
    title: str
    max: Decimal


class Scores(_Out):
    """One visit of a score step, printed to two places; while ``sealed`` the reader's own sheet only."""

    title: str
    visit: int
    criteria: list[CriterionLine]
    judges: list[JudgeLine]
    sealed: bool
    done: int
    whole: int
    score: str
    mark: str
    passed: bool | None


class Opinion(_In):
    """An outside body's written answer; ``document`` is the digest of the uploaded scan."""

    agency: str
    answer: Literal["agree", "disagree", "defer"]
    reason: str = ""
    document: str | None = None


class Acceptance(_In):
    """Whose answer is put on file."""

    agency: str


class Finding(_In):
    """What an inquiry found."""

    upheld: bool
    reason: str


class Handing(_In):
    """Hand a share on to the person with the id ``to``."""

    to: str
    note: str = ""


class Signer(Handing):
    """Have another sign as well."""

    place: Literal["before", "beside", "after"]


class Note(_In):
    """A word that goes with an act."""

    note: str = ""


class Words(_In):
    """A question or an answer."""

    text: str


class NewAbsence(_In):
    """A substitute for an absence, both days included; an administrator may say for which ``person``."""

    substitute: str
    first: date
    last: date
    processes: list[str] = []
    note: str = ""
    person: str | None = None


class NewRelative(_In):
    """A relative on whose cases one does not decide."""

    relation: str
    number: str


class NewLink(_In):
    """The other case, by its number; the kind is follows, appeals, same_subject or related."""

    number: str
    kind: str
    note: str = ""


class LinkedCase(_Out):
    """Another case, what it is to this one, and since when."""

    id: str
    kind: str
    other: str
    number: str
    note: str | None
    linked_at: datetime


class Reason(_In):
    """Why something is done to a case."""

    reason: str


class Copies(_In):
    """People, by id, to whom a case is sent for information."""

    people: list[str] = Field(min_length=1)
    note: str = ""
    again: bool = False


class Withdrawal(_In):
    """Why the unit takes its case back."""

    reason: str


class Objection(_In):
    """An objection to what is shown: sealed before it is stored. Name and contact may be empty, not one of them.

    ``check`` is that of a question, ``answer`` the sum that it asks for.
    """

    name: str
    contact: str
    text: str
    check: str
    answer: str


class Code(_In):
    """The code with which the author of an objection asks how it stands."""

    code: str = Field(max_length=40)


class NewRound(_In):
    """Places by unit key."""

    process: str
    year: int = Field(ge=1000, le=2999)
    quota: dict[str, int]


class Named(BaseModel):
    """The id of what was made or changed."""

    id: str


class Absence(_Out):
    """A substitution that is not over."""

    id: str
    person: str
    name: str
    substitute: str
    substitute_name: str
    first: date
    last: date
    processes: tuple[str, ...]
    note: str


class Seed(_In):
    """The published text that a draw is held with."""

    seed: str


class RoundKey(BaseModel):
    """The round that was opened."""

    round: str


class ClockMove(_In):
    """Where the clock of a demonstration office is moved to."""

    to: AwareDatetime


class Now(BaseModel):
    """The office's time."""

    now: datetime


class Me(BaseModel):
    """Who is signed in, and the token for the header ``X-CSRF-Token``."""

    person: str
    name: str
    unit: str
    posts: list[str]
    waiting: int
    csrf: str


class InboxLine(_Out):
    """A line of the inbox."""

    case_id: str
    assignment_id: str | None
    number: str
    subject: str | None
    process_title: str
    unit_name: str
    status: str
    step_title: str | None
    visit: int | None
    since: datetime
    due_at: datetime | None
    objection: bool
    decision: str | None
    others: list[str] = Field(description="whom it waits for; of my own share, who else has it to do")
    waits_since: datetime | None
    reminded_at: datetime | None = Field(description="the last reminder, by the clock or a person")
    bulk: bool = Field(description="may be decided together with others")


class Figures(_Out):
    """How many lines each box of the inbox has, and how many of the first are late."""

    waiting: int
    group: int
    claimable: int
    copied: int
    done: int
    started: int
    overdue: int


class Step(_Out):
    """A visit of a step."""

    id: str
    key: str
    kind: str
    visit: int
    status: str
    opened_at: datetime
    due_at: datetime | None
    outcome: str | None
    settled_at: datetime | None
    result: dict[str, str] | None
    at: str = Field(description="for which lines of the lists around it, outermost first: 2.0")
    line: str | None = Field(description="what is written in the innermost of these lines")
    back: list[str] = Field(
        description="the spots that open straight after it, because they returned the case"
    )


class Block(_Out):
    """A passage through a block: branches taken and done; ``needed`` empty means all of them."""

    key: str
    kind: str
    visit: int
    status: str
    at: str
    branches: list[int]
    done: list[int]
    needed: int | None
    lines: list[str]
    times: int
    outcome: str | None


class Assignment(_Out):
    """A person's share of a step."""

    id: str
    step: str
    visit: int
    body: str
    person: str
    name: str
    unit: str
    status: str
    opened_at: datetime
    due_at: datetime | None
    objection: str | None
    decision: str | None
    decided_at: datetime | None
    via: str = Field(
        description="how it came about: offer, transfer, delegate, before, beside, after, question"
    )
    parent: str | None = Field(description="the assignment it came from")
    note: str | None
    claimed_until: datetime | None


class Copy(_Out):
    """A copy sent for information, by nobody where the definition says so, and when it was read."""

    id: str
    person: str
    name: str
    sent_by: str | None
    sent_at: datetime
    note: str | None
    read_at: datetime | None


class Window(_Out):
    """A public showing."""

    id: str
    level: str
    posted_at: datetime
    closes_at: datetime
    suspended_at: datetime | None
    days_left: int | None
    closed_at: datetime | None


class Asked(_Out):
    """An outside body's opinion, or that it was asked."""

    agency: str
    title: str
    asked_at: datetime
    due_at: datetime | None
    answer: str | None
    reason: str | None
    answered_at: datetime | None
    valid_until: datetime | None


class Case(_Out):
    """A case; of sealed answers only the mask."""

    id: str
    number: str
    process: str
    version: str
    status: str
    subject: str | None
    held: str | None
    late: bool = Field(description="handed in after the round had closed, within its grace")
    outcome: str | None
    pending: list[str] = Field(description="steps about to open, with the lines they are for: look@0")
    opened_at: datetime
    closed_at: datetime | None
    answers: dict[str, Any]
    steps: list[Step]
    blocks: list[Block]
    assignments: list[Assignment]
    windows: list[Window]
    opinions: list[Asked]
    copies: list[Copy]


class RuleResult(_Out):
    """A rule against what is filled in; ``judged`` is false while something is missing."""

    key: str
    title: str
    met: bool
    judged: bool
    evidence: str
    clause: str
    checked_at: str
    waiver: str = Field(description="by whom and why an exception was made; empty where none was")
    waived_at: str = Field(description="the step that may make an exception; empty where none may")


class Button(_Out):
    """What an assignment's holder could do, and what it would do."""

    act: str
    value: str
    label: str
    effects: list[str]
    needs_comment: bool
    refused: bool


class Nudge(_Out):
    """One line of the log of nudges and escalations; ``answered`` is when the share, or the step, was done."""

    at: datetime
    text: str
    to: str
    answered: datetime | None


class Colleague(_Out):
    """Somebody to whom a share can be handed on."""

    id: str
    name: str
    unit_name: str
    own: bool


class Stored(BaseModel):
    """An uploaded file: the object to put into an answer."""

    digest: str
    name: str
    kind: str
    size: int


class Question(BaseModel):
    """Two numbers to be added, and the token that goes back with their sum."""

    add: tuple[int, int]
    check: str


class ObjectionState(BaseModel):
    """How an objection stands; ``upheld`` is null while it is looked into."""

    filed_at: datetime
    due_at: datetime | None
    upheld: bool | None
    finding: str | None


class Notice(BaseModel):
    """A public showing as anybody may read it."""

    id: str
    process: str
    unit: str
    level: str
    posted_at: datetime
    closes_at: datetime
    suspended: bool
    lines: dict[str, str]


def case_of(state: CaseState, hidden: frozenset[str]) -> Case:
    """The case as the API tells it to whom these fields are ``hidden`` from."""
    shown, seen = Case.model_validate(state), without(state.answers, hidden)
    return shown.model_copy(update={"answers": {key: _unsealed(one) for key, one in seen.items()}})


def _unsealed(answer: object) -> object:
    """A sealed value leaves the office as its mask only, in a row of a table too."""
    if isinstance(answer, list | tuple):
        return [_unsealed(one) for one in answer]
    if not isinstance(answer, Mapping):
        return answer
    if "sealed" in answer:
        return answer.get("masked")
    return {key: _unsealed(one) for key, one in answer.items()}


class Shares(_In):
    """Several of my shares, by id."""

    assignments: list[str]


class Bulk(Shares):
    """What I decide about all of them."""

    decision: Literal["approve", "reject", "abstain"] = "approve"
    comment: str = ""


class BulkLine(_Out):
    """What becomes of one of several; ``sentences`` say what it does, or why nothing changed."""

    assignment: str
    case: str
    number: str
    subject: str | None
    done: bool
    sentences: list[str]


class Way(_In):
    """To which version, and how steps are called there: by the old key, the new one."""

    to: str
    mapping: dict[str, str] = {}


class Moves(Way):
    """Which cases to move, by id, and why."""

    cases: list[str]
    reason: str


class Prospect(_Out):
    """A running case, and what a move to another version would do to it."""

    case: str
    number: str
    how: Literal["same", "mapped", "refused"]
    because: tuple[str, ...]
    notes: tuple[str, ...]


class MoveResult(_Out):
    """What became of one case; ``sentence`` says why nothing changed."""

    case_id: str
    number: str
    done: bool
    sentence: str


class TwinVerdict(_In):
    """What was found when two cases were looked at, and why."""

    verdict: Verdict
    reason: str
