"""会议纪要: everything that the minutes say, from the meeting's own record."""

from typing import Any

from actions.papers.words import day_of
from engine.deadlines import SHANGHAI
from engine.meetings.agenda import Item
from engine.meetings.minutes import digest_of, rules_in_words
from engine.meetings.state import (
    OUTCOME_LABELS,
    Attendance,
    BallotState,
    Counted,
    ItemState,
    MeetingState,
)

_KINDS = {"case": "事项票决", "motion": "表决", "election": "选举"}


def contents(meeting: MeetingState, head: str) -> dict[str, Any]:
    """The minutes of a meeting; ``head`` is the hash of the last line of its journal."""
    return {
        "title": meeting.title,
        "meeting": meeting.number,
        "organ": meeting.organ_title,
        "held": _when(meeting),
        "place": meeting.place or "—",
        "chair": meeting.chair.name,
        "clerk": meeting.clerk.name,
        "tellers": [one.name for one in meeting.tellers],
        "due": len(meeting.members),
        "everyone": meeting.everyone[0],
        "present": _names(meeting, "present"),
        "excused": _names(meeting, "excused"),
        "absent": _names(meeting, "absent"),
        "late_or_early": _late_or_early(meeting),
        "items": [_item(meeting, n, one) for n, one in enumerate(meeting.items, start=1)],
        "digest": digest_of(meeting),
        "head": head,
    }


def _when(meeting: MeetingState) -> str:
    begun, ended = meeting.opened_at or meeting.meets_at, meeting.closed_at
    said = f"{day_of(begun)} {begun.astimezone(SHANGHAI):%H:%M}"
    return f"{said} 至 {ended.astimezone(SHANGHAI):%H:%M}" if ended else said


def _names(meeting: MeetingState, attendance: Attendance) -> list[str]:
    return [one.seat.name for one in meeting.members if one.attendance == attendance]


def _late_or_early(meeting: MeetingState) -> list[str]:
    """Who was not there from the beginning to the end."""
    said = []
    for one in meeting.present:
        if one.came_at and meeting.opened_at and one.came_at > meeting.opened_at:
            said.append(f"{one.seat.name} {one.came_at.astimezone(SHANGHAI):%H:%M} 到会")
        if one.left_at:
            said.append(f"{one.seat.name} {one.left_at.astimezone(SHANGHAI):%H:%M} 离会")
    return said


def _item(meeting: MeetingState, n: int, one: ItemState) -> dict[str, Any]:
    names = {m.seat.person: m.seat.name for m in meeting.members}
    return {
        "n": n,
        "title": one.item.title,
        "kind": _KINDS[one.item.kind],
        "rules": rules_in_words(one.item),
        "clause": one.item.clause,
        "how": _how(one.item),
        "recused": [f"{names.get(person, '')}（{why}）" for person, why in one.recused.items()],
        "ballots": [_ballot(one, ballot) for ballot in one.ballots if ballot.counted],
        "decided": _decided(one),
    }


def _decided(one: ItemState) -> str:
    """The outcome; its reasons where no ballot has said them already."""
    outcome = OUTCOME_LABELS[one.outcome] if one.outcome else "未表决"
    if one.sentence.startswith(outcome):
        return one.sentence if one.item.kind == "election" else outcome
    told = {ballot.counted.sentence for ballot in one.ballots if ballot.counted}
    return outcome if one.sentence in {"", *told} else f"{outcome}。{one.sentence}"


def _how(item: Item) -> str:
    how = "纸质票，两人计票" if item.how == "paper" else "系统投票"
    weighted = "，按席位票数" if item.weighted else ""
    return f"{'无记名' if item.secret else '记名'}，{how}{weighted}"


def _ballot(one: ItemState, ballot: BallotState) -> dict[str, Any]:
    counted = ballot.counted
    if counted is None:
        raise LookupError(ballot.n)
    several = len([b for b in one.ballots if b.counted]) > 1
    return {
        "title": f"第 {ballot.n} 次投票" if several else "",
        "figures": _figures(one, counted),
        "votes": _votes(one, counted),
        "sentence": counted.sentence,
        "tellers": [teller.name for teller in counted.tellers],
    }


def _figures(one: ItemState, counted: Counted) -> list[dict[str, str]]:
    """Every figure of the arithmetic, in the order in which it is reckoned."""
    papers = counted.papers
    rows = [
        ("全体", counted.everyone),
        ("应到", counted.due),
        ("实到", counted.present),
        ("回避", counted.recused),
        ("发出", papers.issued),
        ("收回", papers.returned),
    ]
    if one.item.kind != "election":
        rows += [("同意", papers.agree), ("反对", papers.against), ("弃权", papers.abstain)]
    rows += [("废票", papers.invalid), ("须得", counted.needed)]
    return [{"label": label, "value": str(value)} for label, value in rows]


def _votes(one: ItemState, counted: Counted) -> list[dict[str, str]]:
    """The candidates with their votes, the most first."""
    if one.item.kind != "election":
        return []
    ranked = sorted(counted.papers.votes.items(), key=lambda pair: -pair[1])
    return [{"name": name, "votes": str(votes), "result": _result(name, counted)} for name, votes in ranked]


def _result(name: str, counted: Counted) -> str:
    if name in counted.elected:
        return "当选"
    return "票数相等，再次投票" if name in counted.run_off else "未当选"
