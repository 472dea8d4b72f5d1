"""When a sign step is settled, whatever people say and in whatever order: one table for every policy.

Each person of the body has one voice. Whoever is added by him or her (加签) speaks within that voice: it is a yes
when nobody in it refused and somebody agreed. So nobody can win a vote by adding people.

A step is over as soon as its policy says so; when everybody has spoken it always is:

=========== ========================= =========================================================
mode        on_refusal                approved when
=========== ========================= =========================================================
any         (none)                    the first yes; the first no refuses; only abstentions: refused
all         end                       all have spoken, one yes at least; the first no refuses
all         collect                   all have spoken: one yes at least and no refusal
all         majority                  more yes than half of all voices, at once when that is certain
n_of_m      end                       so many yes; the first no refuses, and so does what cannot succeed
n_of_m      collect                   all have spoken: so many yes
n_of_m      majority                  so many yes, and no more than half of all voices refuse, once certain
=========== ========================= =========================================================

``sequence`` is ``all``, one after the other. An abstention is a voice that has spoken, and never a yes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.definition import SignStep
from engine.state import AssignmentState, CaseState

Voice = Literal["approve", "reject", "abstain", "silent"]
Verdict = Literal["open", "approved", "rejected"]

ADDED = ("before", "beside", "after")
ADVICE = ("delegate", "question")


@dataclass(frozen=True, slots=True)
class Count:
    """How many voices said what."""

    yes: int
    no: int
    silent: int
    whole: int


def verdict(step: SignStep, voices: Sequence[Voice]) -> Verdict:
    """What the voices come to under the step's mode and policy."""
    count = Count(voices.count("approve"), voices.count("reject"), voices.count("silent"), len(voices))
    if step.mode == "any":
        return _first(count)
    if step.mode == "n_of_m":
        return _so_many(step, count, step.needed or 1)
    return _all(step, count)


def voices(state: CaseState, visit: str) -> list[Voice]:
    """The voices of one visit, in the order of the body's people."""
    return [_voice(family) for family in families(state, visit)]


def families(state: CaseState, visit: str) -> list[list[AssignmentState]]:
    """The standing shares of one visit by the voice they speak with; advice and handed-over shares are in none."""
    found: dict[str, list[AssignmentState]] = {}
    for one in state.share_of(visit):
        if one.objection is None and one.via not in ADVICE:
            family = found.setdefault(root_of(state, one), [])
            if one.status != "closed":
                family.append(one)
    return sorted((one for one in found.values() if one), key=lambda family: family[0].position)


def root_of(state: CaseState, share: AssignmentState) -> str:
    """The share given to one of the body's people from which this one came."""
    while share.parent is not None and (parent := state.assignment(share.parent)) is not None:
        share = parent
    return share.id


def depth_of(state: CaseState, share: AssignmentState) -> int:
    """How many times in a row people were added until ``share``."""
    depth = int(share.via in ADDED)
    while share.parent is not None and (parent := state.assignment(share.parent)) is not None:
        share = parent
        depth += share.via in ADDED
    return depth


def in_words(voices: Sequence[Voice]) -> str:
    """The count as a sentence for the journal and the person refused."""
    said = f"同意 {voices.count('approve')} 人，不同意 {voices.count('reject')} 人"
    abstained = voices.count("abstain")
    return f"{said}，弃权 {abstained} 人" if abstained else said


def _voice(family: Sequence[AssignmentState]) -> Voice:
    said = [one.decision for one in family if one.status == "decided"]
    if "reject" in said:
        return "reject"
    if len(said) < len(family):
        return "silent"
    return "approve" if "approve" in said else "abstain"


def _first(count: Count) -> Verdict:
    if count.yes:
        return "approved"
    return "rejected" if count.no or not count.silent else "open"


def _all(step: SignStep, count: Count) -> Verdict:
    if step.on_refusal == "majority":
        return _certain(2 * count.yes > count.whole, possible=2 * (count.yes + count.silent) > count.whole)
    if step.on_refusal != "collect" and count.no:
        return "rejected"
    if count.silent:
        return "open"
    return "approved" if count.yes and not count.no else "rejected"


def _so_many(step: SignStep, count: Count, needed: int) -> Verdict:
    enough, possible = count.yes >= needed, count.yes + count.silent >= needed
    if step.on_refusal == "collect":
        return "open" if count.silent else _certain(enough, possible=possible)
    if step.on_refusal == "majority":
        accepted = 2 * (count.no + count.silent) <= count.whole
        return _certain(enough and accepted, possible=possible and 2 * count.no <= count.whole)
    return "rejected" if count.no else _certain(enough, possible=possible)


def _certain(reached: bool, *, possible: bool) -> Verdict:  # noqa: FBT001 - the one answer or the other
    """Approved when it is reached whatever the others say, refused when it cannot be reached any more."""
    if reached:
        return "approved"
    return "open" if possible else "rejected"
