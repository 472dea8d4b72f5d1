"""What a meeting is to be called for, as any door asks it: the organ, its members, and an agenda by published rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from actions.meeting_cases import numbered, waiting_for
from actions.meetings import Notice
from engine.meetings.agenda import How, Item, put_to_vote
from models import organisation
from models.reads import meetings as reads
from models.session import Session
from seeds import rule_sets
from web.refusals import ChoiceMissing, NotFound


@dataclass(frozen=True, slots=True)
class Question:
    """A motion of the meeting's own, or an election; ``rules`` is the key of the published rules of its vote."""

    kind: Literal["motion", "election"]
    title: str
    rules: str
    secret: bool = True
    how: How = "electronic"
    seats: int = 1
    candidates: Sequence[str] = ()
    run_offs: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked; people by id. ``members`` are those who are called, or None for the whole organ."""

    organ: str
    title: str
    meets_at: datetime
    place: str
    chair: str
    clerk: str
    tellers: Sequence[str]
    members: Sequence[str] | None
    cases: Sequence[str]
    how: How
    questions: Sequence[Question]


def notice_of(session: Session, call: Call) -> Notice:
    """The notice with its agenda: votes of cases first. Raises NotFound for no organ, ChoiceMissing for no rules."""
    title = organ_title(session, call.organ)
    members = [one.id for one in organisation.members(session, call.organ)]
    return Notice(
        organ=call.organ,
        organ_title=title,
        title=call.title or f"{title}会议",
        meets_at=call.meets_at,
        place=call.place,
        chair=call.chair,
        clerk=call.clerk,
        tellers=call.tellers,
        uncalled=[] if call.members is None else [one for one in members if one not in call.members],
        items=numbered([*_votes_of_cases(session, call), *(_item(one) for one in call.questions)]),
    )


def organ_title(session: Session, organ: str) -> str:
    """What the organ is called. Raises NotFound for one that there is not."""
    found = next((one.title for one in reads.organs(session) if one.key == organ), None)
    if found is None:
        raise NotFound
    return found


def _votes_of_cases(session: Session, call: Call) -> list[Item]:
    """The votes of the cases that were chosen; those on which papers are to be cast on paper say so."""
    return [
        one.model_copy(update={"how": call.how})
        for one in waiting_for(session, call.organ)
        if one.case is not None and one.case.case in call.cases
    ]


def _item(asked: Question) -> Item:
    found = {one.key: one for one in rule_sets.published("vote.result")}.get(asked.rules)
    if found is None:
        raise ChoiceMissing
    return put_to_vote(asked.kind, asked.title, found, secret=asked.secret, how=asked.how).model_copy(
        update={"seats": asked.seats, "candidates": tuple(asked.candidates), "run_offs": asked.run_offs}
    )
