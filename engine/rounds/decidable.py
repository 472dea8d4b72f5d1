"""Whether a round can be decided, and each reason why not."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from engine.deadlines import day_text
from engine.definition import BallotStep, DetermineStep, Process, Step, needs_draw
from engine.rounds.intake import standing
from engine.rounds.state import RoundState
from engine.way.spots import key_of

Why = Literal[
    "before", "intake", "gate", "phase", "draft", "returned", "held", "objection", "draw", "earlier", "frozen"
]

SENTENCES: dict[Why, str] = {
    "before": "报送 {day} 才开始",
    "intake": "报送还没有截止（到 {day}）",
    "gate": "关口“{gate}”没有打开",
    "phase": "关口“{gate}”没有打开（{day} 起）",
    "draft": "{n} 件还没有提交",
    "returned": "{n} 件退回补正中",
    "held": "{n} 件暂挂",
    "objection": "{n} 件有异议正在核查",
    "draw": "{n} 件等候抽签",
    "earlier": "{n} 件还没有办到“{step}”",
    "frozen": "{n} 件与冻结时不一致，须补充冻结",
}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case of the round as the board sees it: where it stands, what is wrong with it. No person is named."""

    id: str
    number: str
    status: str
    held: bool = False
    late: bool = False
    objections: int = 0
    at: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether nothing is waited for any more."""
        return self.status in ("rejected", "withdrawn", "terminated", "determined")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the round cannot be decided yet: a sentence with its facts, how many cases, and the status they share."""

    why: Why
    facts: Mapping[str, object] = field(default_factory=dict)
    count: int = 0
    status: str = ""

    @property
    def template(self) -> str:
        """The sentence with its places for facts: what translators translate."""
        return SENTENCES[self.why]

    @property
    def sentence(self) -> str:
        """The sentence in Chinese."""
        return self.template.format(n=self.count, **self.facts)


def decisive(process: Process) -> Step:
    """The step at which the round is decided: the first behind a gate, else the first ballot, else the determination.

    Every published definition has the last of these.
    """
    gated = [one for one in process.steps if one.gate is not None]
    voted = [one for one in process.steps if isinstance(one, BallotStep)]
    fixed = [one for one in process.steps if isinstance(one, DetermineStep)]
    return [*gated, *voted, *fixed, process.steps[-1]][0]


def is_over(state: RoundState, cases: Iterable[CaseLine]) -> bool:
    """Whether the calendar has come to its end, and no case is on the way."""
    return state.is_over and all(one.is_over for one in cases)


def reasons(
    process: Process, state: RoundState, cases: Sequence[CaseLine], changed: int, now: datetime
) -> list[Reason]:
    """Every reason at once, those of the round first. ``changed`` cases differ from what was frozen.

    A round that is over has none: nothing is to be decided any more.
    """
    if is_over(state, cases):
        return []
    step = decisive(process)
    found = [*_of_the_round(process, state, step, now), *_of_cases(process, step, cases)]
    if changed:
        found.append(Reason("frozen", count=changed))
    return found


def _of_the_round(process: Process, state: RoundState, step: Step, now: datetime) -> Iterator[Reason]:
    intake = state.intake
    how = standing(intake, now)
    if intake is not None and how == "before":
        yield Reason("before", {"day": day_text(intake.opens_on)})
    if intake is not None and how in ("open", "grace"):
        yield Reason("intake", {"day": day_text(intake.last_on)})
    if step.gate is not None and step.gate not in state.gates:
        title = next((one.title for one in process.gates if one.key == step.gate), step.gate)
        phase = state.phase_behind(step.gate)
        if phase is None:
            yield Reason("gate", {"gate": title})
        else:
            yield Reason("phase", {"gate": title, "day": day_text(phase.opens_on)})


def _of_cases(process: Process, step: Step, cases: Sequence[CaseLine]) -> Iterator[Reason]:
    running = [one for one in cases if not one.is_over]
    groups: Sequence[tuple[Why, str, list[CaseLine]]] = (
        ("draft", "draft", [one for one in running if one.status == "draft"]),
        ("returned", "returned", [one for one in running if one.status == "returned"]),
        ("held", "held", [one for one in running if one.held]),
        ("objection", "in_publicity", [one for one in running if one.objections]),
        ("draw", "", [one for one in running if _waits_for_draw(process, one)]),
        ("earlier", "", list(_earlier(process, step, running))),
    )
    for why, status, lines in groups:
        if lines:
            yield Reason(why, {"step": step.title}, len(lines), status)


def _waits_for_draw(process: Process, case: CaseLine) -> bool:
    return any(key in process.homes and needs_draw(process.step(key)) for key in map(key_of, case.pending))


def _earlier(process: Process, step: Step, cases: Sequence[CaseLine]) -> Iterator[CaseLine]:
    """Those that are under way before the decisive step; what is a draft or returned is said already."""
    order = {one.key: n for n, one in enumerate(process.steps)}
    for one in cases:
        places = [order[key] for key in (*one.at, *map(key_of, one.pending)) if key in order]
        if one.status not in ("draft", "returned") and places and min(places) < order[step.key]:
            yield one


def at_steps(process: Process, cases: Sequence[CaseLine]) -> dict[str, int]:
    """How many cases stand at each step, in the order of the process; steps at which none is are there as well."""
    counted = Counter(key for one in cases for key in set(one.at))
    return {step.key: counted[step.key] for step in process.steps}
