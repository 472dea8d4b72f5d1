"""An office whose database answers: for commands that are run by hand while nothing else may be up."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from runtime.embedded import running
from runtime.settings import Settings
from runtime.wiring import Office, open_office


@contextmanager
def running_office(settings: Settings | None = None) -> Iterator[Office]:
    """The office; an embedded PostgreSQL that does not run is started for as long as this takes."""
    settings = settings or Settings()
    with ExitStack() as stack:
        if settings.embedded:
            stack.enter_context(running(settings.cluster)).create_database("banshi")
        office = open_office(settings)
        stack.callback(office.database.dispose)
        yield office
