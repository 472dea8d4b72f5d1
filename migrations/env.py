"""Alembic's entry: one connection, one transaction. The URL is given by the command that asks for a migration."""

from alembic import context
from sqlalchemy import create_engine

from models.tables import METADATA


def migrate() -> None:
    """Run the migrations that alembic chose on the database it was told of."""
    engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "")
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=METADATA)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


migrate()
