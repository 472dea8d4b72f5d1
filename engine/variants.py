"""Which of several orders of one matter is opened: chosen by the office for a time, never by who begins a case."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from engine.definition import Process
from engine.rulebook.published import RuleSet, in_force

VARIANT_RULE = "process.variant"


def chosen_in(sets: Sequence[RuleSet], day: date) -> Mapping[str, str]:
    """The key of the process that is opened, by the matter; a matter that is not in it goes by its own key."""
    matters = dict.fromkeys(str(one.family) for one in sets)
    held = {of: in_force([one for one in sets if one.family == of], day) for of in matters}
    return {of: str(one.content["process"]) for of, one in held.items() if one is not None}


def holds(process: Process, chosen: Mapping[str, str]) -> bool:
    """Whether cases are opened by this process, and not by another variant of it."""
    return chosen.get(process.matter, process.matter) == process.key


def several(processes: Collection[Process]) -> Mapping[str, Sequence[Process]]:
    """The processes among which somebody has to choose, by their matter; the one without a choice first."""
    varied = {one.matter for one in processes if one.variant_of}
    return {
        of: sorted((one for one in processes if one.matter == of), key=lambda one: one.key != of)
        for of in sorted(varied)
    }
