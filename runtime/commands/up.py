"""``banshi up``: one command from nothing to an office at work, and back to nothing on Ctrl-C."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from runtime.child import Child
from runtime.commands.first_start import prepare
from runtime.commands.welcome import welcome
from runtime.database import create_database
from runtime.database_guard import DatabaseGuard
from runtime.embedded import Embedded
from runtime.leftovers import end_leftovers, sole_start
from runtime.ports import check_ports, ports_of
from runtime.prefect_environment import prefect_database_url
from runtime.prefect_server import check_version
from runtime.programs import (
    dispatcher_program,
    mailbox_program,
    needs_mailbox,
    prefect_program,
    web_program,
    worker_program,
)
from runtime.settings import Settings
from runtime.supervisor import Interrupted, Supervisor
from runtime.wiring import open_office

# People first, then what works for them, then what those lean on; the database last of all.
_STOP_ORDER = (("web",), ("worker", "dispatcher"), ("prefect", "mailbox"))


def run() -> None:
    """Start everything, keep it running, stop everything."""
    settings = Settings()
    with sole_start(settings.data_dir):
        if end_leftovers(settings.data_dir):
            say("✓ 上次没有正常停止，遗留的进程已结束")
        check_ports(ports_of(settings))
        supervisor = Supervisor(settings.data_dir, say)
        supervisor.listen_for_signals()
        with _database(settings, supervisor), _stopped_at_the_end(supervisor):
            _start(settings, supervisor)
            say(welcome(settings))
            supervisor.watch()


def say(sentence: str) -> None:
    """A line for the person at the terminal."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def _start(settings: Settings, supervisor: Supervisor) -> None:
    office = open_office(settings)
    create_database(office.database.url)
    create_database(prefect_database_url(settings))
    prefect = supervisor.start(prefect_program(settings))  # slowest of all: it comes up while we prepare
    for done in prepare(office):
        say(f"✓ {done}")
    quick = [supervisor.start(web_program(settings))]
    if needs_mailbox(settings):
        quick.append(supervisor.start(mailbox_program(settings)))
    _wait(supervisor, prefect)
    check_version(settings)
    # Only now: a dispatcher that finds no Prefect works on without runs, and the first cases would lack theirs.
    slow = [supervisor.start(dispatcher_program(office)), supervisor.start(worker_program(settings))]
    _wait(supervisor, *quick, *slow)


def _wait(supervisor: Supervisor, *children: Child) -> None:
    for child in children:
        with timed(f"{child.program.title}已启动"):
            supervisor.wait_until_ready(child)


@contextmanager
def timed(done: str) -> Iterator[None]:
    """Say what was done and how long it took, once it is done."""
    began = time.monotonic()
    yield
    say(f"✓ {done}  {time.monotonic() - began:.1f} s")


@contextmanager
def _database(settings: Settings, supervisor: Supervisor) -> Iterator[None]:
    if not settings.embedded:
        yield
        return
    server = Embedded(settings.cluster)
    with timed("数据库已启动"):
        server.start()
    supervisor.guards.append(DatabaseGuard(server, say).look)
    try:
        yield
    finally:
        server.stop()
        say("✓ 数据库已停止")


@contextmanager
def _stopped_at_the_end(supervisor: Supervisor) -> Iterator[None]:
    try:
        yield
    except Interrupted:
        pass  # told to stop while starting: nothing else to say
    finally:
        say("正在停止……")
        supervisor.stop(_STOP_ORDER)
        say("✓ 各服务已停止")
