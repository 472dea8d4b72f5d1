"""``banshi migrate``."""

from runtime.commands.running_office import running_office
from runtime.schema import migrate


def run() -> None:
    """Bring the schema to the newest migration."""
    with running_office() as office:
        migrate(office.database)
