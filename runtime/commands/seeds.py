"""``banshi seeds check`` and ``banshi seeds load``."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from engine.deadlines import local_date
from engine.definition import Process
from runtime.clock import SystemClock
from runtime.commands.first_start import load_seeds
from runtime.commands.running_office import running_office
from runtime.complaints import CannotStart
from runtime.schema import migrate
from seeds.bpmn_in.draft import draft
from seeds.bpmn_in.graph import NotReadable
from seeds.definition_file import notices_of, read_definition
from seeds.linter_page import write_page
from seeds.load import PROCESSES, check_files
from seeds.process_pages import write_pages


def check(chosen: Sequence[Path]) -> int:
    """Print every finding of these definitions, or of all that are shipped; 2 when there is one."""
    try:
        found = check_files(chosen)
    except OSError as problem:
        message = f"{problem.filename}：无法读取（{problem.strerror}）"
        raise CannotStart(message) from problem
    for one in found:
        sys.stdout.write(f"{one}\n")
    if found:
        return 2
    for path in chosen or _shipped():
        for one in notices_of(path.read_text(encoding="utf-8-sig"), str(path)):
            sys.stdout.write(f"提示 {one}\n")
    sys.stdout.write("✓ 流程定义没有问题\n")
    return 0


def pages(folder: Path) -> None:
    """Write a page for each shipped definition into ``folder``."""
    read = {path.stem: read_definition(path)[0] for path in _shipped()}
    for page in write_pages(read, folder):
        sys.stdout.write(f"✓ {page}\n")


def linter(file: Path) -> None:
    """Write the page of all findings of the linter."""
    sys.stdout.write(f"✓ {write_page(file)}\n")


def load() -> None:
    """Publish the definitions; a demonstration office also gets its organisation and cases."""
    with running_office() as office:
        migrate(office.database)
        for sentence in load_seeds(office):
            sys.stdout.write(f"✓ {sentence}\n")


def written(file: Path, out: Path | None, write: Callable[[Process], str]) -> None:
    """Write what ``write`` makes of the definition in ``file`` to ``out``, or to the terminal."""
    try:
        process, _ = read_definition(file)
    except OSError as problem:
        message = f"{problem.filename}：无法读取（{problem.strerror}）"
        raise CannotStart(message) from problem
    text = write(process)
    if out is None:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
        return
    out.write_text(text, encoding="utf-8")
    sys.stdout.write(f"✓ {out}\n")


def from_bpmn(file: Path, out: Path | None) -> int:
    """Write the draft of a definition that a BPMN file makes; 2 when it makes none, with every reason."""
    try:
        text = draft(file.read_text(encoding="utf-8-sig"), year=local_date(SystemClock()()).year)
    except OSError as problem:
        message = f"{problem.filename}：无法读取（{problem.strerror}）"
        raise CannotStart(message) from problem
    except NotReadable as problem:
        for sentence in problem.findings:
            sys.stdout.write(f"{file}: {sentence}\n")
        return 2
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")
        sys.stdout.write(f"✓ {out}\n")
    return 0


def _shipped() -> list[Path]:
    return sorted(PROCESSES.glob("*.yaml"))
