"""Papers issued to those who are there, and returned by those who have one (发票、投票)."""

from collections.abc import Mapping

from engine.meetings import commands as c
from engine.meetings import events as e
from engine.meetings.counting import ballot_of
from engine.meetings.evolution import evolve
from engine.meetings.running import item_at, member_of, must_run, voting_at
from engine.meetings.standing import standing, why_not_quorate
from engine.meetings.state import ItemState, MeetingState, MemberState
from engine.refusals import (
    ByTellers,
    NoPaperForYou,
    NotQuorate,
    PaperAlreadyIssued,
    PaperReturnedAlready,
    PaperUnreadable,
    TooFewTellers,
)

_TWO = 2
_NO_SHARE = "按回避规定没有表决权"


def open_item(meeting: MeetingState, command: c.OpenItem) -> list[e.Event]:
    """Issue papers to those here. Raises NotQuorate with who is missing and what may be done."""
    must_run(meeting, command.actor, "开始表决")
    one = item_at(meeting, command.item, "开始表决", "waiting")
    if one.item.how == "paper" and len(meeting.tellers) < _TWO:
        raise TooFewTellers
    recused = _without_share(meeting, one, command.entitled)
    issued = issue(meeting, one, recused, one.item.candidates, one.item.seats)
    after = evolve(meeting, issued, meeting.meets_at).item(command.item) or one
    why = why_not_quorate(meeting, after, standing(meeting, after))
    if why is not None:
        raise NotQuorate(item=one.item.title, sentence=why)
    return [issued]


def _without_share(
    meeting: MeetingState, one: ItemState, entitled: tuple[str, ...] | None
) -> Mapping[str, str]:
    """Members whom the case gave no share in its vote: by its rules they stay out of it."""
    if one.item.case is None:
        return {}
    shares = one.item.case.entitled if entitled is None else entitled
    people = [m.seat.person for m in meeting.members]
    return {person: _NO_SHARE for person in people if person not in shares and person not in one.recused}


def issue(
    meeting: MeetingState, one: ItemState, recused: Mapping[str, str], candidates: tuple[str, ...], seats: int
) -> e.PapersIssued:
    """The papers of a ballot: one for everybody who is here and not recused."""
    out = {*one.recused, *recused}
    to = tuple(m.seat.person for m in meeting.members if m.here and m.seat.person not in out)
    return e.PapersIssued(
        item=one.item.key,
        ballot=len(one.ballots) + 1,
        to=to,
        recused=recused,
        candidates=candidates,
        seats=seats,
    )


def issue_paper(meeting: MeetingState, command: c.IssuePaper) -> list[e.Event]:
    """Issue a paper to a member who came late. Recused members get none."""
    must_run(meeting, command.actor, "补发表决票")
    one = voting_at(meeting, command.item, "补发表决票")
    member = member_of(meeting, command.person)
    if command.person in ballot_of(one).issued:
        raise PaperAlreadyIssued(who=member.seat.name)
    because = _why_no_paper(one, member)
    if because:
        raise NoPaperForYou(because=because)
    return [e.PaperIssued(item=one.item.key, person=command.person)]


def _why_no_paper(one: ItemState, member: MemberState) -> str:
    if member.seat.person in one.recused:
        return f"{member.seat.name}回避（{one.recused[member.seat.person]}）"
    return "" if member.here else f"{member.seat.name}不在会场"


def cast_paper(meeting: MeetingState, command: c.CastPaper) -> list[e.Event]:
    """Return one's paper. Raises PaperUnreadable for one that says nothing, or too much."""
    one = voting_at(meeting, command.item, "投票")
    if one.item.how == "paper":
        raise ByTellers
    member, ballot = member_of(meeting, command.actor.id), ballot_of(one)
    if command.actor.id not in ballot.issued:
        raise NoPaperForYou(because=_why_no_paper(one, member) or "发票时您不在会场，请向主持人领取")
    if command.actor.id in ballot.returned:
        raise PaperReturnedAlready(who=member.seat.name, act="投票")
    _must_be_readable(one, command)
    open_vote = not one.item.secret
    return [
        e.PaperReturned(
            item=one.item.key,
            person=command.actor.id,
            choice=command.choice if open_vote else None,
            votes=command.votes if open_vote else (),
        )
    ]


def _must_be_readable(one: ItemState, command: c.CastPaper) -> None:
    ballot = ballot_of(one)
    if one.item.kind != "election":
        if command.choice is None or command.votes:
            raise PaperUnreadable(because="请在同意、反对、弃权中选一项")
        return
    unknown = sorted(set(command.votes) - set(ballot.candidates))
    if unknown or len(set(command.votes)) != len(command.votes):
        raise PaperUnreadable(because="只能在候选人中选，每人一次")
    if len(command.votes) > ballot.seats:
        raise PaperUnreadable(because=f"最多选 {ballot.seats} 名，您选了 {len(command.votes)} 名")
