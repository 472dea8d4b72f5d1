"""The verb that takes in what is known of a month: all lines or none."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from engine.deadlines import local_date
from engine.refusals import MonthRefused, PeriodNotYetBegun
from models import snapshots
from models.session import Session
from models.snapshots import Line

_MAY_BE_NEGATIVE = ("net_income", "base_income")  # rigid expenditure may be more than the income


def take_in(session: Session, period: date, lines: Sequence[Line], *, now: datetime) -> int:
    """Keep the facts of the month, by file number; how many households they are of.

    Raises PeriodNotYetBegun, and MonthRefused with every finding; then nothing is kept.
    """
    if period > local_date(now):
        raise PeriodNotYetBegun(period=f"{period:%Y-%m}")
    known = snapshots.households(session, [number for number, _ in lines])
    done = snapshots.checked(session, period, known.values())
    if findings := [*_findings(lines, known, done)]:
        raise MonthRefused(findings)
    if lines:
        snapshots.keep(session, period, [(known[number], facts) for number, facts in lines])
    return len(lines)


def _findings(lines: Sequence[Line], known: Mapping[str, int], done: frozenset[int]) -> Iterator[str]:
    for number, times in Counter(number for number, _ in lines).items():
        if number not in known:
            yield f"档案 {number} 不在监测对象中"
        elif known[number] in done:
            yield f"档案 {number} 本月已核查，数据不再更改"
        if times > 1:
            yield f"档案 {number} 写了 {times} 次，每月只写一次"
    for number, facts in lines:
        for key, value in facts.items():
            if value is not None and value < 0 and key not in _MAY_BE_NEGATIVE:
                yield f"档案 {number} 的 {key} 为 {value}，不得为负"
