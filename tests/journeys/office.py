"""An office of the journey's own: started by the one command, watched from outside, stopped by Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import psutil

Answer = TypeVar("Answer")

_START_SECONDS = 240
_STOP_SECONDS = 60


@dataclass(frozen=True, slots=True)
class RunningOffice:
    """The process ``banshi up`` and where it answers."""

    process: subprocess.Popen[str]
    environment: dict[str, str]
    url: str

    def kill_prefect(self) -> None:
        """End the Prefect server as a power cut would. The supervisor starts it again after a while."""
        for child in psutil.Process(self.process.pid).children(recursive=True):
            if {"prefect", "server", "start"} <= set(child.cmdline()):
                child.kill()

    def examined(self) -> None:
        """The doctor finds nothing. Raises AssertionError with what it says otherwise."""
        words = [sys.executable, "-m", "runtime", "doctor"]
        doctor = subprocess.run(words, env=self.environment, capture_output=True, text=True, check=False)  # noqa: S603
        if doctor.returncode:
            raise AssertionError(doctor.stdout + doctor.stderr)

    def prefect_answers(self) -> bool:
        """Whether the Prefect server can be reached."""
        port = int(self.environment["BANSHI_PREFECT_PORT"])
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def running(folder: Path) -> Iterator[RunningOffice]:
    """An office in ``folder``: people and definitions, no round and no case yet. Stopped at the end, and kept."""
    web, prefect, smtp = _free_ports(3)
    environment = os.environ | {
        "BANSHI_DATA_DIR": str(folder),
        "BANSHI_DEMO_CASES": "false",
        "BANSHI_WEB_PORT": str(web),
        "BANSHI_PREFECT_PORT": str(prefect),
        "BANSHI_SMTP_PORT": str(smtp),
    }
    words = [sys.executable, "-m", "runtime", "up"]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        office = RunningOffice(process, environment, f"http://127.0.0.1:{web}")
        try:
            _wait_for_the_welcome(process)
            yield office
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=_STOP_SECONDS)


def until(
    asked: Callable[[], Answer | None], what: str, *, seconds: float = 30, pause: float = 0.1
) -> Answer:
    """Ask until there is an answer; the office works on by itself meanwhile. Raises TimeoutError, saying ``what``.

    Who waits for many cases makes a longer ``pause``: asking takes time from those who work.
    """
    deadline = time.monotonic() + seconds
    while not (answer := asked()):
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(pause)
    return answer


def _wait_for_the_welcome(process: subprocess.Popen[str]) -> None:
    """Show what the start says; it has come up when it says how to stop it."""
    deadline = time.monotonic() + _START_SECONDS
    for line in process.stdout or ():
        if line.startswith(("✓", "✗", "⚠")):
            sys.stdout.write(f"    {line}")
            sys.stdout.flush()
        if "Ctrl-C" in line:
            return
        if time.monotonic() > deadline:
            break
    message = f"the office did not come up: {process.poll()}"
    raise RuntimeError(message)


def _free_ports(count: int) -> list[int]:
    """Ports nobody listens on now."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports
