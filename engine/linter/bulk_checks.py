"""What must hold of a step at which several cases may be decided at once (批量办理)."""

from collections.abc import Iterator

from engine.definition import (
    ChoiceBlock,
    DetermineStep,
    ForEachBlock,
    ParallelBlock,
    Process,
    RaceBlock,
    Step,
)
from engine.linter.findings import Finding, Path


def check_bulk(process: Process, step: Step, path: Path) -> Iterator[Finding]:
    """A plain yes or no, nothing to be filled in, and one clear next step."""
    if not step.bulk:
        return
    place = (*path, "bulk")
    if step.kind not in ("sign", "record") and not _means_one_outcome(step):
        yield Finding(place, f"“{step.title}”要逐件办理，不能批量", "删去 bulk")
        return
    for field in process.fields_at(step.key):
        if field.required:
            yield Finding(
                place, f"“{step.title}”每件都要填“{field.label}”，不能批量", "删去 bulk，或换个环节填"
            )
    home = process.homes[step.key]
    for following in home.siblings[home.place + 1 : home.place + 2]:
        many = isinstance(following, ChoiceBlock) and following.mode == "many"
        if many or isinstance(following, ParallelBlock | RaceBlock | ForEachBlock):
            yield Finding(
                place, f"“{step.title}”之后分成几路（“{following.title}”），批量办理看不清去向", "删去 bulk"
            )


def _means_one_outcome(step: Step) -> bool:
    """A yes to several at once has to mean the same of all: one outcome grants."""
    return isinstance(step, DetermineStep) and sum(one.granted for one in step.outcomes) == 1
