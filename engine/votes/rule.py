"""``vote.result``: quorum, papers and majority of a meeting, by the rules of its kind of vote."""

from collections.abc import Iterator
from math import ceil

from engine.majorities import least, reaches
from engine.rulebook.answer import Answer, Figure, Rule
from engine.votes.counting import Counted, count
from engine.votes.elections import Elected, elect
from engine.votes.question import Part, VoteAsked

_EXAMPLE = """\
vote: congress        # a published kind of vote; or the rules: {quorum: ">= 2/3 all", pass: ">= 1/2 all"}
all: 150              # 全体; due: 应到, when it is not the same
present: 100          # 实到, without those who are recused
recused: 0            # 回避: in no numerator and no base
agree: 75
against: 20
abstain: 5            # present, and never a yes
invalid: 0
issued: 100
returned: 100         # more than issued: the vote is void
# in place of the counts, member by member:  members: [{vote: agree, weight: 2}, {vote: absent}]
# an election:  seats: 2   and   candidates: {甲: 60, 乙: 55, 丙: 55}
"""
_BASES = {"all": "全体人数", "due": "应到人数", "present": "实到人数"}


def answer(asked: VoteAsked) -> Answer:
    """First the quorum, then the papers, then the majority: what fails first is the result."""
    counted = count(asked)
    figures = [*_counts(counted)]
    quorum = asked.vote.quorum
    if quorum:
        figures += _needed("quorum", "法定人数", quorum, counted, counted.present)
    if not counted.present or (quorum and not reaches(counted.present, counted.base(quorum), quorum)):
        wanted = least(counted.base(quorum), quorum) if quorum else 1
        return Answer("cannot_open", f"实到 {counted.present}，应有 {wanted}，会议不能举行", tuple(figures))
    if counted.returned > counted.issued:
        said = f"收回 {counted.returned} 张，多于发出的 {counted.issued} 张，选举（表决）无效，应重新进行"
        return Answer("void", said, tuple(figures))
    if asked.candidates:
        return _election(asked, counted, figures)
    return _motion(asked, counted, figures)


def _motion(asked: VoteAsked, counted: Counted, figures: list[Figure]) -> Answer:
    majority = asked.vote.majority
    figures += _needed("pass", "通过", majority, counted, counted.agree)
    passed = reaches(counted.agree, counted.base(majority), majority)
    said = f"同意 {counted.agree}，应{_in_words(majority)}，即至少 {least(counted.base(majority), majority)}"
    return Answer(
        "passed" if passed else "failed", f"{'通过' if passed else '未通过'}：{said}", tuple(figures)
    )


def _election(asked: VoteAsked, counted: Counted, figures: list[Figure]) -> Answer:
    seats, majority = asked.seats or 0, asked.vote.majority
    needed = least(counted.base(majority), majority)
    figures.append(Figure("pass.need", "当选所需票数", needed, _how(majority, counted), majority.clause))
    figures += [Figure(f"candidate.{name}", name, votes) for name, votes in asked.candidates.items()]
    if asked.vote.surplus is not None:
        wanted = seats + ceil(asked.vote.surplus * seats)
        figures.append(
            Figure("candidates.need", "候选人至少", wanted, f"{seats} + 差额", asked.vote.surplus_clause)
        )
        if len(asked.candidates) < wanted:
            said = f"候选人 {len(asked.candidates)} 名，差额选举至少应有 {wanted} 名"
            return Answer("too_few_candidates", said, tuple(figures))
    found = elect(asked.candidates, seats, needed)
    names = Figure("elected", "当选", "、".join(found.elected))
    return Answer(
        _outcome(found),
        _elected_words(found),
        (*figures, names, Figure("open_seats", "空缺", found.open_seats)),
    )


def _outcome(found: Elected) -> str:
    if found.run_off:
        return "run_off"
    return "vacant" if found.open_seats else "elected"


def _elected_words(found: Elected) -> str:
    said = f"当选：{'、'.join(found.elected) or '无'}"
    if found.run_off:
        return f"{said}；{'、'.join(found.run_off)}得票相等，就这几人再投一次，选 {found.open_seats} 名"
    if found.open_seats:
        return f"{said}；空缺 {found.open_seats} 名，可在未当选的候选人中另行选举，也可以空着"
    return said


def _counts(counted: Counted) -> Iterator[Figure]:
    yield Figure("all", "全体（不含回避）", counted.everyone)
    yield Figure("due", "应到（不含回避）", counted.due)
    yield Figure("present", "实到", counted.present)
    yield Figure("recused", "回避", counted.recused, "", "回避的人不计入分子和分母 [A]")
    yield Figure("issued", "发出票数", counted.issued)
    yield Figure("returned", "收回票数", counted.returned)


def _needed(key: str, label: str, part: Part, counted: Counted, have: int) -> Iterator[Figure]:
    base = counted.base(part)
    yield Figure(f"{key}.base", f"{label}的基数（{_BASES[part.base]}）", base)
    yield Figure(f"{key}.need", f"{label}至少", least(base, part), _how(part, counted), part.clause)
    yield Figure(f"{key}.have", f"{label}实有", have)
    yield Figure(f"{key}.ok", f"{label}是否达到", reaches(have, base, part), "", part.clause)


def _how(part: Part, counted: Counted) -> str:
    return f"{part.op} {part.num}/{part.den} × {counted.base(part)}"


def _in_words(part: Part) -> str:
    return f"{'不少于' if part.op == '>=' else '超过'}{_BASES[part.base]}的 {part.num}/{part.den}"


VOTES = Rule("vote.result", "会议表决和选举的结果", VoteAsked, answer, _EXAMPLE, "vote")
