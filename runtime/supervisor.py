"""Keeps the children running until told to stop; then stops them in order."""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from runtime.child import Child, Program
from runtime.complaints import CannotStart
from runtime.leftovers import write_down

Say = Callable[[str], None]


@dataclass
class Supervisor:
    """Starts programs and keeps them alive. ``folder`` holds their logs and the list of their processes."""

    folder: Path
    say: Say
    children: dict[str, Child] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)
    guards: list[Callable[[], None]] = field(default_factory=list)

    def listen_for_signals(self) -> None:
        """Ctrl-C, SIGTERM and a closed terminal all mean: stop cleanly."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._told_to_stop)

    def start(self, program: Program) -> Child:
        """Start a program and go on without waiting for it."""
        child = Child(program, self.folder / "logs" / f"{program.name}.log")
        self.children[program.name] = child
        child.start()
        self._write_down()
        return child

    def wait_until_ready(self, *children: Child) -> None:
        """Wait for each. Raises CannotStart when one ends, or takes longer than it may."""
        for child in children:
            self._wait_for(child)

    def watch(self) -> None:
        """Until told to stop: start again what has died, and let the guards look after what is no child."""
        while not self.stopping.wait(0.5):
            for look in self.guards:
                look()
            for child in self.children.values():
                self._look_after(child)

    def stop(self, order: Sequence[Sequence[str]]) -> None:
        """Stop the children group by group, each group at once; those not named come last."""
        named = {name for group in order for name in group}
        for group in (*order, [name for name in self.children if name not in named]):
            together = [self.children[name] for name in group if name in self.children]
            for child in together:
                child.ask_to_stop()
            for child in together:
                child.wait_for_end()
        self.children.clear()
        self._write_down()

    def _wait_for(self, child: Child) -> None:
        began = time.monotonic()
        program = child.program
        while not program.is_ready():
            if self.stopping.is_set():
                raise Interrupted
            if child.pid is None:
                message = f"{program.title}没能启动，原因见 {child.log}\n{last_lines(child.log)}"
                raise CannotStart(message)
            if time.monotonic() - began > program.ready_seconds:
                message = f"{program.title}在 {program.ready_seconds:.0f} 秒内没有就绪，详见 {child.log}"
                raise CannotStart(message)
            self.stopping.wait(0.1)

    def _look_after(self, child: Child) -> None:
        if child.due is None:
            code = child.death()
            if code is not None:
                pause, title = child.pause(), child.program.title
                self.say(f"⚠ {title}意外退出（{code}），{pause:.0f} 秒后重新启动，详见 {child.log}")
        elif time.monotonic() >= child.due:
            child.start()
            self._write_down()
            self.say(f"✓ {child.program.title}已重新启动")

    def _told_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping.set()

    def _write_down(self) -> None:
        write_down(self.folder, (child.pid for child in self.children.values()))


class Interrupted(Exception):
    """Told to stop while still starting."""


def last_lines(log: Path, count: int = 12) -> str:
    """The end of a log, indented, for a person who should not have to look for it."""
    if not log.exists():
        return ""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    return "\n".join(f"    {line}" for line in lines)
