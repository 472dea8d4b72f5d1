"""Ballots counted, by the system or by two tellers; further ballots; what ends an item (计票、再次投票)."""

from collections.abc import Sequence

from engine.meetings import commands as c
from engine.meetings import events as e
from engine.meetings.counting import ballot_of, counted
from engine.meetings.running import item_at, must_run, voting_at
from engine.meetings.standing import standing, weight_of, why_not_quorate
from engine.meetings.state import ItemState, MeetingState, Outcome, Papers
from engine.meetings.voting import issue
from engine.refusals import (
    ByMembers,
    ByTellers,
    CountDiffers,
    NoRunOff,
    NotATeller,
    NotQuorate,
    ReasonMissing,
    SecondTellerNeeded,
)

_OVER: dict[str, Outcome] = {"passed": "passed", "failed": "failed", "elected": "elected"}


def count_papers(meeting: MeetingState, command: c.CountPapers) -> list[e.Event]:
    """A teller's count; the same count by a second one settles it. Raises CountDiffers with each difference."""
    one = voting_at(meeting, command.item, "登记票数")
    if one.item.how != "paper":
        raise ByMembers
    teller = next((t for t in meeting.tellers if t.person == command.actor.id), None)
    if teller is None:
        raise NotATeller(tellers="、".join(t.name for t in meeting.tellers))
    ballot = ballot_of(one)
    papers = command.papers.model_copy(update={"issued": _issued_weight(meeting, one)})
    result = counted(meeting, one, papers, (teller,))  # what does not add up is refused at the first count
    first = ballot.proposed_by
    if first is None or ballot.proposed is None or (first == teller and ballot.proposed != papers):
        return [e.CountProposed(item=one.item.key, papers=papers, by=teller)]
    if first == teller:
        raise SecondTellerNeeded
    if ballot.proposed != papers:
        raise CountDiffers(differences="；".join(_differences(ballot.proposed, papers)))
    return _settled(one, result.model_copy(update={"tellers": (first, teller)}))


def _differences(first: Papers, second: Papers) -> list[str]:
    names = {"returned": "收回", "agree": "同意", "against": "反对", "abstain": "弃权", "invalid": "废票"}
    said = [
        f"{label} {getattr(first, key)} 与 {getattr(second, key)}"
        for key, label in names.items()
        if getattr(first, key) != getattr(second, key)
    ]
    return said + [
        f"{name} {first.votes.get(name, 0)} 与 {second.votes.get(name, 0)}"
        for name in dict.fromkeys([*first.votes, *second.votes])
        if first.votes.get(name, 0) != second.votes.get(name, 0)
    ]


def close_item(meeting: MeetingState, command: c.CloseItem) -> list[e.Event]:
    """Count the electronic papers in the box. Fewer back than issued is allowed."""
    must_run(meeting, command.actor, "计票")
    one = voting_at(meeting, command.item, "计票")
    if one.item.how == "paper":
        raise ByTellers
    papers = command.box.model_copy(update={"issued": _issued_weight(meeting, one)})
    return _settled(one, counted(meeting, one, papers))


def _issued_weight(meeting: MeetingState, one: ItemState) -> int:
    issued = ballot_of(one).issued
    return sum(weight_of(one, m) for m in meeting.members if m.seat.person in issued)


def _settled(one: ItemState, result: e.ItemCounted) -> list[e.Event]:
    """The count, and the end of the item when there is nothing more to vote on."""
    elected = (*one.elected, *result.elected)
    if result.result in _OVER:
        said = f"当选：{'、'.join(elected)}" if one.item.kind == "election" else result.sentence
        return [result, _over(one, _OVER[result.result], said, elected)]
    if result.result == "void" or may_run_off(one, result.elected, result.run_off):
        return [result]
    return [result, _over(one, "vacant", result.sentence, elected)]


def _over(one: ItemState, outcome: Outcome, sentence: str, elected: tuple[str, ...] = ()) -> e.ItemClosed:
    return e.ItemClosed(item=one.item.key, outcome=outcome, sentence=sentence, elected=elected)


def may_run_off(one: ItemState, elected: Sequence[str], tied: Sequence[str]) -> bool:
    """Whether the item allows another run-off after its last ballot, and there is somebody left to vote for."""
    left = tied or [name for name in ballot_of(one).candidates if name not in elected]
    return bool(left) and one.run_offs_held < one.item.run_offs


def run_off(meeting: MeetingState, command: c.RunOff) -> list[e.Event]:
    """Another ballot: between the tied only, or between those not elected; after a void one, the same again."""
    must_run(meeting, command.actor, "再次投票")
    one = item_at(meeting, command.item, "再次投票", "open")
    last = ballot_of(one).counted
    if last is None:
        raise NoRunOff(item=one.item.title, because="表决票还没有计完")
    candidates, seats = _contest(one)
    why = why_not_quorate(meeting, one, standing(meeting, one))
    if why is not None:
        raise NotQuorate(item=one.item.title, sentence=why)
    return [issue(meeting, one, {}, candidates, seats)]


def _contest(one: ItemState) -> tuple[tuple[str, ...], int]:
    """Between whom the next ballot is, and for how many seats."""
    ballot = ballot_of(one)
    last = ballot.counted
    if last is None or last.result == "void":
        return ballot.candidates, ballot.seats
    if last.result == "run_off":
        return last.run_off, last.open_seats
    left = tuple(name for name in ballot.candidates if name not in last.elected)
    return left, last.open_seats


def set_aside(meeting: MeetingState, command: c.SetAside) -> list[e.Event]:
    """Close an item without a further vote, with the reason. Papers that are out count for nothing."""
    must_run(meeting, command.actor, "结束议题")
    one = item_at(meeting, command.item, "结束议题", "waiting", "open")
    if not command.reason.strip():
        raise ReasonMissing
    if one.item.kind == "election" and any(b.counted and b.counted.result != "void" for b in one.ballots):
        return [_over(one, "vacant", command.reason.strip(), one.elected)]
    return [_over(one, "deferred", command.reason.strip())]
