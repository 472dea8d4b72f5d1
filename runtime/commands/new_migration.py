"""``banshi migration NAME``, for developers: the migration that the changed models ask for."""

import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from runtime.database import Database
from runtime.embedded import running
from runtime.schema import alembic_config, migrate

_FILE = "%%(year)d_%%(month).2d_%%(day).2d_%%(hour).2d%%(minute).2d_%%(slug)s"


def run(name: str) -> None:
    """Write ``migrations/versions/<date>_<time>_name.py``: what lies between the newest one and the models.

    Compares on a database of its own, so that no office is needed and none is touched.
    """
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "postgres") as server:
        server.create_database("banshi")
        database = Database(server.url("banshi"))
        migrate(database)
        config = alembic_config(database)
        config.set_main_option("file_template", _FILE)
        command.revision(config, message=name, autogenerate=True, rev_id=_next_number(config))
        database.dispose()


def _next_number(config: Config) -> str:
    known = (int(one.revision) for one in ScriptDirectory.from_config(config).walk_revisions())
    return f"{max(known, default=0) + 1:04d}"
