"""Everything that is due by the clock, as plain functions. Schedules call them, and the dispatcher when it must."""

import logging

from flows import changing_hands, deadlines, publicity, titles, waits
from flows.post import resend_due
from runtime.wiring import Office

_log = logging.getLogger(__name__)


def sweep_all(office: Office) -> None:
    """Close windows and end waits first: nobody is reminded of what is over; then hands, reminders, the post."""
    for sweep in (
        publicity.sweep,
        waits.sweep,
        titles.sweep,
        changing_hands.sweep,
        deadlines.sweep,
        resend_due,
    ):
        sweep(office)
