import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from runtime.settings import Settings


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test reads or writes the office of whoever runs it."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"BANSHI_{name.upper()}", raising=False)
    monkeypatch.setenv("BANSHI_DATA_DIR", str(tmp_path / "office"))


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def free_port() -> Callable[[], int]:
    def choose() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
            return port

    return choose


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port: int = holder.getsockname()[1]
        yield port
