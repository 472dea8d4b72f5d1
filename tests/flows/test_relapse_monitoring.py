"""The monthly run stands on the dashboard as a sentence with its counts, and a second one finds nothing to do."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest

from engine.deadlines import SHANGHAI
from flows import relapse_monitoring
from flows.dashboard import speaking_to
from runtime.wiring import Office
from tests import watched
from tests.flows.conftest import StillClock
from tests.flows.runs import all_runs, ask

pytestmark = [pytest.mark.prefect, pytest.mark.usefixtures("server")]


@pytest.fixture
def at_this_office(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Scheduled runs work for the test's office."""
    monkeypatch.setattr(relapse_monitoring, "this_office", lambda: office)
    with speaking_to(office):
        yield office


def test_the_run_of_a_month_is_called_by_its_counts_however_often_it_runs(at_this_office: Office) -> None:
    with at_this_office.database.transaction() as session:
        calm, student, hurt, unknown = watched.watch(session, 4)
        months = {
            calm: watched.calm(),
            student: watched.calm() | {"new_student": Decimal(1)},
            hurt: watched.calm() | {"earner_lost": Decimal(1)},
        }
        watched.keep(session, date(2022, 2, 1), months)
    assert unknown not in months
    relapse_monitoring.monitor_relapse()
    relapse_monitoring.monitor_relapse()
    names = [run["name"] for run in all_runs(at_this_office)[-2:]]
    assert names == ["返困监测 2022-02：应查 4，预警 2，新立案 1，失败 1"] * 2
    boards = ask(at_this_office, "/artifacts/latest/filter", limit=50)
    board = next(one for one in boards if one["key"] == relapse_monitoring.board_of(1))
    assert "| 4 | 3 | 2 | 1 | 1 |" in board["data"]
    progress = next(one for one in boards if one["key"] == relapse_monitoring.progress_of(1))
    assert progress["data"] == 100


def test_a_month_without_rules_is_passed_over(at_this_office: Office, clock: StillClock) -> None:
    clock.now = datetime(2021, 3, 9, 9, 0, tzinfo=SHANGHAI)
    relapse_monitoring.monitor_relapse()
    assert all_runs(at_this_office)[-1]["name"] == "返困监测：本月还没有规则，未核查"


def test_the_run_of_another_frequency_is_called_by_its_own_period(at_this_office: Office) -> None:
    relapse_monitoring.monitor_relapse(3)
    assert (
        all_runs(at_this_office)[-1]["name"] == "返困监测 2022 年第一季度：应查 0，预警 0，新立案 0，失败 0"
    )
