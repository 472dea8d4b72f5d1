"""``banshi doctor``: what must be true of a healthy office, from the machine up to each case."""

import sys
from collections.abc import Iterator

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from models import outbox
from runtime.commands.running_office import running_office
from runtime.complaints import CannotStart
from runtime.prefect_environment import become_prefect_client
from runtime.prefect_server import check_version
from runtime.schema import alembic_config
from runtime.settings import Settings
from runtime.wiring import Office


def run() -> int:
    """Print a line for everything that is wrong; 1 when there is something."""
    settings = Settings()
    become_prefect_client(settings)
    with running_office(settings, found=True) as office:
        found = [*_schema(office)] or [*_prefect(settings), *_cases(office)]
        waiting = 0 if found else _waiting(office)
    for sentence in found:
        sys.stdout.write(f"✗ {sentence}\n")
    if not found:
        sys.stdout.write(f"✓ 一切正常，待分发 {waiting} 条\n")
    return 1 if found else 0


def _schema(office: Office) -> Iterator[str]:
    newest = ScriptDirectory.from_config(alembic_config(office.database)).get_heads()
    with office.database.engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_heads()
    if set(newest) != set(present):
        yield f"数据库结构是 {'、'.join(present) or '空的'}，应为 {'、'.join(newest)}：请运行 banshi migrate"


def _prefect(settings: Settings) -> Iterator[str]:
    try:
        check_version(settings)
    except CannotStart as problem:
        yield str(problem)


def _cases(office: Office) -> Iterator[str]:
    from flows.doctor import examine  # noqa: PLC0415 - Prefect reads its settings when first imported

    for one in examine(office):
        yield f"{one.number or '办公室'}：{one.sentence} → {one.cure}"


def _waiting(office: Office) -> int:
    with office.database.transaction() as session:
        return outbox.waiting(session)
