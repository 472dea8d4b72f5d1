"""Who counts at an item, and whether they are enough: the bases of domain §7, in people or in weights."""

from dataclasses import dataclass
from typing import Literal

from engine.majorities import least, reaches
from engine.meetings.state import ItemState, MeetingState, MemberState
from engine.votes.question import Part

BASE_WORDS: dict[Literal["all", "due", "present"], str] = {
    "all": "全体人数",
    "due": "应到人数",
    "present": "实到人数",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """All, due and present, none of them with the recused; ``missing`` are those due and not here, by name."""

    everyone: int
    due: int
    present: int
    recused: int
    missing: tuple[MemberState, ...]

    def base(self, part: Part) -> int:
        """What a fraction is taken of."""
        return {"all": self.everyone, "due": self.due, "present": self.present}[part.base]


def standing(meeting: MeetingState, one: ItemState, *, here: frozenset[str] | None = None) -> Standing:
    """The standing at an item: of those in ``here`` (without it: of those in the room)."""
    there = frozenset(m.seat.person for m in meeting.members if m.here) if here is None else here
    counted = [m for m in meeting.members if m.seat.person not in one.recused]
    recused = [m for m in meeting.members if m.seat.person in one.recused]
    out = sum(weight_of(one, m) for m in recused)
    return Standing(
        everyone=meeting.everyone[one.item.weighted] - out,
        due=sum(weight_of(one, m) for m in counted),
        present=sum(weight_of(one, m) for m in counted if m.seat.person in there),
        recused=out,
        missing=tuple(m for m in counted if m.seat.person not in there),
    )


def weight_of(one: ItemState, member: MemberState) -> int:
    """What the member's paper counts at the item."""
    return member.seat.weight if one.item.weighted else 1


def why_not_quorate(meeting: MeetingState, one: ItemState, now: Standing) -> str | None:
    """Why nothing can be voted on: who is missing, and what may be done. None when enough are there."""
    quorum = one.item.rules.quorum
    if now.present and (quorum is None or reaches(now.present, now.base(quorum), quorum)):
        return None
    wanted = least(now.base(quorum), quorum) if quorum else 1
    each = "票" if one.item.weighted else "人"
    names = "、".join(_with_reason(m) for m in now.missing) or "无"
    out = "、".join(f"{_name(meeting, person)}（{why}）" for person, why in one.recused.items())
    return (
        f"实到 {now.present} {each}，至少应有 {wanted} {each}（{_in_words(quorum)}）；未到：{names}"
        + (f"；回避：{out}" if out else "")
        + "。可以等未到的成员到会后再表决，也可以写明原因，留到下次会议"
    )


def _with_reason(member: MemberState) -> str:
    said = {"excused": "请假", "absent": "缺席", "invited": "未签到", "present": "已离开"}
    return f"{member.seat.name}（{said[member.attendance]}）"


def _name(meeting: MeetingState, person: str) -> str:
    found = meeting.member(person)
    return found.seat.name if found else person


def _in_words(quorum: Part | None) -> str:
    if quorum is None:
        return "有人到会"
    return f"{'不少于' if quorum.op == '>=' else '超过'}{BASE_WORDS[quorum.base]}的 {quorum.num}/{quorum.den}"
