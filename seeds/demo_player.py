"""Plays the demonstration's script in the order of its moments, with the clock's own work between."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from actions import advance, deadlines, publicity, round_calendar, rounds
from actions.titles import looks_due, open_looks
from engine.deadlines import SHANGHAI, local_date
from models import outbox
from models.session import Session
from seeds import demo_meetings, demo_titles
from seeds import demo_script as s
from seeds.demo_acts import perform
from seeds.demo_stage import Stage

_NIGHT, _MORNING = time(0, 5), time(9, 0)


def play(stage: Stage) -> None:
    """Let everybody act in turn, up to the moment at which the office's clock starts."""
    clock = stage.script.begins
    for at, happen in sorted(_moments(stage), key=lambda one: one[0]):
        _let_time_pass(stage.session, clock, at)
        happen()
        clock = at
    _let_time_pass(stage.session, clock, stage.script.starts)
    outbox.settle_before(stage.session, _new_year(stage.script.starts), now=stage.script.starts)


def _new_year(moment: datetime) -> datetime:
    """The beginning of the year in which the office opens: who was to be told of an earlier one was told then."""
    return datetime(local_date(moment).year, 1, 1, tzinfo=SHANGHAI)


def _moments(stage: Stage) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """Everything that somebody does, and when."""
    for line in stage.script.rounds:
        yield line.at, partial(_open_round, stage, line)
    for one in stage.script.nominations:
        for act in one.story:
            yield act.at, partial(_act, stage, act, one)
    for table in stage.script.tables:
        yield table.at, partial(demo_titles.bring, stage, table)
        yield table.entered_at, partial(demo_titles.enter, stage, table)
    for entry in stage.script.money:
        yield entry.at, partial(demo_titles.book, stage, entry)
    for meeting in stage.script.meetings:
        yield meeting.at, partial(demo_meetings.call, stage, meeting)
        if meeting.held:
            yield meeting.meets_at, partial(demo_meetings.hold, stage, meeting)


def _act(stage: Stage, act: s.Act, nomination: s.Nomination) -> None:
    perform(stage, act, nomination)
    advance.advance(stage.session, stage.case_of[nomination.nominee], now=act.at)


def _open_round(stage: Stage, line: s.RoundLine) -> None:
    actor = stage.person(line.by)
    rounds.open_round(stage.session, line.process, year=line.year, quota=line.quota, actor=actor, now=line.at)


def _let_time_pass(session: Session, since: datetime, until: datetime) -> None:
    """Close windows, remind and escalate, as the office's schedules would have done.

    What is due stays due until it is done, so the first strike at which something is can be found by halving.
    """
    strikes, due = list(_clock_strikes(since, until)), partial(_anything_due, session)
    while (first := bisect_left(strikes, x=True, key=due)) < len(strikes):
        _strike(session, strikes[first])
        strikes = strikes[first + 1 :]


def _anything_due(session: Session, moment: datetime) -> bool:
    return bool(
        publicity.windows_run_out(session, now=moment)
        or round_calendar.due_rounds(session, now=moment)
        or looks_due(session, now=moment)
        or deadlines.to_remind(session, now=moment)
        or deadlines.to_climb(session, now=moment)
    )


def _strike(session: Session, moment: datetime) -> None:
    for key in round_calendar.due_rounds(session, now=moment):
        round_calendar.keep_to_calendar(session, key, now=moment)
    for number in looks_due(session, now=moment):
        open_looks(session, number, now=moment)
    for case_id, window in publicity.windows_run_out(session, now=moment):
        publicity.close_window(session, case_id, window, now=moment)
        advance.advance(session, case_id, now=moment)
    for due in deadlines.to_remind(session, now=moment):
        deadlines.remind(session, due, now=moment)
    for case_id, visit in deadlines.to_climb(session, now=moment):
        deadlines.climb(session, case_id, visit, now=moment)
        advance.advance(session, case_id, now=moment)


def _clock_strikes(since: datetime, until: datetime) -> Iterator[datetime]:
    """Five past midnight and nine in the morning of every day between the two moments."""
    day: date = local_date(since)
    while day <= local_date(until):
        for hour in (_NIGHT, _MORNING):
            moment = datetime.combine(day, hour, tzinfo=SHANGHAI)
            if since < moment <= until:
                yield moment
        day += timedelta(days=1)
