"""Everything that is due by the clock, as plain functions. Schedules call them, and the dispatcher when it must."""

import logging

from flows import (
    changing_hands,
    deadlines,
    household_duties,
    keeping,
    matching,
    publicity,
    relapse_monitoring,
    relapse_visits,
    rounds,
    titles,
    waits,
)
from flows.post import resend_due
from runtime.wiring import Office

_log = logging.getLogger(__name__)


def sweep_all(office: Office) -> None:
    """Rounds first, then windows and waits: nobody is reminded of what is over; then hands, reminders, the post."""
    for sweep in (
        rounds.sweep,
        publicity.sweep,
        waits.sweep,
        titles.sweep,
        matching.sweep,
        changing_hands.sweep,
        deadlines.sweep,
        relapse_monitoring.sweep_when_due,
        relapse_visits.sweep,
        household_duties.sweep,
        keeping.sweep,
        resend_due,
    ):
        sweep(office)
