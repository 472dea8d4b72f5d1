"""The programs of an office: what ``banshi up`` starts, and how each is seen to work."""

import os
import smtplib
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import httpx
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from runtime import prefect_server
from runtime.child import Program
from runtime.prefect_environment import server_environment, without_prefect
from runtime.settings import Settings
from runtime.wiring import Office

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_LISTENERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query ILIKE 'LISTEN%'"
)


def prefect_program(settings: Settings) -> Program:
    """Prefect's server with its services, on loopback."""
    words = (sys.executable, "-m", "prefect", "server", "start",
             "--host", "127.0.0.1", "--port", str(settings.prefect_port))  # fmt: skip
    return Program(
        name="prefect",
        title="Prefect 服务",
        words=words,
        environment=_environment(settings, server_environment(settings)),
        is_ready=lambda: prefect_server.is_healthy(settings),
        ready_seconds=180.0,  # the first start makes its tables
    )


def web_program(settings: Settings) -> Program:
    """The pages."""
    return _ours(settings, "web", "网页", lambda: _answers(f"http://{settings.host}:{settings.web_port}/"))


def dispatcher_program(office: Office) -> Program:
    """Takes what has happened from the outbox and passes it on."""
    return _ours(office.settings, "dispatcher", "分发", lambda: _someone_listens(office))


def worker_program(settings: Settings) -> Program:
    """Keeps the schedules."""
    since = datetime.now(UTC)
    return _ours(
        settings, "worker", "定时任务", lambda: prefect_server.schedules_are_served(settings, since=since)
    )


def mailbox_program(settings: Settings) -> Program:
    """Takes our mails instead of a mail server, for a demonstration office."""
    return _ours(settings, "mailbox", "演示邮箱", lambda: _takes_mail(settings))


def needs_mailbox(settings: Settings) -> bool:
    """Whether the mails of this office are for show: a demonstration office that names no mail server."""
    return settings.demo and settings.smtp_host in _LOOPBACK


def _ours(settings: Settings, word: str, title: str, is_ready: Callable[[], bool]) -> Program:
    words = (sys.executable, "-m", "runtime", word)
    return Program(word, title, words, _environment(settings, {}), is_ready)


def _environment(settings: Settings, more: Mapping[str, str]) -> dict[str, str]:
    ours = {"BANSHI_DATA_DIR": str(settings.data_dir), "PYTHONUNBUFFERED": "1"}
    return without_prefect(os.environ) | ours | dict(more)


def _answers(url: str) -> bool:
    try:
        return not httpx.get(url, timeout=5, trust_env=False).is_server_error
    except httpx.HTTPError:
        return False


def _someone_listens(office: Office) -> bool:
    try:
        with office.database.transaction() as session:
            return bool(session.scalar(text(_LISTENERS)))
    except OperationalError:
        return False


def _takes_mail(settings: Settings) -> bool:
    try:
        with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=5) as smtp:
            return smtp.noop()[0] == 250  # noqa: PLR2004 - SMTP's "done"
    except OSError:
        return False
