"""A list held against the shares that its definition asks, before it is put forward at that step."""

from engine.definition import Process
from engine.refusals import SharesNotKept
from engine.rulebook.answer import Answer
from engine.shares.of_a_list import Counts, asked_of
from engine.shares.rule import answer


def said_of(process: Process, step: str, counts: Counts) -> Answer | None:
    """What the rule of shares says; None where nothing is asked at the step, or nobody on the list counts for it."""
    shares = process.shares
    if shares is None or shares.at != step or counts.single_listed >= counts.places:
        return None
    return answer(asked_of(shares, counts))


def must_be_kept(said: Answer | None) -> None:
    """Raises SharesNotKept with the answer of the rule, which names the rules that clash, or what to change."""
    if said is not None and said.result != "accepted":
        raise SharesNotKept(answer=said.sentence)
