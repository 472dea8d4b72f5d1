"""The dispatcher: woken by the outbox, it passes what happened on to the process's own flow.

While Prefect is away the same desk works without a run, and everything that is due by the clock is swept from here.
"""

import logging
import time
from contextlib import closing
from dataclasses import dataclass, field

from engine.deadlines import local_date
from engine.definition import Process
from flows.batches import Batch, batches
from flows.dashboard import Dashboard, speaking_to
from flows.desk import Desk, FolderFailed
from flows.failures import kind, trace
from flows.lease import claim
from flows.post import resend_due
from flows.processes import pass_on
from flows.sweeps import sweep_all
from models import processes
from models.outbox_wake import DATABASE_AWAY, Wake, listen
from runtime.wiring import Office

_log = logging.getLogger(__name__)

MOST_LINES = 200
POLL_SECONDS = 5.0
RESEND_SECONDS = 30.0
SWEEP_SECONDS = 15 * 60.0
PATIENCE_SECONDS = 20.0  # a restart of the server is no alarm


@dataclass(slots=True)
class Dispatcher:
    """One of any number of dispatchers: claims are exclusive, and a case's lines stay in order."""

    office: Office
    dashboard: Dashboard
    _resent: float = field(default=0.0)
    _swept: float = field(default=0.0)

    def drain(self) -> int:
        """Pass on everything that waits, also what comes of it. Returns how many lines were claimed."""
        count = 0
        while (lease := claim(self.office, MOST_LINES)).lines:
            with lease.held():
                for batch in batches(lease.lines):
                    self._pass_on(batch)
            count += len(lease.lines)
        return count

    def turn(self, wake: Wake) -> None:
        """One turn of a dispatcher's life: drain, look after the post and the clock, sleep until something happens."""
        self.drain()
        self._on_the_side()
        wake.wait(POLL_SECONDS)

    def _pass_on(self, batch: Batch) -> None:
        """By a run if one can be opened; what the run did not come to, for whatever reason, is done without one."""
        desk = Desk(self.office, sweep_all)
        if self.dashboard.is_there():
            self._by_a_run(desk, batch)
        rest = [folder for folder in batch.folders if not desk.dealt.issuperset(folder.ids)]
        try:
            Desk(self.office, sweep_all, dealt=desk.dealt).take_all(rest)
        except FolderFailed as failure:
            _log.error("%s", failure)

    def _by_a_run(self, desk: Desk, batch: Batch) -> None:
        try:
            pass_on(desk, batch, self._definition(batch))
        except DATABASE_AWAY:
            raise
        except Exception as failure:  # noqa: BLE001 - Prefect's client has many words for one thing
            _log.warning("Prefect went away in the middle of a run: %s", trace(failure))
            self.dashboard.lost()

    def _definition(self, batch: Batch) -> Process | None:
        if batch.process is None:
            return None
        with self.office.database.transaction() as session:
            today = local_date(self.office.clock())
            known = processes.all_current(session, today)
            return next((one for _, one in known if one.key == batch.process), None)

    def _on_the_side(self) -> None:
        """Also when nothing happens: mail due again, an outage to be noticed, the clock while Prefect is away."""
        now = time.monotonic()
        if now - self._resent >= RESEND_SECONDS:
            self._resent = now
            resend_due(self.office)
        if not self.dashboard.is_there() and now - self._swept >= SWEEP_SECONDS:
            self._swept = now
            sweep_all(self.office)


def drain(office: Office) -> int:
    """Pass on all that waits, now. Returns how many lines were claimed."""
    with speaking_to(office), closing(Dashboard(office)) as dashboard:
        return Dispatcher(office, dashboard).drain()


def run_forever(office: Office) -> None:
    """Pass on what happens, as it happens. PostgreSQL may go away and come back, and so may Prefect."""
    with speaking_to(office), closing(Dashboard(office, patience=PATIENCE_SECONDS)) as dashboard:
        dispatcher = Dispatcher(office, dashboard)
        while True:
            try:
                _listen(dispatcher)
            except DATABASE_AWAY as failure:
                _log.warning("the database is away: %s", kind(failure))
                time.sleep(1)


def _listen(dispatcher: Dispatcher) -> None:
    with listen(dispatcher.office.database.conninfo) as wake:
        while True:
            dispatcher.turn(wake)
