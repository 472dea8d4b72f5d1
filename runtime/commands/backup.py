"""``banshi backup`` and ``banshi restore``: database, attachments and secrets in one file.

Prefect's database is left out: schedules are registered anew by ``banshi deploy``, and no case lives there.
"""

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import make_url, text

from runtime.commands.running_office import running_office
from runtime.complaints import CannotStart
from runtime.embedded_files import program
from runtime.leftovers import sole_start
from runtime.schema import migrate
from runtime.settings import Settings
from runtime.wiring import Office

_FORMAT = 1


def backup(file: Path) -> None:
    """Write everything into ``file``, readable by its owner only. The office may be at work meanwhile."""
    _must_not_exist(file)
    with running_office(found=True) as office, tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "database.dump"
        _pg("pg_dump", office, "--format=custom", "--no-owner", f"--file={dump}")
        draft = file.with_name(f".{file.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as raw, tarfile.open(fileobj=raw, mode="w") as tar:
            _pack(tar, office, dump)
    draft.rename(file)
    sys.stdout.write(f"✓ 已备份到 {file}（内含密钥，请妥善保管）\n")


def restore(file: Path) -> None:
    """Bring an office back from ``file`` into an empty data folder and database: wholly, or not at all."""
    settings = Settings()
    with sole_start(settings.data_dir), tarfile.open(file) as tar:
        _check_format(tar, file)
        with running_office(settings) as office, tempfile.NamedTemporaryFile() as dump:
            _must_be_empty(office)
            _unpack(tar, office, Path(dump.name))
            _pg("pg_restore", office, "--no-owner", "--single-transaction", "--exit-on-error", dump.name)
            migrate(office.database)
    sys.stdout.write("✓ 已恢复；Prefect 的定时任务会在下次启动时重新登记\n")


def _pack(tar: tarfile.TarFile, office: Office, dump: Path) -> None:
    manifest = {"format": _FORMAT, "banshi": version("banshi"), "at": datetime.now(UTC).isoformat()}
    _add(tar, "manifest.json", json.dumps(manifest).encode())
    if (secrets := _secrets(office)).exists():  # else they come from the environment, and stay there
        tar.add(secrets, "secrets.json")
    tar.add(dump, "database.dump")
    # After the database: a file is kept before the row that names it, so all that it names is here.
    for kept in sorted(office.files.folder.glob("??/*")):
        tar.add(kept, f"files/{kept.name}")


def _unpack(tar: tarfile.TarFile, office: Office, dump: Path) -> None:
    for member in tar:
        content = tar.extractfile(member)
        if content is None:
            continue
        if member.name == "database.dump":
            with dump.open("wb") as into:
                shutil.copyfileobj(content, into)
        elif member.name == "secrets.json":
            _secrets(office).write_bytes(content.read())  # the file is there, with mode 0600
        elif member.name.startswith("files/"):
            _keep(office, member.name.removeprefix("files/"), content.read())


def _keep(office: Office, digest: str, content: bytes) -> None:
    if office.files.put(content) != digest:
        message = f"备份已损坏：附件 {digest[:12]}… 的内容与其摘要不符"
        raise CannotStart(message)


def _pg(tool: str, office: Office, *words: str) -> None:
    url = make_url(office.database.conninfo)
    address = url.set(password=None).render_as_string()
    environment = os.environ | ({"PGPASSWORD": url.password} if url.password else {})  # not for all to see
    ended = subprocess.run(  # noqa: S603 - PostgreSQL's own program with our own words
        [program(tool), f"--dbname={address}", *words],
        env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ended.returncode:
        message = f"{tool} 失败：{ended.stderr.strip()}"
        raise CannotStart(message)


def _check_format(tar: tarfile.TarFile, file: Path) -> None:
    first = tar.next()
    manifest = tar.extractfile(first) if first is not None and first.name == "manifest.json" else None
    if manifest is None or json.load(manifest).get("format") != _FORMAT:
        message = f"{file} 不是本程序能读的备份"
        raise CannotStart(message)


def _must_be_empty(office: Office) -> None:
    with office.database.transaction() as session:
        tables = session.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
    if tables:
        message = "数据库不是空的，没有恢复；请指定新的数据目录（BANSHI_DATA_DIR）或空的数据库"
        raise CannotStart(message)


def _must_not_exist(file: Path) -> None:
    if file.exists():
        message = f"{file} 已存在，没有备份"
        raise CannotStart(message)


def _secrets(office: Office) -> Path:
    return office.settings.data_dir / "secrets.json"


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))
