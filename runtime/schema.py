"""The schema of our database: brought to the newest migration, under a lock of its own."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from runtime.database import Database

_LOCK = 5_120_220  # any number, as long as all processes of the office take the same


def migrate(database: Database) -> None:
    """Run what is missing of ``migrations/versions``; two processes at once wait for each other."""
    with database.engine.connect() as holder:
        holder.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
        try:
            command.upgrade(alembic_config(database), "heads")
        finally:
            holder.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})


def alembic_config(database: Database) -> Config:
    """Alembic's settings, from the installed packages: no ini file, in a wheel as in the tree."""
    config = Config()
    config.set_main_option("script_location", str(files("migrations")).replace("%", "%%"))
    config.set_main_option("sqlalchemy.url", database.url.replace("%", "%%"))
    return config
