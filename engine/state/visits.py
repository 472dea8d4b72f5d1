"""Where the case has been: visits of steps, passages through blocks, and each person's share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.state.words import AssignmentStatus, Decision, StepOutcome, StepStatus, Via


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
