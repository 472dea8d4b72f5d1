"""The verbs of monitoring: grade a period, batch by batch, each batch in a transaction of its caller's."""

from datetime import date, datetime

from engine.deadlines import local_date
from engine.refusals import PeriodNotYetBegun
from engine.relapse.rules import MONTHLY, Every, RelapseRules
from models import population, relapse_checks, risk_signals, snapshots
from models.correlation import correlation_of
from models.relapse_checks import Tally
from models.session import Session

BATCH = 5000


def grade_next(
    session: Session,
    month: date,
    rules: RelapseRules,
    *,
    now: datetime,
    every: Every = MONTHLY,
    size: int = BATCH,
) -> bool:
    """Grade the next households of the month's period; False when none are left and the run is finished.

    A run that was broken off goes on where it stopped, by the rules and with the data that it began with; a finished
    one stays as it is.
    Two that ask at once go one after the other, batch by batch. Every new signal becomes a line of the outbox.
    Raises PeriodNotYetBegun for a month to come.
    """
    if month > local_date(now):
        raise PeriodNotYetBegun(period=f"{month:%Y-%m}")
    run = relapse_checks.begin(session, every, month, rules, now)
    if run.finished_at is not None:
        return False
    snapshots.reserve(session, run.period)
    first = run.done_up_to
    if first == 0:
        population.let_run_out(session, local_date(now))
    up_to = relapse_checks.next_batch(session, first, size)
    if up_to is None:
        relapse_checks.finish(session, run, now)
        return False
    relapse_checks.grade_batch(session, run, RelapseRules.model_validate(run.rules), up_to)
    by = correlation_of(session)
    risk_signals.announce_batch(session, run.id, first, up_to, now=now, by=by)
    return True


def tally(
    session: Session, month: date, rules: RelapseRules, *, now: datetime, every: Every = MONTHLY
) -> Tally:
    """What the run of the month's period came to: counts only."""
    return relapse_checks.tally(session, relapse_checks.begin(session, every, month, rules, now))
