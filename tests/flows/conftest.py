"""A real Prefect server on the run's own PostgreSQL, started once; and an office whose clock stands still."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from models.files import FileStore
from models.sealing import Seal
from notifications.links import Links
from notifications.message import Message
from runtime.database import Database
from runtime.embedded import Embedded
from runtime.prefect_environment import become_prefect_client, server_environment, without_prefect
from runtime.prefect_server import is_healthy
from runtime.settings import Settings
from runtime.wiring import Office
from tests.factories import MONDAY, an_office


@dataclass(slots=True)
class StillClock:
    """Says what the test says."""

    now: datetime = MONDAY + timedelta(microseconds=1)  # a real clock is never at a full second

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **ahead: float) -> None:
        self.now += timedelta(**ahead)


@dataclass(slots=True)
class Letterbox:
    """A channel that takes every message."""

    messages: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> None:
        self.messages.append(message)


@dataclass(slots=True)
class PrefectServer:
    """The server's process, which a test may stop and start."""

    settings: Settings
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        words = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1"]
        environment = {**without_prefect(os.environ), **server_environment(self.settings)}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [*words, "--port", str(self.settings.prefect_port)], env=environment, stdout=log, stderr=log
            )
        until = time.monotonic() + 120
        while not is_healthy(self.settings):
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")[-2000:]
            assert time.monotonic() < until, "the Prefect server did not come up"
            time.sleep(0.2)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)
            self.process = None


@pytest.fixture(scope="session")
def prefect_settings(cluster: Embedded, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an office whose Prefect database lies in the run's cluster."""
    cluster.create_database("prefect")
    return Settings(
        data_dir=tmp_path_factory.mktemp("office"),
        database_url=cluster.url("postgres"),
        prefect_database_url=cluster.url("prefect"),
        prefect_port=_free_port(),
        prefect_auth_string=SecretStr("office:a test's own word"),
        public_url="http://office.example",
    )


@pytest.fixture(scope="session")
def server(prefect_settings: Settings) -> Iterator[PrefectServer]:
    """The run's Prefect server; the process is its client from now on."""
    become_prefect_client(prefect_settings)
    running = PrefectServer(prefect_settings, prefect_settings.data_dir / "server.log")
    running.start()
    yield running
    from prefect.logging.handlers import APILogWorker  # noqa: PLC0415 - as in the commands: settings first

    APILogWorker.drain_all()  # else its thread complains about the server that is gone
    running.stop()


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def letterbox() -> Letterbox:
    return Letterbox()


@pytest.fixture
def office(
    prefect_settings: Settings, database: Database, clock: StillClock, letterbox: Letterbox, tmp_path: Path
) -> Office:
    """An office with people, the nomination's definition and an open round; its Prefect may be away."""
    with database.transaction() as session:
        an_office(session)
    return Office(
        settings=prefect_settings,
        database=database,
        clock=clock,
        seal=Seal(b"a key of thirty-two bytes or more"),
        files=FileStore(tmp_path / "files"),
        channels={"email": letterbox},
        links=Links(prefect_settings.public_url),
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
