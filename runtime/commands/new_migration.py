"""``banshi migration NAME``, for developers: the migration that the changed models ask for."""

import tempfile
from importlib.resources import files
from pathlib import Path

from alembic import command

from runtime.database import Database
from runtime.embedded import running
from runtime.schema import alembic_config, migrate


def run(name: str) -> None:
    """Write ``migrations/versions/NNNN_name.py``: what lies between the newest migration and the models.

    Compares on a database of its own, so that no office is needed and none is touched.
    """
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "postgres") as server:
        server.create_database("banshi")
        database = Database(server.url("banshi"))
        migrate(database)
        command.revision(alembic_config(database), message=name, autogenerate=True, rev_id=_next_number())
        database.dispose()


def _next_number() -> str:
    versions = Path(str(files("migrations"))) / "versions"
    newest = max((int(path.name[:4]) for path in versions.glob("[0-9][0-9][0-9][0-9]_*.py")), default=0)
    return f"{newest + 1:04d}"
