"""Everything that is due by the clock, as plain functions. Schedules call them, and the dispatcher when it must."""

import logging

from flows import changing_hands, deadlines, publicity, relapse_visits, rounds, titles, waits
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
        changing_hands.sweep,
        deadlines.sweep,
        relapse_visits.sweep,
        resend_due,
    ):
        sweep(office)
