"""Whatever is left of somebody anywhere in the database: every column of every table is looked through as text."""

from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

_TABLES = text("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")


def traces_of(session: Session, words: Iterable[str]) -> set[tuple[str, str]]:
    """Table and word of every row that says one of ``words`` in any of its columns."""
    return {(table, word) for word in words for table in _tables(session) if _says(session, table, word)}


def _tables(session: Session) -> list[str]:
    return list(session.scalars(_TABLES))


def _says(session: Session, table: str, word: str) -> bool:
    asked = text(f'SELECT EXISTS (SELECT FROM "{table}" x WHERE position(:word IN to_jsonb(x)::text) > 0)')  # noqa: S608 - a table's own name
    return bool(session.scalar(asked, {"word": word}))
