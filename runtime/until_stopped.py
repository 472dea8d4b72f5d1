"""For programs that run until they are told to stop."""

import signal
import threading
from types import FrameType


def stop_signal() -> threading.Event:
    """An event that Ctrl-C and SIGTERM set. To be asked for in the main thread."""
    told = threading.Event()

    def _tell(_number: int, _frame: FrameType | None) -> None:
        told.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _tell)
    return told
