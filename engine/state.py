"""The frozen state of a case. Field names are the column names: what is here is what is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from engine.conditions import HANDED_IN
from engine.deadlines import local_date

CaseStatus = Literal[
    "draft", "under_way", "returned", "in_publicity", "determined", "rejected", "withdrawn", "terminated"
]
StepStatus = Literal["open", "settled"]
LinkKind = Literal[
    "parent", "child", "follows", "followed_by", "appeals", "appealed_by", "same_subject", "related"
]
StepOutcome = Literal[
    "done", "approved", "rejected", "sent_back", "void", "skipped", "withdrawn", "terminated"
]
AssignmentStatus = Literal["waiting", "open", "decided", "closed"]
Via = Literal["offer", "transfer", "substitute", "delegate", "before", "beside", "after", "question"]
HANDED_OVER: tuple[Via, ...] = ("transfer", "substitute")
"""The ways in which a share stands for the one it came from, which is closed."""
Answer = Literal["agree", "disagree", "defer"]
Decision = Literal[
    "submit",
    "approve",
    "reject",
    "abstain",
    "voted",
    "send_back",
    "record",
    "determine",
    "count",
    "upheld",
    "dismissed",
    "answered",
    "scored",
    "visited",
]

CRITERION = "criterion."
"""The means by criterion stand under this prefix in the result of a score step."""

CASE_STATUS_LABELS: dict[CaseStatus, str] = {
    "draft": "草稿",
    "under_way": "办理中",
    "returned": "退回补正",
    "in_publicity": "公示中",
    "determined": "已有结果",
    "rejected": "未通过",
    "withdrawn": "已撤回",
    "terminated": "已终止",
}
ANSWER_LABELS: dict[Answer, str] = {"agree": "同意", "disagree": "不同意", "defer": "暂缓"}


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit a case belongs to, as it was when the case was opened."""

    key: str
    name: str
    direct: bool
    sector: str | None
    city: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may act: enough to compute recusal and to choose among several.

    ``identity`` is the keyed hash of the ID number, ``kin`` are those of declared relatives. ``weight`` is that of the
    seat in an organ; it counts only in ballots that say so. ``stand_in`` acts while this one is away. ``load`` is how
    much waits for the person, ``asked_at`` when this body last gave him or her something of this process.
    """

    id: str
    name: str
    unit: str
    posts: frozenset[str] = frozenset()
    identity: str | None = None
    weight: int = 1
    kin: frozenset[str] = frozenset()
    stand_in: "StandIn | None" = None
    load: int = 0
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StandIn:
    """A standing substitute (代理): who acts for somebody who is away, and until when.

    ``entered_by`` is the name of the administrator who entered it; empty when the absent person did.
    """

    person: Person
    until: datetime
    entered_by: str = ""

    @property
    def entry(self) -> str:
        """Who entered it, in words, where that was not the absent person."""
        return f"，由 {self.entered_by} 登记" if self.entered_by else ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a ballot: who was entitled, the papers in the box, and at a meeting how many were ``there``."""

    due: int
    approve: int
    reject: int
    abstain: int
    there: int | None = None

    @property
    def present(self) -> int:
        """Everyone who handed in a paper was there; an abstention is present, and never a yes."""
        return self.approve + self.reject + self.abstain if self.there is None else self.there


@dataclass(frozen=True, slots=True)
class StepState:
    """One visit of one step. ``paused_at``: since when its clock stands, because the applicant was asked.

    Within a for-each block ``at`` says for which lines of the lists, and ``line`` is what is written there.
    ``back`` are the spots that open straight after this visit, because they were sent back from (退回).
    ``rungs`` counts how far up the ladder the visit has come since it is overdue (超时).
    """

    id: str
    key: str
    kind: str
    visit: int
    status: StepStatus
    opened_at: datetime
    due_at: datetime | None = None
    outcome: StepOutcome | None = None
    settled_at: datetime | None = None
    tally: Tally | None = None
    result: Mapping[str, str] | None = None
    paused_at: datetime | None = None
    at: str = ""
    line: str | None = None
    back: tuple[str, ...] = ()
    rungs: int = 0


