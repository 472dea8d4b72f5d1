"""公示可访问: looks at a public page, and the times for which nobody can say that it was there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.deadlines import local_text
from engine.state import WindowState

EVERY = timedelta(minutes=30)
"""How often the pages are looked at; a flow of the clock does it."""
_OVERSLEPT = EVERY * 2  # one look may be missed without a word: the next is at most so far away


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a page through HTTP; ``problem`` says why it could not be read, and is empty when it could."""

    at: datetime
    problem: str


@dataclass(frozen=True, slots=True)
class Gap:
    """From ``since`` to ``until`` the page is not known to have been there."""

    since: datetime
    until: datetime
    why: str

    @property
    def sentence(self) -> str:
        """The gap as the proof tells it."""
        return f"{local_text(self.since)} 至 {local_text(self.until)}：{self.why}"


def gaps_of(window: WindowState, looks: Sequence[Look], last: datetime) -> list[Gap]:
    """The gaps of a window up to its end, or up to ``last`` while it is not over; a suspended one is still shown."""
    end = last if window.suspended_at else min(last, window.closes_at)
    return gaps(looks, since=window.posted_at, until=min(end, window.closed_at or end))


def gaps(looks: Sequence[Look], *, since: datetime, until: datetime) -> list[Gap]:
    """The gaps between ``since`` and ``until``, in their order: nobody looked, or whoever looked did not find it."""
    return list(_joined(_each(looks, since, until)))


def _each(looks: Sequence[Look], since: datetime, until: datetime) -> Iterator[Gap]:
    good = Look(since, "")
    for one in (*looks, Look(until, "")):
        if not since <= one.at <= until:
            continue
        if good.problem:
            yield Gap(good.at, one.at, good.problem)
        elif one.at - good.at > _OVERSLEPT:
            yield Gap(good.at, one.at, "没有探测记录")
        good = one


def _joined(found: Iterator[Gap]) -> Iterator[Gap]:
    """Gaps that follow one another for the same reason are one."""
    last: Gap | None = None
    for one in found:
        if last and (last.until, last.why) == (one.since, one.why):
            last = Gap(last.since, one.until, one.why)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last
