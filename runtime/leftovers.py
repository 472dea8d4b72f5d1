"""What an earlier start left behind when it was killed, and the lock that keeps two starts apart."""

import fcntl
import json
import os
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from runtime.complaints import CannotStart

_PATIENCE = 10  # seconds that a left-over process has to end by itself


@contextmanager
def sole_start(folder: Path) -> Iterator[None]:
    """Hold ``folder`` for this process alone. Raises CannotStart when an office runs there already."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "up.lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the kernel releases it, even after kill -9
        except OSError as held:
            file.seek(0)
            message = f"{folder} 的办公室已经在运行（进程 {file.read().strip()}）"
            raise CannotStart(message) from held
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def write_down(folder: Path, pids: Iterable[int | None]) -> None:
    """Note the processes we started, with the moment of their birth: a number alone may be reused."""
    born: dict[str, float] = {}
    for pid in pids:
        with suppress(psutil.Error):
            if pid is not None:
                born[str(pid)] = psutil.Process(pid).create_time()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "children.json").write_text(json.dumps(born), encoding="utf-8")


def end_leftovers(folder: Path) -> int:
    """End the processes noted by a start that did not stop them; how many there were."""
    left = [process for pid, birth in _noted(folder).items() if (process := _same(int(pid), birth))]
    for process in left:
        _signal_group(process.pid, signal.SIGTERM)
    until = time.monotonic() + _PATIENCE
    while any(map(_lives, left)) and time.monotonic() < until:
        time.sleep(0.05)
    for process in left:
        _signal_group(process.pid, signal.SIGKILL)
    return len(left)


def _noted(folder: Path) -> dict[str, float]:
    with suppress(OSError, ValueError):
        noted: dict[str, float] = json.loads((folder / "children.json").read_text(encoding="utf-8"))
        return noted
    return {}


def _same(pid: int, birth: float) -> psutil.Process | None:
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        if abs(process.create_time() - birth) < 1 and _lives(process):
            return process
    return None


def _lives(process: psutil.Process) -> bool:
    with suppress(psutil.Error):  # a zombie that nobody takes away, as in a container without init, is dead
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    return False


def _signal_group(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)
