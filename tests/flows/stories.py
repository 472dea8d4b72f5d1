"""Nominations in a living office: every act commits, and what follows is left to the dispatcher."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from engine.state import CaseState
from models import outbox
from models.outbox import RunLine
from runtime.wiring import Office
from tests.factories import ROAD, Story, answers, somebody_else


class LeftToTheDispatcher(Story):
    """A story in which nobody does the dispatcher's work."""

    def advance(self) -> None:
        """Nothing: that is what is to be seen."""


@dataclass
class Nomination:
    """A case of an office; ``acts`` are done one by one, each in a transaction of its own."""

    office: Office
    story: Story

    def act(self, *acts: Callable[[Story], None]) -> None:
        """Somebody acts, and it is committed."""
        for one in acts:
            with self._in_a_transaction():
                one(self.story)

    @property
    def state(self) -> CaseState:
        """The case as it is stored."""
        with self._in_a_transaction():
            return self.story.state

    @property
    def case_id(self) -> str:
        """The id of the case."""
        return self.story.case_id

    def open_steps(self) -> list[str]:
        """The keys of its open steps."""
        return [step.key for step in self.state.steps if step.status == "open"]

    def runs(self) -> list[RunLine]:
        """The runs that touched it, latest first."""
        with self.office.database.transaction() as session:
            return outbox.runs_of(session, self.case_id)

    @contextmanager
    def _in_a_transaction(self) -> Iterator[None]:
        with self.office.database.transaction() as session:
            self.story.session = session
            self.story.now = self.office.clock()
            yield


def a_nomination(office: Office, *, at: str = "nominate", unit: str = "xjtu", **form: object) -> Nomination:
    """A case that has come to step ``at`` with the dispatcher's work done by hand, its lines still in the outbox."""
    with office.database.transaction() as session:
        story = Story(
            session,
            office.seal,
            unit=unit,
            now=office.clock(),
            form=answers(**(somebody_else(session) | form)),
        )
        story.opened()
        for step, act in ROAD:
            if step == at:
                break
            act(story)
        rest = LeftToTheDispatcher(session, office.seal, unit, story.now, story.case_id, story.form)
    return Nomination(office, rest)


def without_prefect(office: Office) -> Office:
    """The same office with nobody at the address of its Prefect server (9 is the discard port)."""
    nowhere = office.settings.model_copy(update={"prefect_api_url": "http://127.0.0.1:9/api"})
    return replace(office, settings=nowhere)