@dataclass(frozen=True, slots=True)
class BlockState:
    """One passage through a block: which branches were taken, which are done, and how many have to be.

    ``needed`` None means all of them. ``lines`` are those of a for-each, the last ``grown`` of them added on the way;
    ``times`` counts the rounds of a repeat.
    ``since`` is how many visits the case had had before: those in the block come after them.
    """

    id: str
    key: str
    kind: str
    visit: int
    status: StepStatus
    opened_at: datetime
    since: int
    at: str = ""
    branches: tuple[int, ...] = ()
    done: tuple[int, ...] = ()
    needed: int | None = None
    lines: tuple[str, ...] = ()
    times: int = 1
    outcome: StepOutcome | None = None
    settled_at: datetime | None = None
    grown: int = 0

    @property
    def is_joined(self) -> bool:
        """Whether so many branches are done that the block is."""
        whole = len(self.branches) if self.needed is None else min(self.needed, len(self.branches))
        return len(self.done) >= whole


@dataclass(frozen=True, slots=True)
class LinkState:
    """Another case that this one has to do with: how, and since when."""

    id: str
    kind: LinkKind
    other: str
    number: str
    linked_at: datetime
    linked_by: str | None = None
    note: str | None = None
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AssignmentState:
    """One person's share of a visit: the line in the inbox. ``position`` is the turn in a sequence.

    ``via`` is how the share came about, ``parent`` the share it came from, ``note`` what was written with it.
    ``closed_with_step``: it was not done when its visit ended; with the visit it may open again.
    A standing substitute acts ``for_person`` until ``for_until``. ``recused_at``: the holder declared a conflict.
    ``points`` are those of a judge, by criterion, as they were written.
    """

    id: str
    step_id: str
    step: str
    visit: int
    body: str
    person: str
    name: str
    unit: str
    position: int
    status: AssignmentStatus
    why: str
    opened_at: datetime
    due_at: datetime | None = None
    objection: str | None = None
    decision: Decision | None = None
    decided_at: datetime | None = None
    closed_because: str | None = None
    closed_with_step: bool = False
    reminded_at: datetime | None = None
    overdue_at: datetime | None = None
    via: Via = "offer"
    parent: str | None = None
    note: str | None = None
    weight: int = 1
    claimed_at: datetime | None = None
    claimed_until: datetime | None = None
    urged_at: datetime | None = None
    points: Mapping[str, str] | None = None
    for_person: str | None = None
    for_name: str | None = None
    for_until: datetime | None = None
    recused_at: datetime | None = None

    @property
    def whose(self) -> str:
        """Who acts, in words: the substitute for whom."""
        return f"{self.name}（代 {self.for_name}）" if self.for_name else self.name


@dataclass(frozen=True, slots=True)
class WindowState:
    """A publicity window; ``id`` is the visit's. While suspended, ``days_left`` keeps what remains."""

    id: str
    level: str
    posted_at: datetime
    closes_at: datetime
    suspended_at: datetime | None = None
    days_left: int | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ObjectionState:
    """An objection filed within a window, and what the inquiry found. Its words are kept apart, sealed.

    ``rungs`` counts how far up the ladder the inquiry has come since it is overdue (超时).
    """

    id: str
    step_id: str
    filed_at: datetime
    due_at: datetime | None
    upheld: bool | None = None
    finding: str | None = None
    found_by: str | None = None
    found_at: datetime | None = None
    rungs: int = 0


