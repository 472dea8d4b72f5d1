"""The page of schedules: registered as often as one likes, in the office's own time zone, runnable by its module."""

from collections.abc import Iterator

import pytest

from flows import deadlines
from flows.dashboard import speaking_to
from flows.deployments import SCHEDULES, deployments, register
from runtime.wiring import Office
from tests.flows.runs import all_runs, ask

pytestmark = [pytest.mark.prefect, pytest.mark.usefixtures("server")]


def test_registering_twice_is_registering_once(office: Office) -> None:
    register(office)
    first = ask(office, "/deployments/filter")
    register(office)
    second = ask(office, "/deployments/filter")
    assert {one["id"] for one in second} == {one["id"] for one in first}
    assert len(second) == len(SCHEDULES)
    zones = {each["schedule"]["timezone"] for one in second for each in one["schedules"]}
    assert zones == {"Asia/Shanghai"}


def test_each_frequency_of_monitoring_has_its_own_schedule_and_knows_it(office: Office) -> None:
    register(office)
    found = ask(office, "/deployments/filter")
    crons = {
        one["parameters"]["every"]: one["schedules"][0]["schedule"]["cron"]
        for one in found
        if one["parameters"]
    }
    assert crons == {1: "0 4 5 * *", 3: "20 4 5 1,4,7,10 *", 6: "40 4 5 1,7 *", 12: "0 5 5 1 *"}


def test_the_process_stands_on_the_dashboard_before_anything_happened(office: Office) -> None:
    register(office)
    assert {"全国五一劳动奖章推荐", "办公事务", "时限巡检"} <= {
        one["name"] for one in ask(office, "/flows/filter")
    }


def test_every_schedule_can_be_found_by_its_module() -> None:
    assert {one.entrypoint for one in deployments()} == {
        "flows.changing_hands.change_hands",
        "flows.deadlines.check_deadlines",
        "flows.household_duties.check_duties",
        "flows.matching.match_households",
        "flows.public_pages.probe_publicity",
        "flows.publicity.close_publicity",
        "flows.rounds.keep_rounds",
        "flows.relapse_monitoring.monitor_relapse",
        "flows.relapse_visits.check_visits",
        "flows.titles.check_titles",
        "flows.waits.end_waits",
        "flows.boards.refresh_boards",
        "flows.doctor.examine_office",
    }


@pytest.fixture
def at_this_office(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Scheduled runs work for the test's office."""
    monkeypatch.setattr(deadlines, "this_office", lambda: office)
    with speaking_to(office):
        yield office


def test_a_scheduled_run_is_called_by_what_it_did(at_this_office: Office) -> None:
    deadlines.check_deadlines()
    assert all_runs(at_this_office)[-1]["name"] == "时限巡检：催办 0 件，超时 0 件"
