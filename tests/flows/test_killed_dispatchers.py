"""kill -9 at any moment: no line is lost, nothing that shows is done twice."""

import os
import subprocess
import sys
import time

from sqlalchemy import text

from flows.dispatch import drain
from runtime.prefect_environment import without_prefect
from runtime.wiring import Office
from tests.factories import Story
from tests.flows.stories import a_nomination
from tests.flows.stories import without_prefect as with_no_dashboard

_CASES = 12
_KILLS = (1, 3, 6)  # after so many lines the dispatcher of the moment is killed
_SECONDS = 60


def _dispatcher(office: Office) -> subprocess.Popen[bytes]:
    settings = office.settings
    ours = {
        "BANSHI_DATA_DIR": str(settings.data_dir),
        "BANSHI_DATABASE_URL": office.database.url,
        "BANSHI_PREFECT_API_URL": settings.prefect_api_url,
        "BANSHI_SMTP_PORT": "9",
    }
    words = [sys.executable, "-c", "from runtime.cli import main; main()", "dispatcher"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(words, env={**without_prefect(os.environ), **ours}, stdout=quiet, stderr=quiet)  # noqa: S603 - our own


def _settled(office: Office) -> int:
    with office.database.transaction() as session:
        return int(session.scalars(text("SELECT count(*) FROM outbox WHERE settled_at IS NOT NULL")).one())


def _leases_are_over(office: Office) -> None:
    """As after half a minute of waiting."""
    with office.database.transaction() as session:
        session.execute(text("UPDATE outbox SET claimed_until = NULL WHERE settled_at IS NULL"))


def _kill_after(office: Office, lines: int) -> None:
    before, process = _settled(office), _dispatcher(office)
    until = time.monotonic() + _SECONDS
    while _settled(office) < before + lines:
        assert process.poll() is None, "the dispatcher ended by itself"
        assert time.monotonic() < until, "the dispatcher does nothing"
        time.sleep(0.002)
    process.kill()
    process.wait()


def test_dispatchers_killed_in_the_middle_lose_and_double_nothing(office: Office) -> None:
    office = with_no_dashboard(office)
    with office.database.transaction() as session:
        session.execute(text("UPDATE quota_lines SET places = :places"), {"places": _CASES})
    nominations = [a_nomination(office) for _ in range(_CASES)]
    for nomination in nominations:
        nomination.act(Story.submitted)
    for lines in _KILLS:
        _kill_after(office, lines)
        _leases_are_over(office)
    drain(office)
    for nomination in nominations:
        assert [(one.key, one.visit) for one in nomination.state.steps] == [("nominate", 1), ("party", 1)]
    with office.database.transaction() as session:
        left = text("SELECT count(*) FROM outbox WHERE settled_at IS NULL")
        told = text("SELECT count(*) FROM deliveries WHERE event = 'step.opened' AND channel = 'inbox'")
        assert session.scalars(left).one() == 0
        assert session.scalars(told).one() == _CASES
