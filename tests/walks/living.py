"""An office that works on by itself between the acts of people: its dispatcher and its clock, without Prefect."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI

from flows.batches import batches
from flows.desk import Desk
from flows.lease import claim
from flows.sweeps import sweep_all
from models.files import FileStore
from models.sealing import Seal
from models.session import Session
from notifications.links import Links
from runtime.clock import DemonstrationClock
from runtime.database import Database
from runtime.settings import Settings
from runtime.wiring import Office
from web.app import create_app

_LINES = 200


@dataclass(frozen=True)
class LivingOffice:
    """An office and its pages."""

    office: Office
    app: FastAPI

    def works(self) -> None:
        """All that follows from what happened, up to quiet. Raises FolderFailed when something cannot be done."""
        while lines := claim(self.office, _LINES).lines:
            for batch in batches(lines):
                Desk(self.office, sweep_all).take_all(batch.folders)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A look into the database."""
        with self.office.database.transaction() as session:
            yield session


def living_in(url: str, folder: Path, seal: Seal) -> Iterator[LivingOffice]:
    """The office in the database at ``url``, with its files in ``folder``, as long as it is asked for."""
    database = Database(url)
    settings = Settings(data_dir=folder, database_url=url, prefect_auth_string="admin:known", demo=True)
    office = Office(
        settings=settings,
        database=database,
        clock=DemonstrationClock(database),
        seal=seal,
        files=FileStore(folder / "files"),
        channels={},
        links=Links("http://office.example"),
    )
    yield LivingOffice(office, create_app(office))
    database.dispose()
