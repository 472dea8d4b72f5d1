"""The embedded PostgreSQL: one cluster in a folder, reached by a socket that only its owner can open."""

import hashlib
import os
import shlex
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import URL

from runtime.database import create_database
from runtime.embedded_files import Owner, make_reachable, owner_of_servers, program

_LONGEST_SOCKET = 90  # bytes; the system allows 107 and the file's own name takes 14
_SHORT_PLACE = Path("/tmp")  # noqa: S108 - not TMPDIR: all programs must find it; only the owner may enter
_START_SECONDS = 120  # crash recovery of a large cluster takes its time
_LEFTOVER_SECONDS = 20
_NEW_CLUSTER = (
    "-U", "postgres", "-A", "trust", "--encoding=UTF8", "--locale=C",
    "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
)  # fmt: skip
# pg_trgm still asks the C library what a letter is: with LC_CTYPE C no Chinese character would be one.
_CTYPES = ("C.UTF-8", "en_US.UTF-8")
_STILL_WRITING = "{} 里还有上一次的 PostgreSQL 子进程在运行"
_ALWAYS = {"listen_addresses": "", "max_connections": "120", "timezone": "UTC", "jit": "off"}


class EmbeddedFailed(RuntimeError):
    """嵌入式 PostgreSQL 出错。"""


@dataclass(frozen=True, slots=True)
class Embedded:
    """A cluster in ``folder``. Starting it twice starts it once; a start after kill -9 recovers it."""

    folder: Path

    @property
    def socket_dir(self) -> Path:
        """Where the socket lies: in the cluster, or in a short place when that path is too long for one."""
        if len(os.fsencode(self.folder)) <= _LONGEST_SOCKET:
            return self.folder
        mark = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return _SHORT_PLACE / f"banshi-{mark}"

    def url(self, database: str) -> str:
        """The address of ``database``, for SQLAlchemy and libpq alike."""
        address = URL.create(
            "postgresql", username="postgres", database=database, query={"host": str(self.socket_dir)}
        )
        return address.render_as_string()

    def start(self, options: Mapping[str, str] | None = None) -> bool:
        """Make the cluster if need be and start it; False when it was running already.

        ``options`` are settings of PostgreSQL for this start only. Raises EmbeddedFailed with its last words.
        """
        owner = owner_of_servers()
        self._prepare(owner)
        if self.pid() is not None:
            return False
        self._clear_leftovers()
        settings = _ALWAYS | {"unix_socket_directories": str(self.socket_dir)} | dict(options or {})
        words = " ".join("-c " + shlex.quote(f"{name}={value}") for name, value in settings.items())
        log = self.folder / "server.log"
        _run(owner, log, "pg_ctl", "start", "-w", "-s", "-t", str(_START_SECONDS),
             "-D", str(self.folder), "-l", str(log), "-o", words)  # fmt: skip
        return True

    def stop(self) -> None:
        """Stop it: what is open is rolled back, all is written, no process and no lock stays behind."""
        if self.pid() is None:
            return
        _run(owner_of_servers(), self.folder / "server.log",
             "pg_ctl", "stop", "-w", "-s", "-m", "fast", "-t", "60", "-D", str(self.folder))  # fmt: skip

    def pid(self) -> int | None:
        """The server's process, or None when it does not run (whatever a left-over postmaster.pid says)."""
        with suppress(OSError, ValueError, IndexError, psutil.Error):
            number = int((self.folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
            if _at_home(psutil.Process(number), self.folder):
                return number
        return None

    def create_database(self, name: str, *, template: str = "template0") -> bool:
        """Make a database, empty or as a copy of ``template``; False when it is there already."""
        return create_database(self.url(name), template=template)

    def _clear_leftovers(self) -> None:
        # After kill -9 the number in postmaster.pid may be anybody's, or a zombie's, which PostgreSQL takes
        # for a living server. The file also guards against children that still write: first wait for those.
        left = self.folder / "postmaster.pid"
        if not left.exists():
            return
        until = time.monotonic() + _LEFTOVER_SECONDS
        while any(_at_home(process, self.folder) for process in psutil.process_iter()):
            if time.monotonic() > until:
                raise EmbeddedFailed(_STILL_WRITING.format(self.folder))
            time.sleep(0.1)
        left.unlink()
        (self.socket_dir / ".s.PGSQL.5432.lock").unlink(missing_ok=True)

    def _prepare(self, owner: Owner) -> None:
        for place in {self.folder, self.socket_dir}:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.chmod(0o700)
            owner.own(place)
        make_reachable(self.folder, owner)
        if not (self.folder / "PG_VERSION").exists():
            self._make(owner, _CTYPES)

    def _make(self, owner: Owner, ctypes: Sequence[str]) -> None:
        try:
            _run(owner, None, "initdb", "-D", str(self.folder), *_NEW_CLUSTER, f"--lc-ctype={ctypes[0]}")
        except EmbeddedFailed as failed:
            if "invalid locale name" not in str(failed) or not ctypes[1:]:
                raise
            self._make(owner, ctypes[1:])  # not every system has the first


@contextmanager
def running(folder: Path) -> Iterator[Embedded]:
    """The cluster in ``folder``, running; stopped afterwards only if it was started here."""
    server = Embedded(folder)
    started = server.start()
    try:
        yield server
    finally:
        if started:
            server.stop()


def _run(owner: Owner, log: Path | None, tool: str, *words: str) -> None:
    # Into a file and not a pipe: the server inherits what pg_ctl has open, and a pipe would never end.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        ended = subprocess.run(  # noqa: S603 - our own binary with our own words
            [program(tool), *words], stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/",
            check=False, start_new_session=True, **owner.as_process(),
        )  # fmt: skip
        if ended.returncode:
            said.seek(0)
            raise EmbeddedFailed(f"{tool}: {said.read().strip()}\n{_tail(log)}".strip())


def _at_home(process: psutil.Process, folder: Path) -> bool:
    with suppress(OSError, psutil.Error):  # gone meanwhile, a zombie, or somebody else's
        return "postgres" in process.name() and folder.samefile(process.cwd())
    return False


def _tail(log: Path | None) -> str:
    if log is None or not log.exists():
        return ""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
