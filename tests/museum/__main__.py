"""``python -m tests.museum 0.2.0``: make the exhibit of the release that is checked out."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from runtime.database import Database
from runtime.embedded import Embedded
from runtime.schema import migrate
from tests.museum.exhibits import HALL, dump, furnish


def make(release: str) -> Path:
    """The file of the exhibit. A release has one: what stands in the museum is not made again."""
    into = HALL / f"{release}.dump"
    if into.exists():
        message = f"{into} 已在馆中"
        raise SystemExit(message)
    with TemporaryDirectory() as folder:
        server = Embedded(Path(folder))
        server.start()
        try:
            server.create_database("exhibit")
            database = Database(server.url("exhibit"))
            migrate(database)
            furnish(database)
            dump(database, into)
            database.dispose()
        finally:
            server.stop()
    return into


if __name__ == "__main__":
    sys.stdout.write(f"✓ {make(sys.argv[1])}\n")
