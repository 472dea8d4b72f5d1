"""``banshi seeds check`` and ``banshi seeds load``."""

import sys
from collections.abc import Sequence
from pathlib import Path

from runtime.commands.first_start import load_seeds
from runtime.commands.running_office import running_office
from runtime.complaints import CannotStart
from runtime.schema import migrate
from seeds.load import check_files


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


def load() -> None:
    """Publish the definitions; a demonstration office also gets its organisation and cases."""
    with running_office() as office:
        migrate(office.database)
        for sentence in load_seeds(office):
            sys.stdout.write(f"✓ {sentence}\n")
