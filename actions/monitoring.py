"""The verbs of monitoring: grade a period, batch by batch, each batch in a transaction of its caller's."""

from datetime import date, datetime

from engine.deadlines import local_date
from engine.refusals import PeriodNotYetBegun
from engine.relapse.rules import RelapseRules
from models import relapse_checks
from models.relapse_checks import Tally
from models.session import Session

BATCH = 5000


def grade_next(
    session: Session, period: date, rules: RelapseRules, *, now: datetime, size: int = BATCH
) -> bool:
    """Grade the next households of the period; False when none are left and the run is finished.

    A run that was broken off goes on where it stopped, by the rules it began with; a finished one stays as it is.
    Raises PeriodNotYetBegun for a month to come.
    """
    if period > local_date(now):
        raise PeriodNotYetBegun(period=f"{period:%Y-%m}")
    run = relapse_checks.begin(session, period, rules, now)
    if run.finished_at is not None:
        return False
    up_to = relapse_checks.next_batch(session, run.done_up_to, size)
    if up_to is None:
        run.finished_at = now
        return False
    relapse_checks.grade_batch(session, run, RelapseRules.model_validate(run.rules), up_to)
    return True


def tally(session: Session, period: date, rules: RelapseRules, *, now: datetime) -> Tally:
    """What the run of the period came to: counts only."""
    return relapse_checks.tally(session, relapse_checks.begin(session, period, rules, now), rules)
