"""``banshi seeds check`` and ``banshi seeds load``."""

import sys
from collections.abc import Sequence
from pathlib import Path

from runtime.commands.first_start import load_seeds
from runtime.commands.running_office import running_office
from runtime.complaints import CannotStart
from runtime.schema import migrate
from seeds.definition_file import read_definition
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
    if not found:
        sys.stdout.write("✓ 流程定义没有问题\n")
    return 2 if found else 0


def pages(folder: Path) -> None:
    """Write a page for each shipped definition into ``folder``."""
    read = [read_definition(path)[0] for path in sorted(PROCESSES.glob("*.yaml"))]
    for page in write_pages(read, folder):
        sys.stdout.write(f"✓ {page}\n")


def load() -> None:
    """Publish the definitions; a demonstration office also gets its organisation and cases."""
    with running_office() as office:
        migrate(office.database)
        for sentence in load_seeds(office):
            sys.stdout.write(f"✓ {sentence}\n")
