"""A real browser, and an office's pages on a port of loopback for it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright

SECONDS = 15
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_WORDS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def a_browser() -> Iterator[Browser]:
    """The system's Chromium, without a window; the test is skipped where there is none, or fails where CI wants one."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        message = f"NO BROWSER: the pages were NOT looked at; install one of {', '.join(_PROGRAMS)}"
        if os.environ.get("BANSHI_BROWSER_REQUIRED") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_WORDS)
        yield browser
        browser.close()


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of the pages while they are served."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    until = monotonic() + SECONDS
    while not server.started:
        assert monotonic() < until, "the server did not start"
        sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(SECONDS)
