"""Eligible, complying, receiving: three things, each with its own day and reason. None follows from another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from engine.hardship.duties import REPORT_WITHIN, yearly_due
from engine.hardship.filling import title_of

_A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Checked:
    """One fixed version: the day of reckoning, the class, and the day of the change that it reports, if one."""

    day: date
    hardship_class: str
    occasion: str
    happened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of a household on a day. ``unsigned`` are the adults who authorise no check any more."""

    today: date
    filed_on: date | None
    exited_on: date | None
    exit_why: str
    checks: Sequence[Checked]
    paid: Sequence[tuple[date, Decimal]]
    unsigned: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """One of the three states: whether it holds, since when, and why."""

    key: str
    label: str
    holds: bool
    since: date | None
    because: str


def standings(known: Known) -> tuple[Standing, Standing, Standing]:
    """The three states of a household, apart."""
    return _eligible(known), _complying(known), _receiving(known)


def _eligible(known: Known) -> Standing:
    def told(*, holds: bool, since: date | None, because: str) -> Standing:
        return Standing("eligible", "符合条件", holds, since, because)

    if not known.checks:
        return told(holds=False, since=None, because="还没有提交，提交时核定")
    if known.exited_on:
        return told(holds=False, since=known.exited_on, because=f"已退出：{known.exit_why}")
    last = known.checks[-1]
    helped = last.hardship_class != "none"
    since = last.day
    for one in reversed(known.checks):
        if (one.hardship_class != "none") is not helped:
            break
        since = one.day
    return told(holds=helped, since=since, because=f"{last.day} 核算为{title_of(last.hardship_class)}")


def _complying(known: Known) -> Standing:
    def told(*, holds: bool, since: date | None, because: str) -> Standing:
        return Standing("complying", "履行义务", holds, since, because)

    if known.filed_on is None or known.exited_on:
        return told(holds=True, since=None, because="没有开着的档案，无须复核、报告")
    broken = [*_not_verified(known), *_reported_late(known), *_not_signed(known)]
    if broken:
        return told(
            holds=False, since=min(day for day, _ in broken), because="；".join(why for _, why in broken)
        )
    due = yearly_due(known.filed_on, known.checks[-1].day)
    return told(holds=True, since=known.filed_on, because=f"下次年度复核：{due} 以前")


def _not_verified(known: Known) -> list[tuple[date, str]]:
    """Every file is verified anew in each year after that of its opening, until 31 December."""
    if known.filed_on is None:
        return []
    due = yearly_due(known.filed_on, known.checks[-1].day if known.checks else None)
    return [(due + timedelta(days=1), f"{due.year} 年度没有复核")] if known.today > due else []


def _reported_late(known: Known) -> list[tuple[date, str]]:
    last = known.checks[-1] if known.checks else None
    if last is None or last.happened_on is None or last.day <= last.happened_on + REPORT_WITHIN:
        return []
    due = last.happened_on + REPORT_WITHIN
    return [(due + timedelta(days=1), f"{last.happened_on} 的变化应在 {due} 前报告，{last.day} 才报告")]


def _not_signed(known: Known) -> list[tuple[date, str]]:
    return [(known.today, f"{'、'.join(known.unsigned)}没有签核对授权")] if known.unsigned else []


def _receiving(known: Known) -> Standing:
    def told(*, holds: bool, since: date | None, because: str) -> Standing:
        return Standing("receiving", "享受帮扶", holds, since, because)

    if not known.paid:
        return told(holds=False, since=None, because="没有发放过帮扶资金")
    last, amount = max(known.paid)
    if known.today - last > _A_YEAR:
        return told(holds=False, since=last + _A_YEAR, because=f"上次发放在 {last}，已满一年")
    first = min(day for day, _ in known.paid if known.today - day <= _A_YEAR)
    return told(holds=True, since=first, because=f"最近一次 {last}，{amount:.2f} 元")
