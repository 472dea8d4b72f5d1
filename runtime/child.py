"""One child process: in a group of its own, watched, started again when it dies, stopped with its group."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_LONGEST_WAIT = 60.0
_STEADY_SECONDS = 60.0
_LARGEST_LOG = 10_000_000  # bytes; then it becomes name.log.1 at the next start, in place of the one before


@dataclass(frozen=True, slots=True)
class Program:
    """What to run: ``name`` for its log, ``title`` for people, and how to see that it does its work."""

    name: str
    title: str
    words: tuple[str, ...]
    environment: Mapping[str, str]
    is_ready: Callable[[], bool]
    ready_seconds: float = 90.0
    stop_seconds: float = 15.0


@dataclass(slots=True)
class Child:
    """A running program. ``deaths`` counts those that followed each other closely."""

    program: Program
    log: Path
    deaths: int = 0
    due: float | None = None
    _process: subprocess.Popen[bytes] | None = field(default=None)
    _since: float = field(default=0.0)

    def start(self) -> None:
        """Start it. Its own session: a Ctrl-C at the terminal reaches us, and we stop it in our order."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > _LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as file:
            self._process = subprocess.Popen(  # noqa: S603 - our own words
                self.program.words, env=dict(self.program.environment), stdin=subprocess.DEVNULL,
                stdout=file, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        self._since, self.due = time.monotonic(), None

    @property
    def pid(self) -> int | None:
        """Its process; None when it does not run."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def death(self) -> int | None:
        """The exit code, told once, when it has ended by itself; then ``due`` says when to start it again."""
        if self._process is None or self._process.poll() is None:
            return None
        code = self._process.returncode
        self._end_group()
        self.deaths = 1 if time.monotonic() - self._since > _STEADY_SECONDS else self.deaths + 1
        self.due = time.monotonic() + self.pause()
        return code

    def pause(self) -> float:
        """Seconds to wait before the next start: 1, 2, 4, … up to a minute."""
        return min(2.0 ** (self.deaths - 1), _LONGEST_WAIT)

    def ask_to_stop(self) -> None:
        """Send the whole group a SIGTERM and do not wait."""
        if self.pid is not None:
            self._signal(signal.SIGTERM)

    def wait_for_end(self) -> None:
        """Wait for it as long as it may take, then end what is left of its group."""
        if self._process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(self.program.stop_seconds)
        self._end_group()

    def _end_group(self) -> None:
        self._signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait()
        self._process = None

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, number)
