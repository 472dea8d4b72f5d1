"""Prefect as seen from the dispatcher: is it there, how our runs speak to it, and what an outage means.

The office does not stop with the dashboard. Asking costs some milliseconds a batch; while it is away it is asked
again every few seconds only, and nobody waits for a client's patient retries.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
from prefect.settings import temporary_settings

from models import outages
from runtime.wiring import Office

_log = logging.getLogger(__name__)

_ASK_TIMEOUT = 1.0  # seconds; a server on the same machine answers in three milliseconds
_ASK_AGAIN = 3.0  # seconds between two looks at a server that is away


@contextmanager
def speaking_to(office: Office) -> Iterator[None]:
    """Settings of short runs in our own process: our API, little patience, no heartbeats (1.1 s a run otherwise)."""
    ours = {
        "api.url": office.settings.prefect_api_url,
        "api.auth_string": office.settings.prefect_auth_string.get_secret_value(),
        "api.request_timeout": 5.0,
        "client.max_retries": 0,  # the desk goes on at once, and the next batch asks again
        "flows.heartbeat_frequency": None,
        "server.ephemeral.enabled": False,
    }
    with temporary_settings(ours):
        yield


@dataclass(slots=True)
class Dashboard:
    """One dispatcher's view of Prefect. An outage shorter than ``patience`` seconds is nobody's alarm."""

    office: Office
    patience: float = 0.0
    _away_since: float | None = None
    _asked: float = 0.0
    _told_down: bool | None = None
    _client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=_ASK_TIMEOUT, trust_env=False))

    def is_there(self) -> bool:
        """Whether runs can be opened now. Notices both ends of an outage."""
        now = time.monotonic()
        if self._away_since is not None and now - self._asked < _ASK_AGAIN:
            self._alarm(now)
            return False
        self._asked = now
        if self._answers():
            self._back()
            return True
        self.lost()
        return False

    def lost(self) -> None:
        """A call to Prefect failed: it is away until it answers again."""
        now = time.monotonic()
        self._away_since = now if self._away_since is None else self._away_since
        self._alarm(now)

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def _answers(self) -> bool:
        name, _, password = self.office.settings.prefect_auth_string.get_secret_value().partition(":")
        try:
            url = f"{self.office.settings.prefect_api_url}/ready"
            return self._client.get(url, auth=(name, password)).is_success
        except httpx.HTTPError:
            return False

    def _alarm(self, now: float) -> None:
        if self._away_since is not None and now - self._away_since >= self.patience:
            self._note(down=True)

    def _back(self) -> None:
        self._away_since = None
        self._note(down=False)

    def _note(self, *, down: bool) -> None:
        """Tell the administrators, once an outage whoever notices it."""
        if self._told_down == down:
            return
        with self.office.database.transaction() as session:
            news = outages.note(session, down=down, now=self.office.clock())
        self._told_down = down
        if news:
            _log.log(logging.ERROR if down else logging.INFO, "Prefect is %s", "away" if down else "back")
