"""Looks after the embedded PostgreSQL while the office is open."""

import time
from dataclasses import dataclass, field

from runtime.embedded import Embedded, EmbeddedFailed
from runtime.supervisor import Say

_PAUSE = 5.0  # seconds after a start that failed


@dataclass
class DatabaseGuard:
    """Starts the server again when it has gone. The programs wait for it: they only connect anew."""

    server: Embedded
    say: Say
    _not_before: float = field(default=0.0)

    def look(self) -> None:
        """Start it if it does not run; says what was done, or why it could not be."""
        if self.server.pid() is not None or time.monotonic() < self._not_before:
            return
        self.say("⚠ 数据库意外退出，正在重新启动")
        try:
            self.server.start()
        except EmbeddedFailed as failed:
            self._not_before = time.monotonic() + _PAUSE
            self.say(f"✗ {failed}")
        else:
            self.say("✓ 数据库已重新启动")
