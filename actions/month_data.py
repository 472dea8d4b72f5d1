"""The verb that takes in what is known of a month: all lines or none."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from engine.deadlines import local_date
from engine.refusals import MonthRefused, NotYourHouseholds, PeriodNotYetBegun
from models import snapshots
from models.session import Session
from models.snapshots import Line

_MAY_BE_NEGATIVE = ("net_income", "base_income")  # rigid expenditure may be more than the income


def take_in(
    session: Session,
    period: date,
    lines: Sequence[Line],
    *,
    now: datetime,
    units: frozenset[str] | None = None,
    with_gaps: bool = False,
) -> int:
    """Keep the facts of the month, by file number; how many households they are of.

    ``units`` are those of which whoever brings them may speak, None for all. A household of the units in the table
    that is not in it and of which nothing is known this month is a gap: refused, unless it is said ``with_gaps``.
    Raises PeriodNotYetBegun, NotYourHouseholds, and MonthRefused with every finding; then nothing is kept.
    """
    if period > local_date(now):
        raise PeriodNotYetBegun(period=f"{period:%Y-%m}")
    snapshots.reserve(session, period)
    known = snapshots.households(session, [number for number, _ in lines])
    if units is not None and (strange := [one for one, (_, unit) in known.items() if unit not in units]):
        raise NotYourHouseholds(numbers="、".join(sorted(strange)))
    ids = {number: household for number, (household, _unit) in known.items()}
    findings = [*_findings(lines, ids, snapshots.checked(session, period, ids.values()))]
    if not with_gaps:
        findings += _gaps(session, period, known)
    if findings:
        raise MonthRefused(findings)
    if lines:
        snapshots.keep(session, period, [(ids[number], facts) for number, facts in lines])
    return len(lines)


def _gaps(session: Session, period: date, known: Mapping[str, tuple[int, str]]) -> Iterator[str]:
    """Households of the same units of which nothing is known in this month and that are not in the table."""
    for number in snapshots.lacking(session, period, {unit for _, unit in known.values()}):
        if number not in known:
            yield f"档案 {number} 本月没有数据，也不在表里（缺月）"


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
