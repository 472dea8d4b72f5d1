"""Whether an absence and its substitute fit together. Every reason against it is said at once."""

from collections.abc import Sequence
from datetime import date, timedelta

from engine.refusals import SubstituteUnfit
from engine.state import Person

LONGEST = timedelta(days=366)


def must_be_a_sound_absence(
    person: Person,
    substitute: Person,
    *,
    first: date,
    last: date,
    today: date,
    unknown: Sequence[str],
    away_already: bool,
    substitute_away: bool,
    stands_in: bool,
) -> None:
    """Raise SubstituteUnfit with every reason.

    A substitute has no substitute: who stands in is there himself, or the chain would end nobody knows where.
    """
    wrong = [
        (substitute.id == person.id, "代理人不能是本人"),
        (substitute.unit != person.unit, f"{substitute.name} 不是本单位的人"),
        (last < first, "结束日期早于开始日期"),
        (last < today, "结束日期已经过去"),
        (last - first > LONGEST, "一次代理最长一年"),
        (bool(unknown), f"没有这些流程：{'、'.join(unknown)}"),
        (away_already, "这段时间已有代理人，请先结束原来的代理"),
        (substitute_away, f"{substitute.name} 这段时间也不在"),
        (stands_in, f"{person.name} 这段时间正在代理别人，请先安排好"),
    ]
    reasons = [sentence for is_wrong, sentence in wrong if is_wrong]
    if reasons:
        raise SubstituteUnfit(reasons="；".join(reasons))
