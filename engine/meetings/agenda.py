"""What a meeting is called for: its items, whether a case's vote, a motion of its own, or an election."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from engine.rulebook.published import RuleSet
from engine.votes.question import VoteRules

ItemKind = Literal["case", "motion", "election"]
How = Literal["electronic", "paper"]


class Fact(BaseModel):
    """A part of what happened at a meeting: immutable, without room for keys nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CaseVote(Fact):
    """The ballot of a case that is held here: which visit of which step, and who has a share in it."""

    case: str
    number: str
    step_id: str
    entitled: tuple[str, ...]


class Item(Fact):
    """One item of the agenda (议题) and the rules of its vote, as they were when it was put there.

    ``how`` is whether members fill in the paper here or on paper, to be counted by tellers. ``weighted``: seats count
    with their weights. An election has ``candidates`` for so many ``seats``, and at most ``run_offs`` further ballots.
    """

    key: str
    kind: ItemKind
    title: str
    rules: VoteRules
    clause: str = ""
    secret: bool = True
    weighted: bool = False
    how: How = "electronic"
    case: CaseVote | None = None
    seats: int = Field(1, ge=1)
    candidates: tuple[str, ...] = ()
    run_offs: int = Field(0, ge=0, le=5)


def put_to_vote(kind: ItemKind, title: str, by: RuleSet, *, secret: bool, how: How = "electronic") -> Item:
    """A question of the meeting's own, under published rules of votes; its key comes with its place."""
    rules, clause = VoteRules.model_validate(by.content), f"{by.title}：{by.source}"
    return Item(key="", kind=kind, title=title, rules=rules, clause=clause, secret=secret, how=how)


def wrong_with(items: Sequence[Item], tellers: Sequence[str]) -> Iterator[str]:
    """Everything that keeps these items from the agenda, each in a sentence; ``tellers`` by name."""
    for place, item in enumerate(items, start=1):
        for sentence in _wrong(item, tellers):
            yield f"议题 {place}“{item.title}”：{sentence}"


def _wrong(item: Item, tellers: Sequence[str]) -> Iterator[str]:
    if not item.title.strip():
        yield "没有写标题"
    if item.kind != "election":
        return
    wanted = item.seats + ceil((item.rules.surplus or 0) * item.seats)
    if item.seats < 1:
        yield "没有写应选人数"
    if len(set(item.candidates)) != len(item.candidates):
        yield "候选人写了不止一次"
    if len(item.candidates) < wanted:
        yield f"候选人 {len(item.candidates)} 名，应选 {item.seats} 名，按差额规定至少应有 {wanted} 名"
    for name in sorted(set(tellers) & set(item.candidates)):
        yield f"{name}是候选人，不能担任计票人"
