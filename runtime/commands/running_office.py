"""An office whose database answers: for commands that are run by hand while nothing else may be up."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from runtime.complaints import CannotStart
from runtime.database import create_database
from runtime.embedded import running
from runtime.settings import Settings
from runtime.wiring import Office, database_url, open_office


@contextmanager
def running_office(settings: Settings | None = None, *, found: bool = False) -> Iterator[Office]:
    """The office; an embedded PostgreSQL that does not run is started for as long as this takes.

    With ``found`` the office must be there already. Raises CannotStart when it is not.
    """
    settings = settings or Settings()
    if found and settings.embedded and not settings.cluster.exists():
        message = f"{settings.data_dir} 里还没有办公室；请先运行 banshi up，或用 BANSHI_DATA_DIR 指定目录"
        raise CannotStart(message)
    with ExitStack() as stack:
        if settings.embedded:
            stack.enter_context(running(settings.cluster))
        create_database(database_url(settings))
        office = open_office(settings)
        stack.callback(office.database.dispose)
        yield office
