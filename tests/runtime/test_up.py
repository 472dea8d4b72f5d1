"""The one command, as a person starts, kills and stops it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from tests.runtime.waiting import until

pytestmark = pytest.mark.prefect


@pytest.fixture
def environment(tmp_path: Path, free_port: Callable[[], int]) -> dict[str, str]:
    ports = {f"BANSHI_{name}_PORT": str(free_port()) for name in ("WEB", "PREFECT", "SMTP")}
    return {**os.environ, **ports, "BANSHI_DATA_DIR": str(tmp_path / "office"), "BANSHI_DEMO_CASES": "false"}


def test_an_office_opens_survives_a_kill_and_closes_without_a_trace(
    environment: dict[str, str], tmp_path: Path
) -> None:
    url = f"http://127.0.0.1:{environment['BANSHI_WEB_PORT']}/"
    with _up(environment) as (first, said):
        assert "密码都是" in said()
        assert httpx.get(url, follow_redirects=True).status_code == 200
        assert "已经在运行" in _second(environment)
        first.kill()  # -9: nobody stops the programs
        first.wait()
    with _up(environment) as (second, said):
        assert "遗留的进程已结束" in said()
        assert "接着上次" in said()
        assert httpx.get(url, follow_redirects=True).status_code == 200
        second.send_signal(signal.SIGTERM)
        assert second.wait(60) == 0
    assert "数据库已停止" in said()
    assert _processes_of(tmp_path / "office") == []


@contextmanager
def _up(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], Callable[[], str]]]:
    log = Path(environment["BANSHI_DATA_DIR"] + ".log")
    with log.open("wb") as file:
        words = [sys.executable, "-m", "runtime", "up"]
        process = subprocess.Popen(words, env=environment, stdout=file, stderr=file)  # noqa: S603 - our program

    def said() -> str:
        return log.read_text(encoding="utf-8")

    try:
        until(lambda: "Ctrl-C" in said() or process.poll() is not None, seconds=180)
        assert process.poll() is None, said()
        yield process, said
    finally:
        process.terminate()
        process.wait(60)


def _second(environment: dict[str, str]) -> str:
    words = [sys.executable, "-m", "runtime", "up"]
    answer = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert answer.returncode == 2
    return answer.stderr


def _processes_of(folder: Path) -> list[str]:
    """What still runs for this office, by its environment or by the folder it works in."""
    left = []
    for process in psutil.process_iter():
        try:
            ours = process.environ().get("BANSHI_DATA_DIR") == str(folder) or str(folder) in process.cmdline()
            if ours and process.status() != psutil.STATUS_ZOMBIE:
                left.append(" ".join(process.cmdline()))
        except psutil.Error:
            continue
    return left
