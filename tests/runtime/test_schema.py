from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from models.tables import METADATA
from runtime.database import Database
from runtime.schema import migrate


def test_the_migrations_make_what_the_models_say(database: Database) -> None:
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    migrate(database)
    with database.engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_heads() != ()
