"""The lease on claimed lines: short, so that a killed dispatcher's are soon another's, and renewed by whoever lives."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread

from flows.failures import kind
from models import outbox
from models.outbox import OutboxLine
from models.outbox_wake import DATABASE_AWAY
from runtime.wiring import Office

_log = logging.getLogger(__name__)

LEASE_SECONDS = 30
RENEW_SECONDS = 10.0  # two renewals may fail before the lease is over


@dataclass(slots=True)
class Lease:
    """Some claimed lines and until when they are held. Lines that another has claimed since are not taken back."""

    office: Office
    lines: Sequence[OutboxLine]
    until: datetime

    def renew(self) -> int:
        """Hold what is not settled for another ``LEASE_SECONDS`` from now; says how many lines that is."""
        ids, until = [one.id for one in self.lines], self.office.clock() + timedelta(seconds=LEASE_SECONDS)
        with self.office.database.transaction() as session:
            held = outbox.renew(session, ids, held_until=self.until, until=until)
        self.until = until
        return held

    @contextmanager
    def held(self, every: float = RENEW_SECONDS) -> Iterator[None]:
        """Renew it beside the work, every so many seconds, until the work is done or this process is dead."""
        done = Event()
        beat = Thread(target=self._beat, args=(done, every), name="lease", daemon=True)
        beat.start()
        try:
            yield
        finally:
            done.set()
            beat.join()

    def _beat(self, done: Event, every: float) -> None:
        while not done.wait(every):
            try:
                self.renew()
            except DATABASE_AWAY as failure:  # the work itself will meet it; what is lost here is a renewal
                _log.warning("a lease was not renewed: %s", kind(failure))


def claim(office: Office, limit: int) -> Lease:
    """The oldest open lines, held from now on."""
    now = office.clock()
    with office.database.transaction() as session:
        lines = outbox.claim(session, limit=limit, now=now, lease_seconds=LEASE_SECONDS)
    return Lease(office, lines, now + timedelta(seconds=LEASE_SECONDS))
