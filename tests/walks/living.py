"""An office that works on by itself between the acts of people: its dispatcher and its clock, without Prefect."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fastapi import FastAPI

from flows.batches import batches
from flows.desk import Desk
from flows.lease import claim
from flows.sweeps import sweep_all
from models.session import Session
from runtime.wiring import Office

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
