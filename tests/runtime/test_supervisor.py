import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from runtime.child import Program
from runtime.complaints import CannotStart
from runtime.leftovers import end_leftovers, sole_start
from runtime.supervisor import Supervisor
from tests.runtime.waiting import until

# A program that has a child of its own, as a worker has its flow runs, and says so.
_PARENT = """
import subprocess, sys, time, pathlib
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path(sys.argv[1]).write_text(str(child.pid))
time.sleep(60)
"""

_DIES_ONCE = """
import pathlib, sys, time
starts = pathlib.Path(sys.argv[1])
if starts.exists():
    time.sleep(60)
starts.touch()
"""


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    one = Supervisor(tmp_path, said.append)
    yield one
    one.stop([])


def _program(code: str, *words: str, is_ready: Callable[[], bool] = lambda: True) -> Program:
    return Program("p", "程序", (sys.executable, "-c", code, *words), os.environ, is_ready, ready_seconds=20)


def test_stopping_ends_a_program_and_the_children_it_made(supervisor: Supervisor, tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    child = supervisor.start(
        _program(_PARENT, str(note), is_ready=lambda: note.exists() and bool(note.read_text()))
    )
    supervisor.wait_until_ready(child)
    pids = [child.pid or 0, int(note.read_text())]
    supervisor.stop([["p"]])
    until(lambda: not any(_runs(pid) for pid in pids))


def test_a_program_that_does_not_listen_is_ended_all_the_same(supervisor: Supervisor, tmp_path: Path) -> None:
    note = tmp_path / "deaf"
    deaf = f"import signal, time; signal.signal(15, signal.SIG_IGN); open({str(note)!r}, 'w'); time.sleep(60)"
    program = Program("p", "程序", (sys.executable, "-c", deaf), os.environ, note.exists, stop_seconds=0.2)
    child = supervisor.start(program)
    supervisor.wait_until_ready(child)
    pid = child.pid or 0
    supervisor.stop([["p"]])
    assert not _runs(pid)


def test_a_program_that_ends_before_it_is_ready_is_reported_with_its_last_words(
    supervisor: Supervisor,
) -> None:
    child = supervisor.start(_program("raise SystemExit('no paper')", is_ready=lambda: False))
    with pytest.raises(CannotStart, match="no paper"):
        supervisor.wait_until_ready(child)


def test_a_program_that_dies_is_started_again_and_said_so(
    supervisor: Supervisor, said: list[str], tmp_path: Path
) -> None:
    starts = tmp_path / "starts"
    supervisor.start(_program(_DIES_ONCE, str(starts)))
    watching = threading.Thread(target=supervisor.watch)
    watching.start()
    try:
        until(lambda: any("已重新启动" in sentence for sentence in said))
        assert "意外退出" in said[0]
    finally:
        supervisor.stopping.set()
        watching.join()


def test_what_a_killed_start_left_running_is_ended_by_the_next(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    child = supervisor.start(_program("import time; time.sleep(60)"))
    pid = child.pid or 0
    assert end_leftovers(tmp_path) == 1
    assert not _runs(pid)
    assert end_leftovers(tmp_path) == 0


def test_a_number_that_is_now_another_process_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "children.json").write_text(f'{{"{os.getpid()}": 1.0}}')
    assert end_leftovers(tmp_path) == 0


def test_two_starts_in_one_folder_are_kept_apart(tmp_path: Path) -> None:
    with (
        sole_start(tmp_path),
        pytest.raises(CannotStart, match=f"已经在运行（进程 {os.getpid()}）"),
        sole_start(tmp_path),
    ):
        pass
    with sole_start(tmp_path):
        pass


def _runs(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
