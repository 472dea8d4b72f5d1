"""The office does not stop with the dashboard: Prefect goes away, in the middle too, and comes back."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from prefect.events.worker import EventsWorker
from sqlalchemy import text

from flows.abandoned_runs import close_abandoned_runs
from flows.dashboard import Dashboard, speaking_to
from flows.dispatch import Dispatcher, drain
from models.deliveries import notices_of
from notifications.message import Message
from runtime.embedded import Embedded
from runtime.wiring import Office
from tests.factories import Story, person
from tests.flows.conftest import PrefectServer, StillClock
from tests.flows.runs import all_runs
from tests.flows.stories import a_nomination, without_prefect

pytestmark = pytest.mark.prefect


@pytest.fixture
def stoppable(server: PrefectServer) -> Iterator[PrefectServer]:
    """The server, which runs again afterwards whatever the test did to it."""
    yield server
    if server.process is None:
        server.start()


class _NoWake:
    """Does not sleep."""

    def wait(self, _seconds: float, /) -> bool:
        return False


class CutsTheLine:
    """A channel during whose first message the Prefect server dies."""

    def __init__(self, server: PrefectServer) -> None:
        self.server, self.messages = server, list[Message]()

    def send(self, message: Message) -> None:
        self.messages.append(message)
        self.server.stop()


def _settled(office: Office) -> list[tuple[str, bool]]:
    """Every line of a case, and whether it was settled under a run."""
    asked = text(
        "SELECT event, run IS NOT NULL FROM outbox WHERE case_id IS NOT NULL AND settled_at IS NOT NULL"
    )
    with office.database.transaction() as session:
        return [(event, under) for event, under in session.execute(asked)]


def _notices_to_the_administrator(office: Office) -> list[str]:
    with office.database.transaction() as session:
        return [one.event for one in notices_of(session, person(session, "admin").id, limit=20)]


def test_without_prefect_the_case_goes_on_without_a_run_and_the_administrator_hears_of_it_once(
    office: Office, stoppable: PrefectServer, clock: StillClock
) -> None:
    nomination = a_nomination(office)
    drain(office)
    stoppable.stop()
    nomination.act(Story.submitted)
    drain(office)
    nomination.act(Story.party)
    drain(office)
    assert nomination.open_steps() == ["unit_publicity"]
    assert {under for event, under in _settled(office) if event == "step.settled"} == {False}
    assert _notices_to_the_administrator(office) == ["office.prefect_down"]

    stoppable.start()
    clock.forward(days=10)
    nomination.act(Story.window_over)
    drain(office)
    assert nomination.open_steps() == ["consult"]
    assert ("publicity.closed", True) in _settled(office)
    assert _notices_to_the_administrator(office)[:2] == ["office.prefect_back", "office.prefect_down"]


def test_a_server_that_dies_within_a_run_leaves_nothing_undone_or_doubled(
    office: Office, stoppable: PrefectServer
) -> None:
    first, second = a_nomination(office), a_nomination(office, unit="xazx")
    drain(office)
    first.act(Story.submitted)
    second.act(Story.submitted)
    cut = CutsTheLine(stoppable)
    drain(replace(office, channels={"email": cut}))
    assert [first.open_steps(), second.open_steps()] == [["party"], ["party"]]
    assert len({message.id for message in cut.messages}) == len(cut.messages)
    visits = [(step.key, step.visit) for one in (first, second) for step in one.state.steps]
    assert visits == [("nominate", 1), ("party", 1)] * 2


def test_row_1_with_prefects_whole_database_wiped_no_case_is_lost_and_the_next_drain_goes_on(
    office: Office, stoppable: PrefectServer, cluster: Embedded
) -> None:
    nomination = a_nomination(office)
    drain(office)
    nomination.act(Story.submitted)
    EventsWorker.drain_all()  # else this process tells the new database of runs that the old one had
    stoppable.stop()
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE prefect WITH (FORCE)")
    cluster.create_database("prefect")
    stoppable.start()
    assert all_runs(office) == []
    drain(office)
    assert nomination.open_steps() == ["party"]
    nomination.act(Story.party)
    drain(office)
    assert nomination.open_steps() == ["unit_publicity"]
    assert {under for event, under in _settled(office) if event == "step.settled"} == {True}


def test_an_outage_is_noticed_when_nothing_happens_too(office: Office) -> None:
    office = without_prefect(office)
    with closing(Dashboard(office)) as dashboard:
        dispatcher = Dispatcher(office, dashboard)
        dispatcher.turn(_NoWake())
        dispatcher.turn(_NoWake())
    assert _notices_to_the_administrator(office) == ["office.prefect_down"]


def test_a_short_outage_is_nobodys_alarm(office: Office) -> None:
    office = without_prefect(office)
    with closing(Dashboard(office, patience=60)) as dashboard:
        Dispatcher(office, dashboard).turn(_NoWake())
    assert _notices_to_the_administrator(office) == []


def test_while_prefect_is_away_the_dispatcher_looks_at_the_clock_itself(
    office: Office, clock: StillClock
) -> None:
    nomination = a_nomination(office, at="unit_publicity")
    clock.now = nomination.state.windows[0].closes_at
    office = without_prefect(office)
    with closing(Dashboard(office)) as dashboard:
        dispatcher = Dispatcher(office, dashboard)
        dispatcher.turn(_NoWake())
        dispatcher.drain()
    assert nomination.open_steps() == ["consult"]


def test_the_run_that_was_cut_does_not_stand_as_running_for_ever(
    office: Office, stoppable: PrefectServer
) -> None:
    a_nomination(office)
    drain(replace(office, channels={"email": CutsTheLine(stoppable)}))
    stoppable.start()
    with speaking_to(office):
        assert close_abandoned_runs(longest=timedelta(hours=1)) == 0
        assert close_abandoned_runs(longest=timedelta()) > 0
    assert {run["state_type"] for run in all_runs(office)} <= {"COMPLETED", "FAILED", "CRASHED"}
