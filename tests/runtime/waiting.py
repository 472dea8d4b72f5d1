"""Waiting for what another process does, without sleeping longer than it takes."""

import time
from collections.abc import Callable


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Come back as soon as it holds; fail when it does not in time."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"did not come to hold in {seconds} s"
        time.sleep(0.05)
