"""What an office needs before it can open: tables, definitions, and for a demonstration its people and cases."""

from collections.abc import Iterator
from datetime import UTC, datetime

from runtime.schema import migrate
from runtime.wiring import Office
from seeds.load import load_demonstration, load_processes, load_units


def prepare(office: Office) -> Iterator[str]:
    """Bring the office to the state it starts from; a sentence for each thing done. Twice is as good as once."""
    migrate(office.database)
    yield "数据库结构已是最新"
    yield from load_seeds(office)


def load_seeds(office: Office) -> Iterator[str]:
    """Load what is shipped, each part in a transaction of its own; a sentence for each."""
    if office.settings.demo:
        yield _load_demonstration(office)
    else:
        with office.database.transaction() as session:
            load_units(session)
        yield "单位已载入"
    with office.database.transaction() as session:
        published = load_processes(session, now=office.clock())
    new = sum(version.created for version in published)
    yield f"流程定义 {len(published)} 个" + (f"，新发布 {new} 个" if new else "，没有变动")


def _load_demonstration(office: Office) -> str:
    with office.database.transaction() as session:
        made = load_demonstration(
            session,
            now=datetime.now(UTC),
            seal=office.seal,
            files=office.files,
            year=office.settings.demo_year,
            with_cases=office.settings.demo_cases,
        )
    return "演示办公室已布置" if made else "演示办公室接着上次"
