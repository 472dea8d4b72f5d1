"""六有: what a complete file has, as a check list that follows from the case itself."""

from dataclasses import dataclass

from engine.definition import Process
from engine.state import CaseState, StepState

_KINDS = {"visit": "有入户", "publicity": "有公示", "determine": "有审批"}


@dataclass(frozen=True, slots=True)
class Paper:
    """One of the six: whether it is there, and where that shows."""

    title: str
    there: bool
    where: str


def six_papers(process: Process, state: CaseState, *, helped: int) -> tuple[Paper, ...]:
    """The six in their order; ``helped`` is how many sums were paid."""
    first = process.steps[0]
    files = [one for one in process.fields_at(first.key) if one.type == "file" and state.answers.get(one.key)]
    return (
        Paper("有申请", state.subject is not None, first.title),
        Paper("有证明", bool(files), "、".join(one.label for one in files)),
        *(_of_kind(process, state, kind) for kind in _KINDS),
        Paper("有帮扶记录", helped > 0, f"{helped} 笔" if helped else ""),
    )


def _of_kind(process: Process, state: CaseState, kind: str) -> Paper:
    done = [one for one in state.steps if one.kind == kind and _is_done(one)]
    return Paper(_KINDS[kind], bool(done), process.step(done[-1].key).title if done else "")


def _is_done(visit: StepState) -> bool:
    return visit.status != "open" and visit.outcome in ("done", "approved")
