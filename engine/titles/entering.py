"""Titles given before the office began (补录): what is wrong with what is said of one, which looks it owes no more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from engine.definition import Entering, Process, TitleCheck, TitleTerms
from engine.refusals import FieldFinding
from engine.titles.dues import due_of
from engine.titles.entries import Entry, Title

Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Given:
    """What the answers say of a title from before: which process gives such titles, the day, and whose it is."""

    process: str
    on: date
    leader: str | None


def given_by(entering: Entering, answers: Answers) -> Given:
    """Read the answers of a case that was determined: they were checked when the form was handed in."""
    leader = answers.get(entering.leader)
    return Given(
        entering.kinds[str(answers[entering.kind])],
        date.fromisoformat(str(answers[entering.granted_on])),
        leader if isinstance(leader, str) else None,
    )


def entering_findings(process: Process, answers: Answers, today: date) -> list[FieldFinding]:
    """A day of grant that is still to come, a last look before it or in a year to come; nothing for other processes.

    What is no day or no year at all is named by the check of the form.
    """
    if (entering := process.enters) is None:
        return []
    on = _day(answers.get(entering.granted_on))
    if on is None:
        return []
    wrong = [(entering.granted_on, "命名日期不能晚于今天")] if on > today else []
    for key in entering.looked.values():
        year = answers.get(key)
        if isinstance(year, int) and not on.year <= year <= today.year:
            wrong.append((key, f"应在命名年份 {on.year} 和今年 {today.year} 之间"))
    return [FieldFinding(key, process.field(key).label, message) for key, message in wrong]


def settled_before(
    title: Title, terms: TitleTerms, entering: Entering, answers: Answers, today: date
) -> list[Entry]:
    """One entry for each check whose looks up to some period were held elsewhere.

    Up to the year that was said; where none was said, all that were due by ``today``.
    """
    return [
        Entry("earlier", today, words=check.title, check=check.key, period=period, due=day)
        for check in terms.checks
        for period, day in [_latest(title, check, answers.get(entering.looked.get(check.key, "")), today)]
        if period
    ]


def _latest(title: Title, check: TitleCheck, looked: object, today: date) -> tuple[int, date]:
    last = date(looked, 12, 31) if isinstance(looked, int) else today
    before = [(0, today), *_until(title, check, last)]
    return before[-1]


def _until(title: Title, check: TitleCheck, last: date) -> Iterator[tuple[int, date]]:
    period = 1
    while (day := due_of(title, check, period).day) <= last:
        yield period, day
        period += 1


def _day(said: object) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None