@dataclass(frozen=True, slots=True)
class OpinionState:
    """One outside body's opinion. No answer is not consent.

    ``received`` is what came by the signed link and nobody has put on file yet: answer, reason, document, signer, at.
    """

    id: str
    step_id: str
    agency: str
    title: str
    asked_at: datetime
    due_at: datetime | None = None
    answer: Answer | None = None
    reason: str | None = None
    document: str | None = None
    answered_at: datetime | None = None
    valid_until: datetime | None = None
    received: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class CopyState:
    """A case sent to somebody for information (抄送), and when it was read (已阅).

    ``sent_by`` is nobody where the definition says so, on an ``occasion``: a visit and what happened to it.
    """

    id: str
    person: str
    name: str
    sent_by: str | None
    sent_at: datetime
    note: str | None = None
    read_at: datetime | None = None
    occasion: str | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exception from one rule for the nominee of the case (准予例外): at which step, by whom, and why."""

    step: str
    by: str
    who: str
    reason: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class CaseState:
    """A whole case: its own facts, and all visits, blocks, assignments, windows, objections, opinions and so on.

    ``twins`` are other cases of the round that may be about the same person: the verdict, or which case it is.
    ``ways_back`` are the ``back`` of visits that are about to open, by spot. ``late``: handed in within the grace.
    ``barred`` decided in the case that this one reviews. ``waivers`` are the exceptions that stand, by rule.
    ``preserved`` is why nothing of it may be destroyed (暂停销毁); after ``destroyed_at`` nothing personal is left.
    """

    id: str
    number: str
    process: str
    version: str
    unit: Unit
    round: str | None
    status: CaseStatus
    opened_by: str
    opened_at: datetime
    answers: Mapping[str, object]
    subject: str | None = None
    identity: str | None = None
    pending: tuple[str, ...] = ()
    held: str | None = None
    held_at: datetime | None = None
    outcome: str | None = None
    place_taken: bool = False
    place_category: str = ""
    twins: Mapping[str, str] = field(default_factory=dict)
    closed_at: datetime | None = None
    steps: tuple[StepState, ...] = ()
    assignments: tuple[AssignmentState, ...] = ()
    windows: tuple[WindowState, ...] = ()
    objections: tuple[ObjectionState, ...] = ()
    opinions: tuple[OpinionState, ...] = ()
    copies: tuple[CopyState, ...] = ()
    blocks: tuple[BlockState, ...] = ()
    links: tuple[LinkState, ...] = ()
    ways_back: Mapping[str, Sequence[str]] = field(default_factory=dict)
    late: bool = False
    barred: tuple[str, ...] = ()
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    preserved: str | None = None
    preserved_until: datetime | None = None
    destroyed_at: datetime | None = None

    def open_step(self, key: str) -> StepState | None:
        """The open visit of step ``key``, if the case is there."""
        return next((step for step in self.steps if step.key == key and step.status == "open"), None)

    def open_block(self, key: str, at: str) -> BlockState | None:
        """The passage through block ``key`` that is under way at these lines, if there is one."""
        return next((one for one in self.blocks if (one.key, one.at, one.status) == (key, at, "open")), None)

    def visits(self, key: str, at: str | None = None) -> int:
        """How often the case has been at step ``key`` (for these lines)."""
        return sum(step.key == key and at in (None, step.at) for step in self.steps)

    def assignment(self, assignment_id: str) -> AssignmentState | None:
        """The assignment with this id, if it is one of this case."""
        return next((one for one in self.assignments if one.id == assignment_id), None)

    def share_of(self, step_id: str) -> tuple[AssignmentState, ...]:
        """All assignments of one visit, in their order."""
        return tuple(one for one in self.assignments if one.step_id == step_id)


def applicants(state: CaseState) -> tuple[str, ...]:
    """Who speaks for the nominating unit: the one who opened the case, and whoever handed in a form."""
    submits = {step.id for step in state.steps if step.kind == "submit"}
    handed_in = (
        one.person for one in state.assignments if one.step_id in submits and one.status == "decided"
    )
    return (state.opened_by, *handed_in)


def handed_in_on(state: CaseState) -> date | None:
    """The day on which the form was handed in last; None for a draft."""
    submits = {step.id for step in state.steps if step.kind == "submit"}
    at = [one.decided_at for one in state.assignments if one.step_id in submits and one.decided_at]
    return local_date(max(at)) if at else None


def facts_of(state: CaseState) -> dict[str, object]:
    """What conditions may look at: answers, the unit's facts, how the case and its last sub-case ended, its score."""
    handed_in = handed_in_on(state)
    below = [one.result for one in state.steps if one.kind == "sub_case" and one.result]
    return {
        **state.answers,
        **unit_facts(state.unit),
        "case.outcome": state.outcome,
        "case.sub_outcome": (below[-1].get("outcome") or below[-1].get("status")) if below else None,
        "case.score": score_of(state),
        **({HANDED_IN: handed_in.isoformat()} if handed_in else {}),
    }


def score_of(state: CaseState, step: str | None = None) -> Fraction | None:
    """The score of the case, exactly: that of its last score step (of ``step``) that was counted."""
    counted = [one for one in state.steps if one.kind == "score" and one.result and step in (None, one.key)]
    return Fraction(counted[-1].result["score"]) if counted and counted[-1].result else None


def unit_facts(unit: Unit) -> dict[str, object]:
    """What conditions may look at before there is a case."""
    return {"unit.direct": unit.direct, "unit.sector": unit.sector, "unit.city": unit.city}


CASE_FACTS = frozenset(
    {"unit.direct", "unit.sector", "unit.city", "case.outcome", "case.sub_outcome", "case.score"}
)
